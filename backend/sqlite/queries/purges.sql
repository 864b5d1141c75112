-- name: CreatePurge :exec
INSERT INTO purges (retrospective_id, at, author, what, original, is_erased) VALUES (?, ?, ?, ?, ?, ?);

-- name: Purges :many
SELECT * FROM purges WHERE retrospective_id = ? ORDER BY id DESC;

-- Those that were not added once more since.
-- name: PurgedOriginals :many
SELECT DISTINCT original FROM purges
WHERE original IS NOT NULL AND NOT EXISTS (SELECT 1 FROM blobs WHERE blobs.hash = purges.original);

-- name: CountUnerased :one
SELECT count(*) FROM purges WHERE is_erased = 0;

-- name: SetErased :exec
UPDATE purges SET is_erased = 1;

-- name: PurgePiece :exec
UPDATE pieces SET size = ?, body = ?, purged = ? WHERE hash = ?;

-- name: PurgedHashes :many
SELECT hash FROM pieces WHERE purged IS NOT NULL;

-- name: PurgedPieces :many
SELECT * FROM pieces WHERE purged IS NOT NULL;

-- name: PurgeRevision :exec
UPDATE revisions SET name = ?, reason = ?, author = ?, purged = ? WHERE id = ?;

-- name: DropDerivedOf :exec
DELETE FROM derived WHERE hash = ?;

-- name: DropExports :exec
DELETE FROM exports WHERE retrospective_id = ?;

-- name: ExportRows :many
SELECT * FROM exports WHERE retrospective_id = ?;

-- name: DropExport :exec
DELETE FROM exports WHERE retrospective_id = ? AND revision_id = ? AND target = ?;

-- name: SetConflict :exec
UPDATE conflicts SET body = ? WHERE retrospective_id = ? AND number = ?;
