-- name: PutConflict :exec
INSERT INTO conflicts (retrospective_id, number, body) VALUES (?, ?, ?);

-- name: Conflicts :many
SELECT body FROM conflicts WHERE retrospective_id = ? ORDER BY rowid;

-- name: ConflictRows :many
SELECT * FROM conflicts WHERE retrospective_id = ? ORDER BY rowid;

-- One that is here already stays as it is.
-- name: TakeConflict :exec
INSERT INTO conflicts (retrospective_id, number, body) VALUES (?, ?, ?)
ON CONFLICT (retrospective_id, number) DO NOTHING;
