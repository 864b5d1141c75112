-- name: Blob :one
SELECT id, size, chunk_size FROM blobs WHERE hash = ?;

-- name: Blobs :many
SELECT id, hash, size, chunk_size FROM blobs WHERE hash IS NOT NULL ORDER BY id;

-- name: CreateBlob :one
INSERT INTO blobs (size, chunk_size) VALUES (0, ?) RETURNING id;

-- name: FinishBlob :exec
UPDATE blobs SET hash = ?, size = ? WHERE id = ?;

-- name: DeleteBlob :exec
DELETE FROM blobs WHERE id = ?;

-- name: DeleteUnfinishedBlob :exec
DELETE FROM blobs WHERE id = ? AND hash IS NULL;

-- name: DeleteUnfinishedBlobs :exec
DELETE FROM blobs WHERE hash IS NULL;

-- name: BlobChunk :one
SELECT hash, size, body FROM blob_chunks WHERE blob_id = ? AND number = ?;

-- name: CreateBlobChunk :exec
INSERT INTO blob_chunks (blob_id, number, hash, size, body) VALUES (?, ?, ?, ?, ?);

-- name: Derived :one
SELECT body FROM derived WHERE hash = ? AND key = ?;

-- name: PutDerived :exec
INSERT INTO derived (hash, key, body) VALUES (?, ?, ?)
ON CONFLICT (hash, key) DO UPDATE SET body = excluded.body;

-- name: DropDerived :exec
DELETE FROM derived;

-- name: LastBlob :one
SELECT CAST(coalesce(max(id), 0) AS INTEGER) FROM blobs;
