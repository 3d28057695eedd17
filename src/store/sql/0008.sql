-- Sessions of joint commissions as the moment when reports are due, figures in reports, and reports
-- that minutes offer. `sessions`: 'any', or words that the name of the session or its body has.
ALTER TABLE commitment ADD COLUMN sessions TEXT NOT NULL DEFAULT ''; -- what is open under it reports before these
ALTER TABLE instrument ADD COLUMN sessions TEXT NOT NULL DEFAULT ''; -- likewise: a roadmap or programme
ALTER TABLE progress ADD COLUMN value REAL;  -- the promised number as it stood then
CREATE INDEX commitment_reporting ON commitment(id) WHERE sessions <> '';
CREATE INDEX instrument_reporting ON instrument(id) WHERE sessions <> '';
CREATE TABLE pair_reporting (                -- what two states promised each other reports before these
    id       INTEGER PRIMARY KEY,
    a_id     INTEGER NOT NULL REFERENCES actor(id), -- the smaller number
    b_id     INTEGER NOT NULL REFERENCES actor(id),
    sessions TEXT NOT NULL,
    UNIQUE (a_id, b_id)
) STRICT;
CREATE INDEX pair_reporting_by_other ON pair_reporting(b_id);
CREATE TABLE minutes (                       -- a source that tells what a session decided
    id         INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES record(id),
    source_id  INTEGER NOT NULL REFERENCES source(id),
    UNIQUE (session_id, source_id)
) STRICT;
CREATE INDEX minutes_by_source ON minutes(source_id);
CREATE TABLE report_offer (                  -- a report as read in minutes, waiting for a person
    id            INTEGER PRIMARY KEY,
    minutes_id    INTEGER NOT NULL REFERENCES minutes(id) ON DELETE CASCADE,
    commitment_id INTEGER NOT NULL REFERENCES commitment(id),
    on_date       TEXT NOT NULL,             -- EDTF: of the session
    score         TEXT NOT NULL CHECK (score IN ('not_started','limited','substantial','completed','dropped')),
    value         REAL,
    start_byte    INTEGER NOT NULL,          -- the sentence of the source
    end_byte      INTEGER NOT NULL,
    reason        TEXT NOT NULL,             -- why it is thought to speak of this promise, and so
    state         TEXT NOT NULL CHECK (state IN ('waiting','accepted','refused')),
    progress_id   INTEGER,                   -- the report that it became
    UNIQUE (minutes_id, commitment_id, start_byte)
) STRICT;
CREATE INDEX report_offer_by_commitment ON report_offer(commitment_id);
CREATE INDEX report_offer_waiting ON report_offer(id) WHERE state = 'waiting';
