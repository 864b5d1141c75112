-- +goose Up
PRAGMA user_version = 7;

-- Nouns are spelled as everywhere else, see retro.Noun.
UPDATE search_nouns SET noun = 'particulars' WHERE noun = 'title';
UPDATE search_nouns SET noun = 'action-item' WHERE noun = 'action item';
