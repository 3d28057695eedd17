-- The own status of instruments by the day that it began: on an early day few had any, and few are
-- ended, suspended or provisional on any.
DROP INDEX status_rare;
CREATE INDEX status_own ON status(status, from_day) WHERE party_id = 0;
