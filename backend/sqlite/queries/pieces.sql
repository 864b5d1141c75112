-- name: PiecesByHash :many
SELECT * FROM pieces WHERE hash IN (sqlc.slice('hashes'));

-- name: AddPiece :execrows
INSERT INTO pieces (hash, kind, size, body) VALUES (?, ?, ?, ?)
ON CONFLICT (hash) DO NOTHING;

-- A piece that is there already is written again only where its bytes differ,
-- which heals a damaged one.
-- name: PutPiece :execrows
INSERT INTO pieces (hash, kind, size, body) VALUES (?, ?, ?, ?)
ON CONFLICT (hash) DO UPDATE SET kind = excluded.kind, size = excluded.size, body = excluded.body
WHERE purged IS NULL AND (body <> excluded.body OR kind <> excluded.kind OR size <> excluded.size);

-- What others send does not bring back what was purged here.
-- name: TakePiece :exec
INSERT INTO pieces (hash, kind, size, body, purged) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (hash) DO UPDATE SET kind = excluded.kind, size = excluded.size, body = excluded.body
WHERE pieces.purged IS NULL AND excluded.purged IS NULL AND (body <> excluded.body OR kind <> excluded.kind OR size <> excluded.size);

-- name: DeletePiece :exec
DELETE FROM pieces WHERE hash = ?;
