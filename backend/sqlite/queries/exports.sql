-- name: PutExport :exec
INSERT INTO exports (retrospective_id, revision_id, target, at, zones, name, body) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (retrospective_id, revision_id, target)
DO UPDATE SET at = excluded.at, zones = excluded.zones, name = excluded.name, body = excluded.body;

-- name: Exports :many
SELECT * FROM exports WHERE retrospective_id = ? ORDER BY julianday(at) DESC, target LIMIT ?;

-- name: ExportedRevisions :many
SELECT DISTINCT revision_id FROM exports WHERE retrospective_id = ?;
