-- name: Revision :one
SELECT * FROM revisions WHERE id = ?;

-- name: Revisions :many
SELECT * FROM revisions WHERE retrospective_id = ? ORDER BY seq DESC;

-- name: RevisionRoots :many
SELECT root FROM revisions UNION SELECT root FROM merged_revisions;

-- Without the hashes: a list is read often and may be long.
-- name: ListRevisions :many
SELECT id, seq, kind, name, reason, author, at, origin_id, size
FROM revisions WHERE retrospective_id = ? ORDER BY seq DESC;

-- name: CreateRevision :exec
INSERT INTO revisions (id, retrospective_id, seq, kind, name, reason, author, at, origin_id, root, previous, chain, size)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: DeleteRevision :exec
DELETE FROM revisions WHERE id = ?;

-- name: RevisionGaps :many
SELECT * FROM revision_gaps WHERE retrospective_id = ? ORDER BY first_seq;

-- name: CreateRevisionGap :exec
INSERT INTO revision_gaps (retrospective_id, first_seq, last_seq, previous, chain) VALUES (?, ?, ?, ?, ?);

-- A gap that ends where the next revision goes takes it in.
-- name: WidenRevisionGap :execrows
UPDATE revision_gaps SET last_seq = sqlc.arg(last_seq), chain = sqlc.arg(chain)
WHERE retrospective_id = sqlc.arg(retrospective_id) AND last_seq = sqlc.arg(last_seq) - 1;

-- name: DeleteRevisionGaps :exec
DELETE FROM revision_gaps WHERE retrospective_id = ?;
