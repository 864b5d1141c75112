-- +goose Up
-- The library file of Afterword. This folder is the document of its format:
-- numbered files, applied in order, never edited once released.
PRAGMA application_id = 1097226084; -- "AfWd"
PRAGMA user_version = 1;

-- Everything that was ever saved, cut into immutable pieces. A piece is found by
-- its hash, so equal pieces are kept once however many revisions hold them.
CREATE TABLE pieces (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32), -- SHA-256 of the kind as one byte, then the plain body
    kind INTEGER NOT NULL,                                    -- what the body is, see piece.go
    size INTEGER NOT NULL,                                    -- bytes of the plain body
    body BLOB NOT NULL                                        -- a zstd frame where shorter than size, else the plain body
) STRICT;

-- One line of the library. All but id, deleted_at and the two heads can be
-- derived again from the head revision.
CREATE TABLE retrospectives (
    id TEXT NOT NULL PRIMARY KEY,    -- retro.RetrospectiveID
    created_at TEXT NOT NULL,        -- when the first revision was saved, RFC 3339 with nanoseconds
    updated_at TEXT NOT NULL,        -- when the head revision was saved, RFC 3339 with nanoseconds
    deleted_at TEXT,                 -- when it was hidden, RFC 3339 with nanoseconds; NULL while it is shown
    head_revision_id TEXT NOT NULL   -- the newest revision, whose content is the truth
        REFERENCES revisions (id) DEFERRABLE INITIALLY DEFERRED,
    head_seq INTEGER NOT NULL,       -- the seq of the head, so that a lost tail is noticed
    revision_count INTEGER NOT NULL, -- how many revisions are kept
    summary TEXT NOT NULL            -- JSON of retro.Summary as derived from the head's content
) STRICT;

-- Every saved state. A row names the root of its tree of pieces and is chained
-- to the row before it, so that neither can change unnoticed.
CREATE TABLE revisions (
    id TEXT NOT NULL PRIMARY KEY,                                  -- retro.RevisionID
    retrospective_id TEXT NOT NULL REFERENCES retrospectives (id), -- whose state it is
    seq INTEGER NOT NULL CHECK (seq > 0),                          -- 1 for the first; orders revisions, clocks do not
    kind TEXT NOT NULL,                                            -- retro.RevisionKind
    name TEXT NOT NULL,                                            -- of a checkpoint, else empty
    reason TEXT NOT NULL,                                          -- what was done, as a short phrase
    author TEXT NOT NULL,                                          -- who did it, else empty
    at TEXT NOT NULL,                                              -- when it was saved, RFC 3339 with nanoseconds
    origin_id TEXT NOT NULL,                                       -- the revision whose content it brings back, else empty
    root BLOB NOT NULL CHECK (length(root) = 32),                  -- the hash of the piece that holds all others
    previous BLOB NOT NULL CHECK (length(previous) = 32),          -- the chain of the revision before it, zeros for the first
    chain BLOB NOT NULL CHECK (length(chain) = 32),                -- SHA-256 of previous, root and all other columns, see chain.go
    size INTEGER NOT NULL,                                         -- bytes of the pieces that it was the first to hold
    UNIQUE (retrospective_id, seq)
) STRICT;

-- Where automatic revisions were thinned out. A gap keeps both ends of the chain
-- that it replaces, so that what is left can still be verified link by link.
CREATE TABLE revision_gaps (
    retrospective_id TEXT NOT NULL REFERENCES retrospectives (id), -- whose revisions are gone
    first_seq INTEGER NOT NULL,                                    -- the first seq that is gone
    last_seq INTEGER NOT NULL,                                     -- the last seq that is gone
    previous BLOB NOT NULL CHECK (length(previous) = 32),          -- the previous of the first that is gone
    chain BLOB NOT NULL CHECK (length(chain) = 32),                -- the chain of the last that is gone
    PRIMARY KEY (retrospective_id, first_seq)
) STRICT;

-- Small settings that belong to the library and travel with it.
CREATE TABLE preferences (
    name TEXT NOT NULL PRIMARY KEY, -- dotted, like "team.name"
    value TEXT NOT NULL             -- text of whatever form the name's owner chose
) STRICT;
