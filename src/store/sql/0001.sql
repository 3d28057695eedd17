-- The register. STRICT tables; days are numbers since 1970-01-01; EDTF dates are kept as stated.
-- Facts of all six families share `record`, so that parties, sectors, evidence, claims, links and
-- search need one table each. What a machine read is a draft until somebody accepts it.

CREATE TABLE actor (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('state','organisation','agency','company','person')),
    code        TEXT UNIQUE,              -- alpha-3 or an organisation's short name; null for others
    name        TEXT NOT NULL,            -- as pages print it
    state_id    INTEGER REFERENCES actor(id), -- whose agency, company or citizen; null: not known
    exists_from TEXT NOT NULL DEFAULT '', -- EDTF; states that came
    exists_to   TEXT NOT NULL DEFAULT '', -- EDTF; states that went
    note        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX actor_by_kind ON actor(kind, name, id);
CREATE INDEX actor_by_name ON actor(name, id);
CREATE INDEX actor_by_state ON actor(state_id, kind, name);

CREATE TABLE actor_name (
    id       INTEGER PRIMARY KEY,
    actor_id INTEGER NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
    name     TEXT NOT NULL,               -- as written somewhere
    folded   TEXT NOT NULL,               -- case, accents, punctuation, legal form folded away
    skeleton TEXT NOT NULL,               -- folded, and blind to usual differences of transliteration
    language TEXT NOT NULL DEFAULT '',
    kind     TEXT NOT NULL CHECK (kind IN ('name','official','alias','former','abbreviation','adjective')),
    UNIQUE (folded, actor_id)
) STRICT;
CREATE INDEX actor_name_by_actor ON actor_name(actor_id, kind);
CREATE INDEX actor_name_by_skeleton ON actor_name(skeleton);

CREATE TABLE office (                     -- who held which office when
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
    body_id   INTEGER NOT NULL REFERENCES actor(id),
    title     TEXT NOT NULL,
    held_from TEXT NOT NULL DEFAULT '',   -- EDTF
    held_to   TEXT NOT NULL DEFAULT ''    -- EDTF
) STRICT;
CREATE INDEX office_by_person ON office(person_id);
CREATE INDEX office_by_body ON office(body_id);

CREATE TABLE source (
    id           INTEGER PRIMARY KEY,
    key          TEXT UNIQUE,             -- its name in an imported file; null for documents added
    content_hash BLOB UNIQUE,             -- BLAKE2b of the bytes as received; null: only cited
    text_hash    BLOB,                    -- BLAKE2b of the words, blind to case, space and markup
    form         TEXT NOT NULL CHECK (form IN ('text','html','pdf','cited')),
    address      TEXT NOT NULL DEFAULT '',
    publisher    TEXT NOT NULL DEFAULT '',
    title        TEXT NOT NULL DEFAULT '',
    published    TEXT NOT NULL DEFAULT '', -- EDTF
    language     TEXT NOT NULL DEFAULT '',
    note         TEXT NOT NULL DEFAULT '',
    bytes        BLOB,                    -- as received; null where they are the text
    text         TEXT NOT NULL DEFAULT '', -- what evidence offsets count in
    signature    BLOB,                    -- MinHash of word shingles
    copy_of      INTEGER REFERENCES source(id), -- the first document of the same text
    received_at  TEXT NOT NULL            -- 2024-11-26T09:30:00Z
) STRICT;
CREATE INDEX source_by_text ON source(text_hash);
CREATE INDEX source_by_copy ON source(copy_of);

CREATE TABLE source_band (                -- near-copies share at least one band of the signature
    band      INTEGER NOT NULL,           -- hash of the band's number and its values
    source_id INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
    PRIMARY KEY (band, source_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_band_by_source ON source_band(source_id);

CREATE TABLE record (
    id           INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: addresses are cited
    ref          TEXT UNIQUE,             -- its name in an imported file
    family       TEXT NOT NULL CHECK (family IN ('instrument','engagement','commitment','position','membership','relation')),
    kind         TEXT NOT NULL,
    act          TEXT NOT NULL DEFAULT '', -- instruments: the furthest act reported
    modality     TEXT NOT NULL CHECK (modality IN ('done','planned')),
    title        TEXT NOT NULL DEFAULT '', -- as a source names it; may be empty
    label        TEXT NOT NULL,           -- what lists print: the title, or made from kind and sides
    content      TEXT NOT NULL DEFAULT '', -- what is promised, held or provided for
    place        TEXT NOT NULL DEFAULT '',
    date         TEXT NOT NULL DEFAULT '', -- EDTF as stated
    date_first   INTEGER,                 -- the days that it can mean; null: open or none
    date_last    INTEGER,
    sort_day     INTEGER NOT NULL,        -- date_first, else date_last, else the least of all days
    count        INTEGER,                 -- documents or bodies in a group
    note         TEXT NOT NULL DEFAULT '',
    created_at   TEXT NOT NULL,
    withdrawn_at TEXT                     -- taken back; the row stays for the log
) STRICT;
CREATE INDEX record_by_day ON record(family, sort_day, id) WHERE withdrawn_at IS NULL;
CREATE INDEX record_by_kind ON record(kind, sort_day, id) WHERE withdrawn_at IS NULL;
CREATE INDEX record_by_act ON record(act, sort_day, id) WHERE withdrawn_at IS NULL AND act <> '';
CREATE INDEX record_by_sort ON record(sort_day, id) WHERE withdrawn_at IS NULL;
CREATE INDEX record_newest ON record(id) WHERE withdrawn_at IS NULL;

CREATE TABLE record_party (
    record_id  INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
    actor_id   INTEGER NOT NULL REFERENCES actor(id),
    role       TEXT NOT NULL CHECK (role IN ('side','body','debtor','beneficiary','owner','host','guest','participant','signatory','member','organisation','concerned')),
    as_written TEXT NOT NULL DEFAULT '',  -- a body's name in the source
    family     TEXT NOT NULL,             -- of the record, so that lists of an actor come sorted
    sort_day   INTEGER NOT NULL,          -- of the record
    PRIMARY KEY (record_id, actor_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_party_by_actor ON record_party(actor_id, family, sort_day, record_id);

CREATE TABLE record_sector (
    record_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
    sector    TEXT NOT NULL,
    family    TEXT NOT NULL,
    sort_day  INTEGER NOT NULL,
    PRIMARY KEY (record_id, sector)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_sector_by_sector ON record_sector(sector, family, sort_day, record_id);

CREATE TRIGGER record_moved AFTER UPDATE OF sort_day ON record WHEN old.sort_day <> new.sort_day BEGIN
    UPDATE record_party SET sort_day = new.sort_day WHERE record_id = new.id;
    UPDATE record_sector SET sort_day = new.sort_day WHERE record_id = new.id;
END;

CREATE TABLE instrument (
    id            INTEGER PRIMARY KEY REFERENCES record(id) ON DELETE CASCADE,
    binding       TEXT NOT NULL DEFAULT 'unknown' CHECK (binding IN ('binding','political','unknown')),
    languages     TEXT NOT NULL DEFAULT '',
    depositary_id INTEGER REFERENCES actor(id),
    registration  TEXT NOT NULL DEFAULT '', -- "UNTS 12345"
    address       TEXT NOT NULL DEFAULT '', -- of the text
    adopted       TEXT NOT NULL DEFAULT '', -- EDTF
    period        TEXT NOT NULL DEFAULT '', -- EDTF: the term of a programme or roadmap
    terms         TEXT                      -- JSON: final clauses (doc/law.md); null: not known
) STRICT;
CREATE INDEX instrument_by_depositary ON instrument(depositary_id) WHERE depositary_id IS NOT NULL;

CREATE TABLE act (                        -- what a party did under an instrument
    id            INTEGER PRIMARY KEY,
    instrument_id INTEGER NOT NULL REFERENCES instrument(id) ON DELETE CASCADE,
    party_id      INTEGER REFERENCES actor(id), -- null: the instrument as a whole
    act           TEXT NOT NULL,          -- a word of the law: sign, ratify, ...
    on_date       TEXT NOT NULL DEFAULT '', -- EDTF: done, or received by the depositary
    on_first      INTEGER,                -- first day that it can mean
    effect        TEXT NOT NULL DEFAULT '', -- EDTF: a stated day of effect
    by_id         INTEGER REFERENCES instrument(id), -- what superseded it
    source_id     INTEGER REFERENCES source(id),
    note          TEXT NOT NULL DEFAULT '',
    ordinal       INTEGER NOT NULL,       -- order among acts of one day
    reported      TEXT NOT NULL DEFAULT '', -- derived with the status: what is wrong with it or odd
    passed_over   INTEGER NOT NULL DEFAULT 0 -- derived: it did not count
) STRICT;
CREATE INDEX act_by_instrument ON act(instrument_id, party_id, on_first, ordinal);
CREATE INDEX act_by_party ON act(party_id, instrument_id, on_first);
CREATE INDEX act_by_successor ON act(by_id) WHERE by_id IS NOT NULL;
CREATE INDEX act_by_source ON act(source_id) WHERE source_id IS NOT NULL;

CREATE TABLE status (                     -- derived from acts and terms, in the same transaction
    id            INTEGER PRIMARY KEY,    -- instrument * 2^36 + party * 2^12 + place: store/status_sql.h
    instrument_id INTEGER NOT NULL AS (id >> 36),
    party_id      INTEGER NOT NULL AS (id >> 12 & 16777215), -- 0: the instrument itself
    status        TEXT NOT NULL,
    from_day      INTEGER NOT NULL,       -- where it is not known to the day: the last it can be
    to_day        INTEGER,                -- first day that it no longer holds; null: open
    from_first    INTEGER,                -- the first day that from_day can be; null: it is known
    to_first      INTEGER,                -- the same of to_day
    uncertain     INTEGER NOT NULL DEFAULT 0, -- the start rests on a partial date
    why           TEXT NOT NULL,
    acts          TEXT NOT NULL DEFAULT '[]' -- JSON: ids of the acts it rests on
) STRICT;
CREATE INDEX status_rare ON status(status) WHERE status IN ('suspended', 'provisional');

CREATE TABLE engagement (
    id      INTEGER PRIMARY KEY REFERENCES record(id) ON DELETE CASCADE,
    host_id INTEGER REFERENCES actor(id),
    level   TEXT NOT NULL DEFAULT ''      -- heads of state, ministers, ...
) STRICT;
CREATE INDEX engagement_by_host ON engagement(host_id) WHERE host_id IS NOT NULL;

CREATE TABLE commitment (
    id               INTEGER PRIMARY KEY REFERENCES record(id) ON DELETE CASCADE,
    due              TEXT NOT NULL DEFAULT '', -- EDTF: the present plan
    due_first        INTEGER,
    due_last         INTEGER,
    due_words        TEXT NOT NULL DEFAULT '', -- "before the end of the year"
    measure_value    REAL,
    measure_unit     TEXT NOT NULL DEFAULT '',
    measure_baseline REAL,
    measure_target   REAL,
    score            TEXT NOT NULL DEFAULT '' CHECK (score IN ('','not_started','limited','substantial','completed','dropped')), -- of the latest progress
    closed           INTEGER NOT NULL DEFAULT 0, -- completed, dropped, or fulfilled by a confirmed link
    parent_id        INTEGER REFERENCES record(id), -- the roadmap or instrument it stands in
    pillar           TEXT NOT NULL DEFAULT '',
    weight           REAL
) STRICT;
CREATE INDEX commitment_open ON commitment(due_last, id) WHERE closed = 0 AND due_last IS NOT NULL;
CREATE INDEX commitment_by_parent ON commitment(parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE plan (                       -- version 0 is the baseline; the last one holds
    commitment_id INTEGER NOT NULL REFERENCES commitment(id) ON DELETE CASCADE,
    version       INTEGER NOT NULL,
    start         TEXT NOT NULL DEFAULT '', -- EDTF
    due           TEXT NOT NULL DEFAULT '', -- EDTF
    reason        TEXT NOT NULL DEFAULT '',
    source_id     INTEGER REFERENCES source(id),
    PRIMARY KEY (commitment_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_by_source ON plan(source_id) WHERE source_id IS NOT NULL;

CREATE TABLE progress (
    id            INTEGER PRIMARY KEY,
    commitment_id INTEGER NOT NULL REFERENCES commitment(id) ON DELETE CASCADE,
    on_date       TEXT NOT NULL,          -- EDTF
    on_first      INTEGER,
    score         TEXT NOT NULL CHECK (score IN ('not_started','limited','substantial','completed','dropped')),
    reporter_id   INTEGER REFERENCES actor(id),
    note          TEXT NOT NULL DEFAULT '',
    source_id     INTEGER REFERENCES source(id),
    start_byte    INTEGER,                -- the span of the source that says so
    end_byte      INTEGER
) STRICT;
CREATE INDEX progress_by_commitment ON progress(commitment_id, on_first, id);
CREATE INDEX progress_by_source ON progress(source_id) WHERE source_id IS NOT NULL;
CREATE INDEX progress_by_reporter ON progress(reporter_id) WHERE reporter_id IS NOT NULL;

CREATE TABLE membership (
    id              INTEGER PRIMARY KEY REFERENCES record(id) ON DELETE CASCADE,
    member_id       INTEGER NOT NULL REFERENCES actor(id),
    organisation_id INTEGER NOT NULL REFERENCES actor(id),
    member_from     TEXT NOT NULL DEFAULT '', -- EDTF
    member_to       TEXT NOT NULL DEFAULT ''  -- EDTF
) STRICT;
CREATE INDEX membership_by_member ON membership(member_id);
CREATE INDEX membership_by_organisation ON membership(organisation_id);

-- Positions and relations need no columns beyond `record`: the stance or level is its content.

CREATE TABLE link (                       -- fact to fact, read "from KIND to"
    id      INTEGER PRIMARY KEY,
    from_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
    to_id   INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
    kind    TEXT NOT NULL CHECK (kind IN ('fulfils','partly_fulfils','contradicts','same_as','implements','follows_up','amends','supersedes','made_under','outcome_of','member_of','leads_to')),
    state   TEXT NOT NULL CHECK (state IN ('proposed','confirmed','refused')),
    reason  TEXT NOT NULL DEFAULT '',
    UNIQUE (from_id, to_id, kind),
    CHECK (from_id <> to_id)
) STRICT;
CREATE INDEX link_by_target ON link(to_id, kind);

CREATE TABLE evidence (                   -- the sentence that a fact comes from
    id         INTEGER PRIMARY KEY,
    record_id  INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
    source_id  INTEGER NOT NULL REFERENCES source(id),
    start_byte INTEGER NOT NULL,          -- 0 and 0: the source as a whole
    end_byte   INTEGER NOT NULL,
    ordinal    INTEGER NOT NULL,          -- 0: the best
    draft_id   INTEGER REFERENCES draft(id),
    UNIQUE (record_id, source_id, start_byte, end_byte)
) STRICT;
CREATE INDEX evidence_by_source ON evidence(source_id, start_byte);
CREATE INDEX evidence_by_draft ON evidence(draft_id) WHERE draft_id IS NOT NULL;

CREATE TABLE claim (                      -- what each source says of a field; one of them is held
    id        INTEGER PRIMARY KEY,
    record_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
    source_id INTEGER REFERENCES source(id), -- null: an editor
    field     TEXT NOT NULL,              -- date, count, kind, act, modality, title, period, due, ...
    value     TEXT NOT NULL,
    held      INTEGER NOT NULL DEFAULT 0,
    differs   INTEGER NOT NULL DEFAULT 0  -- contradicts the held value (a vaguer date does not)
) STRICT;
CREATE INDEX claim_differing ON claim(record_id) WHERE differs = 1;
CREATE UNIQUE INDEX claim_once ON claim(record_id, field, value, ifnull(source_id, 0));
CREATE INDEX claim_by_source ON claim(source_id) WHERE source_id IS NOT NULL;

CREATE TABLE draft (                      -- a fact as read, waiting for a person
    id         INTEGER PRIMARY KEY,
    source_id  INTEGER NOT NULL REFERENCES source(id),
    ordinal    INTEGER NOT NULL,          -- order in the document
    fact       TEXT NOT NULL,             -- JSON as read
    edited     TEXT,                      -- JSON as corrected; null: as read
    fact_hash  BLOB NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('waiting','accepted','rejected')),
    proposal   TEXT NOT NULL CHECK (proposal IN ('new','same')),
    target_id  INTEGER REFERENCES record(id), -- the record it seems to be
    record_id  INTEGER REFERENCES record(id), -- the record it became or joined
    confidence REAL NOT NULL,
    decided_at TEXT,
    UNIQUE (source_id, fact_hash)
) STRICT;
CREATE INDEX draft_by_state ON draft(state, source_id, ordinal);
CREATE INDEX draft_by_source ON draft(source_id, ordinal);
CREATE INDEX draft_by_record ON draft(record_id) WHERE record_id IS NOT NULL;
CREATE INDEX draft_by_target ON draft(target_id) WHERE target_id IS NOT NULL;

CREATE TABLE entry (                      -- the log: who changed what, when, why
    id         INTEGER PRIMARY KEY,
    at         TEXT NOT NULL,             -- 2024-11-26T09:30:00Z
    who        TEXT NOT NULL,
    action     TEXT NOT NULL,             -- add, accept, reject, edit, import, undo, link, ...
    subject    TEXT NOT NULL,             -- a table: record, draft, source, actor, register
    subject_id INTEGER NOT NULL,          -- 0: the whole
    before     TEXT NOT NULL DEFAULT '',  -- JSON: what stood there
    after      TEXT NOT NULL DEFAULT '',  -- JSON: what stands there now
    note       TEXT NOT NULL DEFAULT '',
    undoes     INTEGER REFERENCES entry(id), -- the entry that this one takes back
    previous   BLOB NOT NULL,             -- hash of the entry before; 32 zero bytes for the first
    hash       BLOB NOT NULL              -- BLAKE2b over previous and the fields above
) STRICT;
CREATE INDEX entry_by_subject ON entry(subject, subject_id, id);
CREATE UNIQUE INDEX entry_undone ON entry(undoes) WHERE undoes IS NOT NULL;
CREATE TABLE entry_record (               -- further records that an entry touched
    record_id INTEGER NOT NULL REFERENCES record(id),
    entry_id  INTEGER NOT NULL REFERENCES entry(id),
    PRIMARY KEY (record_id, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_record_by_entry ON entry_record(entry_id);
CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

CREATE TABLE tally (                      -- counts that the front page shows, kept by the triggers below
    name  TEXT PRIMARY KEY,               -- a family, 'source', 'waiting', an actor's kind
    count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tally_record AFTER INSERT ON record BEGIN
    INSERT INTO tally VALUES (new.family, 1) ON CONFLICT(name) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER tally_withdrawn AFTER UPDATE OF withdrawn_at ON record
WHEN (old.withdrawn_at IS NULL) <> (new.withdrawn_at IS NULL) BEGIN
    UPDATE tally SET count = count + iif(new.withdrawn_at IS NULL, 1, -1) WHERE name = new.family;
END;
CREATE TRIGGER tally_source AFTER INSERT ON source BEGIN
    INSERT INTO tally VALUES ('source', 1) ON CONFLICT(name) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER tally_draft AFTER INSERT ON draft WHEN new.state = 'waiting' BEGIN
    INSERT INTO tally VALUES ('waiting', 1) ON CONFLICT(name) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER tally_decided AFTER UPDATE OF state ON draft
WHEN (old.state = 'waiting') <> (new.state = 'waiting') BEGIN
    UPDATE tally SET count = count + iif(new.state = 'waiting', 1, -1) WHERE name = 'waiting';
END;
CREATE TRIGGER tally_actor AFTER INSERT ON actor BEGIN
    INSERT INTO tally VALUES (new.kind, 1) ON CONFLICT(name) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER tally_no_actor AFTER DELETE ON actor BEGIN
    UPDATE tally SET count = count - 1 WHERE name = old.kind;
END;

-- rowid: id * 4 + 0 for an actor, 1 for a record, 2 for a source. `family` is the record's, or
-- 'actor' or 'source'. The tokenizer is the program's own: unicode61 without accents, then Snowball.
CREATE VIRTUAL TABLE search USING fts5(title, body, family UNINDEXED, tokenize = 'snowball');
INSERT INTO search(search, rank) VALUES ('rank', 'bm25(8.0, 1.0)'); -- a title says more than a text
