-- name: Revision :one
SELECT * FROM revisions WHERE id = ?;

-- Of all lines, the retrospective's own first.
-- name: Revisions :many
SELECT * FROM revisions WHERE retrospective_id = ? ORDER BY line, seq;

-- name: MergedRevisions :many
SELECT * FROM revisions WHERE retrospective_id = ? AND line > '' ORDER BY line, seq;

-- name: RevisionChains :many
SELECT id, chain FROM revisions WHERE retrospective_id = ? AND line = '';

-- name: RevisionRoots :many
SELECT DISTINCT root FROM revisions;

-- Without the hashes: a list is read often and may be long.
-- name: ListRevisions :many
SELECT id, seq, kind, name, reason, author, at, origin_id, size
FROM revisions WHERE retrospective_id = ? AND line = '' ORDER BY seq DESC;

-- name: CreateRevision :exec
INSERT INTO revisions (id, retrospective_id, line, seq, kind, name, reason, author, at, origin_id, root, previous, chain, size, purged)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- A crash between taking a line over and the merge that names it leaves rows that
-- a later bundle brings again, perhaps as part of a longer line. One in the
-- retrospective's own history stays there.
-- name: TakeRevision :exec
INSERT INTO revisions (id, retrospective_id, line, seq, kind, name, reason, author, at, origin_id, root, previous, chain, size, purged)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET line = excluded.line WHERE line <> '';

-- name: DeleteRevision :exec
DELETE FROM revisions WHERE id = ?;

-- name: RevisionGaps :many
SELECT * FROM revision_gaps WHERE retrospective_id = ? ORDER BY line, first_seq;

-- name: PutRevisionGap :exec
INSERT INTO revision_gaps (retrospective_id, line, first_seq, last_seq, previous, chain) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (retrospective_id, line, first_seq) DO UPDATE SET last_seq = excluded.last_seq, previous = excluded.previous, chain = excluded.chain;

-- A gap that ends where the next revision goes takes it in.
-- name: WidenRevisionGap :execrows
UPDATE revision_gaps SET last_seq = sqlc.arg(last_seq), chain = sqlc.arg(chain)
WHERE retrospective_id = sqlc.arg(retrospective_id) AND line = '' AND last_seq = sqlc.arg(last_seq) - 1;

-- name: DeleteRevisionGaps :exec
DELETE FROM revision_gaps WHERE retrospective_id = ? AND line = ?;
