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
