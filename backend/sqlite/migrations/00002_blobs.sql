-- +goose Up
PRAGMA user_version = 2;

-- Originals, by the hash of their bytes.
CREATE TABLE blobs (
    id INTEGER NOT NULL PRIMARY KEY,                     -- local to this file
    hash BLOB UNIQUE CHECK (length(hash) = 32),          -- SHA-256 of all bytes; NULL while they are still coming in
    size INTEGER NOT NULL,                               -- bytes of the original
    chunk_size INTEGER NOT NULL CHECK (chunk_size > 0)   -- bytes of the original in each chunk but the last
) STRICT;

-- The bytes of an original, cut so that any part is read without the rest.
CREATE TABLE blob_chunks (
    blob_id INTEGER NOT NULL REFERENCES blobs (id) ON DELETE CASCADE, -- whose bytes
    number INTEGER NOT NULL,                                          -- from 0, in order
    hash BLOB NOT NULL CHECK (length(hash) = 32),                     -- SHA-256 of the plain bytes
    size INTEGER NOT NULL,                                            -- plain bytes
    body BLOB NOT NULL,                                               -- a zstd frame where shorter than size, else the plain bytes
    PRIMARY KEY (blob_id, number)
) STRICT;

-- What was computed from originals. All of it may be dropped and made again.
CREATE TABLE derived (
    hash BLOB NOT NULL CHECK (length(hash) = 32), -- SHA-256 of the original
    key TEXT NOT NULL,                            -- names the computation and its settings
    body BLOB NOT NULL,                           -- a zstd frame with its own checksum
    PRIMARY KEY (hash, key)
) STRICT;
