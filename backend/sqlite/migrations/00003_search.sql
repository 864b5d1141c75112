-- +goose Up
PRAGMA user_version = 3;

-- Which row of the index speaks of what. Both tables are derived from the heads.
CREATE TABLE search_nouns (
    id INTEGER NOT NULL PRIMARY KEY,                               -- the rowid in search
    retrospective_id TEXT NOT NULL REFERENCES retrospectives (id), -- where it stands
    noun TEXT NOT NULL,                                            -- title, section, event, factor, action item, participant, note, evidence
    noun_id TEXT NOT NULL,                                         -- its id, empty for the title
    fingerprint BLOB NOT NULL,                                     -- SHA-256 of what was indexed
    UNIQUE (retrospective_id, noun, noun_id)
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
    heading, -- the noun's own title
    body,    -- all its other text
    tokenize = 'unicode61 remove_diacritics 2'
);
