-- What following needs: planned encounters and documents by their day, links that wait for a
-- person, and the days on which something is due under the law.

CREATE INDEX record_planned ON record(date_last, id)
    WHERE modality = 'planned' AND family IN ('engagement', 'instrument') AND withdrawn_at IS NULL;
CREATE INDEX link_proposed ON link(id) WHERE state = 'proposed';

CREATE TABLE legal_due (                  -- derived with the status, from acts and terms
    instrument_id INTEGER NOT NULL REFERENCES instrument(id) ON DELETE CASCADE,
    kind          TEXT NOT NULL CHECK (kind IN ('ratify','notify','notice','ends','negotiate')),
    party_id      INTEGER NOT NULL,       -- 0: both sides
    day           INTEGER NOT NULL,       -- when it is due; the first time, where it comes again
    every         INTEGER NOT NULL DEFAULT 0, -- months after which it comes again; 0: once
    phase         INTEGER NOT NULL DEFAULT 0, -- the month of `day`, counted from the year 0, modulo `every`
    PRIMARY KEY (instrument_id, kind, party_id, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX legal_due_by_day ON legal_due(day, instrument_id) WHERE every = 0;
CREATE INDEX legal_due_again ON legal_due(every, phase, instrument_id) WHERE every > 0;
