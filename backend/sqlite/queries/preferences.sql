-- name: Preference :one
SELECT value FROM preferences WHERE name = ?;

-- name: SetPreference :exec
INSERT INTO preferences (name, value) VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
