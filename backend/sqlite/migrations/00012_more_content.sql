-- +goose Up
-- Retrospectives say more than format 11 knew: an older app would lose it without a word.
PRAGMA user_version = 12;
