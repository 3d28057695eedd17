-- What two states that report before sessions promised each other, found without going through all
-- that either promised anybody. Kept by triggers, of the pairs that are tied alone.

CREATE TABLE pair_promise (
    pair_id    INTEGER NOT NULL REFERENCES pair_reporting(id) ON DELETE CASCADE,
    promise_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
    PRIMARY KEY (pair_id, promise_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_promise_by_promise ON pair_promise(promise_id);

INSERT INTO pair_promise SELECT DISTINCT w.id, p.record_id FROM pair_reporting w
    CROSS JOIN record_party p ON p.actor_id = w.a_id AND p.family = 'commitment'
    CROSS JOIN record_party o ON o.record_id = p.record_id AND o.actor_id = w.b_id;

CREATE TRIGGER pair_promise_of_pair AFTER INSERT ON pair_reporting BEGIN
    INSERT INTO pair_promise SELECT DISTINCT new.id, p.record_id FROM record_party p
        CROSS JOIN record_party o ON o.record_id = p.record_id AND o.actor_id = new.b_id
        WHERE p.actor_id = new.a_id AND p.family = 'commitment';
END;
CREATE TRIGGER pair_promise_of_party AFTER INSERT ON record_party
WHEN new.family = 'commitment' AND EXISTS (SELECT 1 FROM pair_reporting) BEGIN
    INSERT INTO pair_promise SELECT w.id, new.record_id FROM pair_reporting w
        CROSS JOIN record_party o ON o.record_id = new.record_id
        AND o.actor_id = iif(w.a_id = new.actor_id, w.b_id, w.a_id)
        WHERE (w.a_id = new.actor_id OR w.b_id = new.actor_id) AND NOT EXISTS (SELECT 1
        FROM pair_promise x WHERE x.pair_id = w.id AND x.promise_id = new.record_id) GROUP BY w.id;
END;
CREATE TRIGGER pair_promise_of_no_party AFTER DELETE ON record_party
WHEN old.family = 'commitment' AND NOT EXISTS (SELECT 1 FROM record_party x
WHERE x.record_id = old.record_id AND x.actor_id = old.actor_id) BEGIN
    DELETE FROM pair_promise WHERE promise_id = old.record_id AND pair_id IN
        (SELECT id FROM pair_reporting WHERE a_id = old.actor_id OR b_id = old.actor_id);
END;
