-- +goose Up
-- Retrospectives say more than format 9 knew: an older app would lose it without a word.
PRAGMA user_version = 10;
