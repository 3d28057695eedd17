-- Where each promise stands from which day: derived from its plans, reports and confirmed links, so
-- that counts of a hundred thousand promises, and lists by where they stand, read one narrow row of
-- each. A row goes in the moment that something it rests on changes, and its promise is noted as
-- stale; whoever commits makes the row anew (store/course.c). In a trigger the rule for conflicts is
-- that of the statement that fires it: so what may be there already is taken away first.

CREATE TABLE course (
    id      INTEGER PRIMARY KEY REFERENCES record(id) ON DELETE CASCADE,
    family  TEXT NOT NULL,                -- of the record, as its kind
    kind    TEXT NOT NULL,
    year    INTEGER,                      -- that its date begins with; null: it has none
    sectors TEXT NOT NULL,                -- words, a space between
    states  BLOB NOT NULL,                -- numbers of the states it concerns: 32 bits each
    steps   BLOB NOT NULL                 -- from which day it stands where: store/course.c
) STRICT;
CREATE TABLE course_stale (id INTEGER PRIMARY KEY) STRICT; -- records to be looked at

INSERT INTO course_stale SELECT id FROM record WHERE family = 'commitment' AND withdrawn_at IS NULL
    UNION SELECT id FROM record WHERE modality = 'planned' AND family IN ('engagement', 'instrument')
    AND withdrawn_at IS NULL;

CREATE TRIGGER course_of_record AFTER INSERT ON record WHEN new.family = 'commitment'
OR (new.modality = 'planned' AND new.family IN ('engagement', 'instrument')) BEGIN
    DELETE FROM course_stale WHERE id = new.id; INSERT INTO course_stale VALUES (new.id);
END;
CREATE TRIGGER course_of_changed AFTER UPDATE OF family, kind, act, modality, date, withdrawn_at ON record BEGIN
    DELETE FROM course_stale WHERE id = new.id;
    INSERT INTO course_stale SELECT new.id WHERE new.family = 'commitment'
        OR (new.modality = 'planned' AND new.family IN ('engagement', 'instrument'));
    DELETE FROM course WHERE id = new.id;
    INSERT INTO course_stale SELECT DISTINCT l.to_id FROM link l
        WHERE l.from_id = new.id AND l.to_id NOT IN course_stale;
    DELETE FROM course WHERE id IN (SELECT l.to_id FROM link l WHERE l.from_id = new.id);
END;
CREATE TRIGGER course_of_due AFTER INSERT ON commitment BEGIN
    DELETE FROM course_stale WHERE id = new.id; INSERT INTO course_stale VALUES (new.id);
    DELETE FROM course WHERE id = new.id;
END;
CREATE TRIGGER course_of_new_due AFTER UPDATE OF due ON commitment BEGIN
    DELETE FROM course_stale WHERE id = new.id; INSERT INTO course_stale VALUES (new.id);
    DELETE FROM course WHERE id = new.id;
END;
CREATE TRIGGER course_of_party AFTER INSERT ON record_party
WHEN new.family = 'commitment' OR EXISTS (SELECT 1 FROM course WHERE id = new.record_id) BEGIN
    DELETE FROM course_stale WHERE id = new.record_id; INSERT INTO course_stale VALUES (new.record_id);
    DELETE FROM course WHERE id = new.record_id;
END;
CREATE TRIGGER course_of_no_party AFTER DELETE ON record_party
WHEN EXISTS (SELECT 1 FROM course WHERE id = old.record_id) BEGIN
    DELETE FROM course_stale WHERE id = old.record_id; INSERT INTO course_stale VALUES (old.record_id);
    DELETE FROM course WHERE id = old.record_id;
END;
CREATE TRIGGER course_of_sector AFTER INSERT ON record_sector
WHEN new.family = 'commitment' OR EXISTS (SELECT 1 FROM course WHERE id = new.record_id) BEGIN
    DELETE FROM course_stale WHERE id = new.record_id; INSERT INTO course_stale VALUES (new.record_id);
    DELETE FROM course WHERE id = new.record_id;
END;
CREATE TRIGGER course_of_no_sector AFTER DELETE ON record_sector
WHEN EXISTS (SELECT 1 FROM course WHERE id = old.record_id) BEGIN
    DELETE FROM course_stale WHERE id = old.record_id; INSERT INTO course_stale VALUES (old.record_id);
    DELETE FROM course WHERE id = old.record_id;
END;
CREATE TRIGGER course_of_plan AFTER INSERT ON plan BEGIN
    DELETE FROM course_stale WHERE id = new.commitment_id; INSERT INTO course_stale VALUES (new.commitment_id);
    DELETE FROM course WHERE id = new.commitment_id;
END;
CREATE TRIGGER course_of_changed_plan AFTER UPDATE ON plan BEGIN
    DELETE FROM course_stale WHERE id = new.commitment_id; INSERT INTO course_stale VALUES (new.commitment_id);
    DELETE FROM course WHERE id = new.commitment_id;
END;
CREATE TRIGGER course_of_no_plan AFTER DELETE ON plan
WHEN EXISTS (SELECT 1 FROM course WHERE id = old.commitment_id) BEGIN
    DELETE FROM course_stale WHERE id = old.commitment_id; INSERT INTO course_stale VALUES (old.commitment_id);
    DELETE FROM course WHERE id = old.commitment_id;
END;
CREATE TRIGGER course_of_report AFTER INSERT ON progress BEGIN
    DELETE FROM course_stale WHERE id = new.commitment_id; INSERT INTO course_stale VALUES (new.commitment_id);
    DELETE FROM course WHERE id = new.commitment_id;
END;
CREATE TRIGGER course_of_changed_report AFTER UPDATE ON progress BEGIN
    DELETE FROM course_stale WHERE id = new.commitment_id; INSERT INTO course_stale VALUES (new.commitment_id);
    DELETE FROM course WHERE id = new.commitment_id;
END;
CREATE TRIGGER course_of_no_report AFTER DELETE ON progress
WHEN EXISTS (SELECT 1 FROM course WHERE id = old.commitment_id) BEGIN
    DELETE FROM course_stale WHERE id = old.commitment_id; INSERT INTO course_stale VALUES (old.commitment_id);
    DELETE FROM course WHERE id = old.commitment_id;
END;
CREATE TRIGGER course_of_link AFTER INSERT ON link WHEN new.state = 'confirmed' BEGIN
    DELETE FROM course_stale WHERE id = new.to_id; INSERT INTO course_stale VALUES (new.to_id);
    DELETE FROM course WHERE id = new.to_id;
END;
CREATE TRIGGER course_of_changed_link AFTER UPDATE ON link BEGIN
    DELETE FROM course_stale WHERE id = new.to_id; INSERT INTO course_stale VALUES (new.to_id);
    DELETE FROM course WHERE id IN (new.to_id, old.to_id);
    DELETE FROM course_stale WHERE id = old.to_id; INSERT INTO course_stale VALUES (old.to_id);
END;
CREATE TRIGGER course_of_no_link AFTER DELETE ON link
WHEN EXISTS (SELECT 1 FROM course WHERE id = old.to_id) BEGIN
    DELETE FROM course_stale WHERE id = old.to_id; INSERT INTO course_stale VALUES (old.to_id);
    DELETE FROM course WHERE id = old.to_id;
END;
CREATE TRIGGER course_of_source AFTER UPDATE OF published ON source BEGIN
    INSERT INTO course_stale SELECT DISTINCT commitment_id FROM plan
        WHERE source_id = new.id AND commitment_id NOT IN course_stale;
    DELETE FROM course WHERE id IN (SELECT commitment_id FROM plan WHERE source_id = new.id);
END;
