-- name: PutConflict :exec
INSERT INTO conflicts (retrospective_id, number, body) VALUES (?, ?, ?);

-- name: Conflicts :many
SELECT body FROM conflicts WHERE retrospective_id = ? ORDER BY number;
