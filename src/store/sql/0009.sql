-- Who takes part in a record, in one row: counting the partners of a state goes through tens of
-- thousands of records, and a convention has two hundred parties. Kept by triggers.

CREATE TABLE together (
    id     INTEGER PRIMARY KEY REFERENCES record(id) ON DELETE CASCADE,
    actors TEXT NOT NULL                  -- "174s,12d": each with s for a side, d for a debtor or beneficiary, o
) STRICT;

INSERT INTO together SELECT record_id, group_concat(actor_id || CASE role WHEN 'side' THEN 's' WHEN 'debtor' THEN 'd'
    WHEN 'beneficiary' THEN 'd' ELSE 'o' END) FROM record_party GROUP BY record_id;

CREATE TRIGGER together_more AFTER INSERT ON record_party BEGIN
    INSERT INTO together VALUES (new.record_id, new.actor_id || CASE new.role WHEN 'side' THEN 's' WHEN 'debtor' THEN 'd'
        WHEN 'beneficiary' THEN 'd' ELSE 'o' END) ON CONFLICT(id) DO UPDATE SET actors = actors || ',' || excluded.actors;
END;
CREATE TRIGGER together_fewer AFTER DELETE ON record_party BEGIN
    DELETE FROM together WHERE id = old.record_id;
    INSERT INTO together SELECT record_id, group_concat(actor_id || CASE role WHEN 'side' THEN 's' WHEN 'debtor' THEN 'd'
        WHEN 'beneficiary' THEN 'd' ELSE 'o' END) FROM record_party WHERE record_id = old.record_id GROUP BY record_id;
END;
CREATE TRIGGER together_other AFTER UPDATE OF actor_id, role ON record_party BEGIN
    DELETE FROM together WHERE id = new.record_id;
    INSERT INTO together SELECT record_id, group_concat(actor_id || CASE role WHEN 'side' THEN 's' WHEN 'debtor' THEN 'd'
        WHEN 'beneficiary' THEN 'd' ELSE 'o' END) FROM record_party WHERE record_id = new.record_id GROUP BY record_id;
END;
