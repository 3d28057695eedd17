-- Whether a record was withdrawn, asked tens of thousands of times of what one state has: an index of
-- the few that were answers without reading the records.
CREATE INDEX record_withdrawn ON record(id) WHERE withdrawn_at IS NOT NULL;
