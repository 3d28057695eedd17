-- A record that no file has named has a name of its own all the same, which an export gives it and
-- an import knows again: record-7-9f2c41d07a. Its number alone is that of another elsewhere.
ALTER TABLE record ADD COLUMN identity TEXT NOT NULL DEFAULT ''; -- drawn by lot; empty: `ref` is there
UPDATE record SET identity = lower(hex(randomblob(5))) WHERE ref IS NULL;

-- A document that was received here or elsewhere is known by its text. What an export calls it is
-- its number there, and no key.
UPDATE source SET key = NULL
    WHERE content_hash IS NOT NULL AND key = 'source-' || CAST(substr(key, 8) AS INTEGER);
