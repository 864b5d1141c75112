-- name: Retrospective :one
SELECT * FROM retrospectives WHERE id = ?;

-- name: Retrospectives :many
SELECT * FROM retrospectives ORDER BY id;

-- name: Head :one
SELECT revisions.* FROM retrospectives JOIN revisions ON revisions.id = retrospectives.head_revision_id
WHERE retrospectives.id = ?;

-- name: HeadRoots :many
SELECT retrospectives.id, revisions.root FROM retrospectives JOIN revisions ON revisions.id = retrospectives.head_revision_id
ORDER BY retrospectives.id;

-- name: CreateRetrospective :execrows
INSERT INTO retrospectives (id, created_at, updated_at, head_revision_id, head_seq, revision_count, summary)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO NOTHING;

-- name: SetHead :exec
UPDATE retrospectives
SET updated_at = ?, head_revision_id = ?, head_seq = ?, revision_count = revision_count + 1, summary = ?
WHERE id = ?;

-- name: SetRevisionCount :exec
UPDATE retrospectives SET revision_count = ? WHERE id = ?;

-- name: CountRevisionGone :exec
UPDATE retrospectives SET revision_count = revision_count - 1 WHERE id = ?;

-- name: SetDeletedAt :execrows
UPDATE retrospectives SET deleted_at = ? WHERE id = ?;

-- name: SetSummary :exec
UPDATE retrospectives SET summary = ? WHERE id = ?;
