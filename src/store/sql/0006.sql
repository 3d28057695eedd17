-- Programs elsewhere that are told of changes. The log is the queue: an entry is written with its
-- change or not at all, is never taken away, and a hook remembers how far it has been told.

CREATE TABLE hook (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    url         TEXT NOT NULL,            -- https, or http on this machine
    secret_path TEXT NOT NULL,            -- the file of the key that signs: not in the register, nor in its backups
    sent_entry  INTEGER NOT NULL,         -- the last entry that was delivered
    failures    INTEGER NOT NULL DEFAULT 0, -- in a row, of the entry after it
    retry_at    INTEGER NOT NULL DEFAULT 0, -- seconds since 1970: not before
    busy_until  INTEGER NOT NULL DEFAULT 0, -- a process delivers until then; it may have died
    last_error  TEXT NOT NULL DEFAULT '',
    created_at  TEXT NOT NULL,
    removed_at  TEXT                      -- null: it is told
) STRICT;
