-- +goose Up
-- Action items have a due date, and participants are marked as heard in the debrief: an older app would lose both.
PRAGMA user_version = 8;
