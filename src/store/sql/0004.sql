-- Feeds of one's own: an address with a secret in it, for calendars that cannot sign in.

CREATE TABLE feed_token (
    id         INTEGER PRIMARY KEY AUTOINCREMENT, -- the number in the address, never used twice
    hash       BLOB NOT NULL,             -- BLAKE2b of the secret; the secret itself is told once
    name       TEXT NOT NULL DEFAULT '',  -- whose it is, in words
    state_id   INTEGER REFERENCES actor(id), -- what it shows; all null: everything that is due
    other_id   INTEGER REFERENCES actor(id),
    owner_id   INTEGER REFERENCES actor(id),
    under_id   INTEGER REFERENCES record(id), -- a roadmap
    created_at TEXT NOT NULL,
    revoked_at TEXT                       -- null: it works
) STRICT;
CREATE INDEX feed_token_by_state ON feed_token(state_id) WHERE state_id IS NOT NULL;
CREATE INDEX feed_token_by_other ON feed_token(other_id) WHERE other_id IS NOT NULL;
CREATE INDEX feed_token_by_owner ON feed_token(owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX feed_token_by_roadmap ON feed_token(under_id) WHERE under_id IS NOT NULL;
