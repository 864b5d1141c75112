-- name: SearchNouns :many
SELECT id, noun, noun_id, fingerprint FROM search_nouns WHERE retrospective_id = ?;

-- name: CreateSearchNoun :one
INSERT INTO search_nouns (retrospective_id, noun, noun_id, fingerprint) VALUES (?, ?, ?, ?) RETURNING id;

-- name: SetSearchFingerprint :exec
UPDATE search_nouns SET fingerprint = ? WHERE id = ?;

-- name: DeleteSearchNoun :exec
DELETE FROM search_nouns WHERE id = ?;

-- name: DeleteSearchNouns :exec
DELETE FROM search_nouns WHERE retrospective_id = ?;
