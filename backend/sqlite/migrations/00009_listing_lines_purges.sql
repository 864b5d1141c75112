-- +goose Up
PRAGMA user_version = 9;

-- What the list of the library is filtered and ordered by, derived from the heads.
-- A row that is missing is made when the list is next read.
CREATE TABLE listing (
    retrospective_id TEXT NOT NULL PRIMARY KEY REFERENCES retrospectives (id), -- whose head it is derived from
    title TEXT NOT NULL,          -- in small letters
    lead TEXT NOT NULL,           -- in small letters, else empty
    saved_at INTEGER NOT NULL,    -- milliseconds since 1970, as all times here
    incident_at INTEGER,          -- when the incident began, NULL while it is not known
    impact INTEGER,               -- nanoseconds, NULL while it is not known
    stage INTEGER NOT NULL,       -- its place in retro.AllStages
    due_at INTEGER,               -- when the debrief is due, NULL while it is not known
    open_actions INTEGER NOT NULL,    -- how many rows of outstanding it has
    unowned_actions INTEGER NOT NULL, -- how many of them nobody owns
    is_example INTEGER NOT NULL       -- 1 for the example, which nobody has to work on
) STRICT;

-- So that counting and ordering them reads no summaries.
CREATE INDEX shown_retrospectives ON retrospectives (id) WHERE deleted_at IS NULL;

-- The action items that somebody still has to do, derived from the heads.
CREATE TABLE outstanding (
    retrospective_id TEXT NOT NULL REFERENCES retrospectives (id), -- where it stands
    position INTEGER NOT NULL,  -- from 0, in the order in which they stand there
    item_id TEXT NOT NULL,      -- retro.ActionItemID
    title TEXT NOT NULL,
    state TEXT NOT NULL,        -- retro.ActionState
    owner TEXT NOT NULL,        -- else empty
    ticket TEXT NOT NULL,       -- else empty
    PRIMARY KEY (retrospective_id, position)
) STRICT;

-- The revisions of all lines stand in one table. Its UNIQUE is another one, so it is
-- made anew. No head names a revision meanwhile: what refers to a table that is
-- dropped would count as broken until the end.
CREATE TABLE all_revisions (
    id TEXT NOT NULL PRIMARY KEY,                                  -- retro.RevisionID
    retrospective_id TEXT NOT NULL REFERENCES retrospectives (id), -- whose state it is
    line TEXT NOT NULL,                                            -- empty in the retrospective's own history; in one that a merge took in, the newest revision of it, which the merge names as its origin
    seq INTEGER NOT NULL CHECK (seq > 0),                          -- its place in the history that it comes from, from 1; orders revisions, clocks do not
    kind TEXT NOT NULL,                                            -- retro.RevisionKind
    name TEXT NOT NULL,                                            -- of a checkpoint, else empty
    reason TEXT NOT NULL,                                          -- what was done, as a short phrase
    author TEXT NOT NULL,                                          -- who did it, else empty
    at TEXT NOT NULL,                                              -- when it was saved, RFC 3339 with nanoseconds
    origin_id TEXT NOT NULL,                                       -- the revision whose content it brings back or takes in, else empty
    root BLOB NOT NULL CHECK (length(root) = 32),                  -- the hash of the piece that holds all others
    previous BLOB NOT NULL CHECK (length(previous) = 32),          -- the chain of the revision before it, zeros for the first
    chain BLOB NOT NULL CHECK (length(chain) = 32),                -- SHA-256 of previous, root and all columns above but line, see hash_chain.go
    size INTEGER NOT NULL,                                         -- bytes of the pieces that it was the first to hold, where it was saved
    purged BLOB CHECK (length(purged) = 32),                       -- what the chain would be of the row as it is, once words of it were purged; else NULL
    UNIQUE (retrospective_id, line, seq)
) STRICT;
INSERT INTO all_revisions
SELECT id, retrospective_id, '', seq, kind, name, reason, author, at, origin_id, root, previous, chain, size, NULL FROM revisions;
INSERT OR IGNORE INTO all_revisions
SELECT id, retrospective_id, line, seq, kind, name, reason, author, at, origin_id, root, previous, chain, size, NULL FROM merged_revisions;
UPDATE retrospectives SET head_revision_id = '-' || head_revision_id;
DROP TABLE revisions;
DROP TABLE merged_revisions;
ALTER TABLE all_revisions RENAME TO revisions;
UPDATE retrospectives SET head_revision_id = substr(head_revision_id, 2);

-- Where automatic revisions were thinned out, here or where a line comes from. A gap
-- keeps both ends of the chain that it replaces, so that what is left can still be
-- verified link by link.
CREATE TABLE all_gaps (
    retrospective_id TEXT NOT NULL REFERENCES retrospectives (id), -- whose revisions are gone
    line TEXT NOT NULL,                                            -- that of the revisions around it
    first_seq INTEGER NOT NULL,                                    -- the first seq that is gone
    last_seq INTEGER NOT NULL,                                     -- the last seq that is gone
    previous BLOB NOT NULL CHECK (length(previous) = 32),          -- the previous of the first that is gone
    chain BLOB NOT NULL CHECK (length(chain) = 32),                -- the chain of the last that is gone
    PRIMARY KEY (retrospective_id, line, first_seq)
) STRICT;
INSERT INTO all_gaps SELECT retrospective_id, '', first_seq, last_seq, previous, chain FROM revision_gaps;
INSERT INTO all_gaps SELECT retrospective_id, line, first_seq, last_seq, previous, chain FROM merged_gaps;
DROP TABLE revision_gaps;
DROP TABLE merged_gaps;
ALTER TABLE all_gaps RENAME TO revision_gaps;

-- A piece of which something was purged keeps its hash, so that histories stay whole.
ALTER TABLE pieces ADD COLUMN purged BLOB CHECK (length(purged) = 32); -- the hash of what stands in its place, nothing or its text without some words; else NULL

CREATE INDEX purged_pieces ON pieces (hash) WHERE purged IS NOT NULL;

-- What was purged, when and by whom: it is gone, and was neither lost nor damaged.
CREATE TABLE purges (
    id INTEGER NOT NULL PRIMARY KEY,
    retrospective_id TEXT NOT NULL REFERENCES retrospectives (id), -- where it stood
    at TEXT NOT NULL,                                              -- RFC 3339 with nanoseconds
    author TEXT NOT NULL,                                          -- who did it, else empty
    what TEXT NOT NULL,                                            -- for people; says nothing that is gone
    original BLOB CHECK (length(original) = 32),                   -- the hash of the original that is gone, NULL for words
    is_erased INTEGER NOT NULL                                     -- 1 once its bytes are out of the file and out of the copies
) STRICT;
