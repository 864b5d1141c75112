-- name: MergedRevision :one
SELECT * FROM merged_revisions WHERE id = ?;

-- name: MergedRevisions :many
SELECT * FROM merged_revisions WHERE retrospective_id = ? ORDER BY line, seq;

-- A crash between taking a line over and the merge that names it leaves rows that
-- a later bundle brings again, perhaps as part of a longer line.
-- name: PutMergedRevision :exec
INSERT INTO merged_revisions (id, retrospective_id, line, seq, kind, name, reason, author, at, origin_id, root, previous, chain, size)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET line = excluded.line;

-- name: DeleteMergedRevision :exec
DELETE FROM merged_revisions WHERE id = ?;

-- name: MergedGaps :many
SELECT * FROM merged_gaps WHERE retrospective_id = ? ORDER BY line, first_seq;

-- name: PutMergedGap :exec
INSERT INTO merged_gaps (retrospective_id, line, first_seq, last_seq, previous, chain) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (retrospective_id, line, first_seq) DO UPDATE SET last_seq = excluded.last_seq, previous = excluded.previous, chain = excluded.chain;

-- name: DeleteMergedGaps :exec
DELETE FROM merged_gaps WHERE retrospective_id = ? AND line = ?;

-- name: RevisionChains :many
SELECT id, chain FROM revisions WHERE retrospective_id = ?;
