-- name: PutListing :exec
INSERT OR REPLACE INTO listing (retrospective_id, title, lead, saved_at, incident_at, impact, stage, due_at, open_actions, unowned_actions, is_example)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: CountUnlisted :one
SELECT CAST((SELECT count(*) FROM retrospectives) - (SELECT count(*) FROM listing) AS INTEGER);

-- name: Unlisted :many
SELECT retrospectives.* FROM retrospectives
LEFT JOIN listing ON listing.retrospective_id = retrospectives.id
WHERE listing.retrospective_id IS NULL;

-- name: PutOutstanding :exec
INSERT INTO outstanding (retrospective_id, position, item_id, title, state, owner, ticket) VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: DropOutstanding :exec
DELETE FROM outstanding WHERE retrospective_id = ?;

-- name: Outstanding :many
SELECT sqlc.embed(outstanding), listing.is_example FROM outstanding
JOIN retrospectives ON retrospectives.id = outstanding.retrospective_id
JOIN listing ON listing.retrospective_id = outstanding.retrospective_id
WHERE retrospectives.deleted_at IS NULL
ORDER BY listing.is_example, listing.saved_at DESC, outstanding.retrospective_id, outstanding.position
LIMIT ? OFFSET ?;

-- name: CountOutstanding :one
SELECT count(*) FROM outstanding
JOIN retrospectives ON retrospectives.id = outstanding.retrospective_id
JOIN listing ON listing.retrospective_id = outstanding.retrospective_id
WHERE retrospectives.deleted_at IS NULL;

-- name: EmptyListing :exec
DELETE FROM listing;

-- name: EmptyOutstanding :exec
DELETE FROM outstanding;
