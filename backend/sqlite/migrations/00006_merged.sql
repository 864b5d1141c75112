-- +goose Up
PRAGMA user_version = 6;

-- The revisions of other histories of a retrospective, as colleagues' bundles
-- brought them. Those that one merge took in are a line: it begins at a revision
-- that is here, of the retrospective's own history or of another line, and ends
-- with the one that the merge names as its origin. The columns are those of
-- revisions, so that every row is still what its author's chain says.
CREATE TABLE merged_revisions (
    id TEXT NOT NULL PRIMARY KEY,                                  -- retro.RevisionID
    retrospective_id TEXT NOT NULL REFERENCES retrospectives (id), -- whose state it is
    line TEXT NOT NULL,                                            -- the newest revision of its line
    seq INTEGER NOT NULL CHECK (seq > 0),                          -- its place in the history that it comes from
    kind TEXT NOT NULL,                                            -- retro.RevisionKind
    name TEXT NOT NULL,                                            -- of a checkpoint, else empty
    reason TEXT NOT NULL,                                          -- what was done, as a short phrase
    author TEXT NOT NULL,                                          -- who did it, else empty
    at TEXT NOT NULL,                                              -- when it was saved, RFC 3339 with nanoseconds
    origin_id TEXT NOT NULL,                                       -- the revision whose content it brings back, else empty
    root BLOB NOT NULL CHECK (length(root) = 32),                  -- the hash of the piece that holds all others
    previous BLOB NOT NULL CHECK (length(previous) = 32),          -- the chain of the revision before it
    chain BLOB NOT NULL CHECK (length(chain) = 32),                -- SHA-256 of previous, root and all columns but line, see chain.go
    size INTEGER NOT NULL,                                         -- bytes of the pieces that it was the first to hold, there
    UNIQUE (retrospective_id, line, seq)
) STRICT;

-- Where automatic revisions of a line were thinned out, here or there.
CREATE TABLE merged_gaps (
    retrospective_id TEXT NOT NULL REFERENCES retrospectives (id), -- whose revisions are gone
    line TEXT NOT NULL,                                            -- the newest revision of the line
    first_seq INTEGER NOT NULL,                                    -- the first seq that is gone
    last_seq INTEGER NOT NULL,                                     -- the last seq that is gone
    previous BLOB NOT NULL CHECK (length(previous) = 32),          -- the previous of the first that is gone
    chain BLOB NOT NULL CHECK (length(chain) = 32),                -- the chain of the last that is gone
    PRIMARY KEY (retrospective_id, line, first_seq)
) STRICT;
