-- +goose Up
PRAGMA user_version = 4;

-- What was exported, so that an edited page can be told from the one that left.
-- One row for each revision and target; exporting it again replaces the row.
CREATE TABLE exports (
    retrospective_id TEXT NOT NULL REFERENCES retrospectives (id), -- what was exported
    revision_id TEXT NOT NULL,                                     -- the state of it that was
    target TEXT NOT NULL,                                          -- as in export.Target
    at TEXT NOT NULL,                                              -- when, RFC 3339 with nanoseconds
    zones TEXT NOT NULL,                                           -- the zones shown beside UTC, parted by spaces
    name TEXT NOT NULL,                                            -- of the main file
    body BLOB NOT NULL,                                            -- that file, as a zstd frame with its own checksum
    PRIMARY KEY (retrospective_id, revision_id, target)
) STRICT;
