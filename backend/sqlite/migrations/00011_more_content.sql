-- +goose Up
-- Retrospectives say more than format 10 knew: an older app would lose it without a word.
PRAGMA user_version = 11;

-- So that the first rows of the list, in the order in which it is opened, need no look at
-- the others.
CREATE INDEX listing_by_incident ON listing (coalesce(incident_at, saved_at) DESC, saved_at DESC, retrospective_id);

-- So that listing what was learned looks at nothing else that can be searched.
CREATE INDEX learned ON search_nouns (retrospective_id) WHERE noun = 'learning';
