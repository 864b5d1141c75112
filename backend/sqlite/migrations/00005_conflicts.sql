-- +goose Up
PRAGMA user_version = 5;

-- The places that a merge found changed on both sides. What tells of one stands
-- in the document and goes when it is settled, so a row says nothing by itself:
-- it keeps the versions between which there is to choose.
CREATE TABLE conflicts (
    retrospective_id TEXT NOT NULL REFERENCES retrospectives (id), -- whose document tells of it
    number INTEGER NOT NULL,                                       -- from 1, never used again
    body TEXT NOT NULL,                                            -- authoring.Conflict as JSON
    PRIMARY KEY (retrospective_id, number)
) STRICT;
