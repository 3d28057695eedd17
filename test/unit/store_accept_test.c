#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_fixture.h"

/* The story is invented; the states are real so that their codes are known. */
static const char story[] =
    "During the visit of the President of Peru to Quito the sides signed 15 agreements and "
    "memoranda in trade and health. An extradition treaty was signed on 3 March 2031. "
    "At the business forum the Andean Freight Corporation (ANFC) and Transruta Ltd signed a "
    "memorandum on trade routes. A roadmap for 2031-2033 was adopted. Ecuador promised to open a "
    "consulate in Piura. Both sides called for an early end of the conflict. The President invited "
    "his counterpart to Lima, and the visit will take place. Peru has become a member of the "
    "Andean Space Agency.";

typedef struct {
    record record;
    kind kind;
    fact_act act;
    modality modality;
    const char *states, *parties, *sectors, *date, *quote;
    int64_t count;
} told;

static const told facts[] = {
    {RECORD_INSTRUMENT, KIND_MIXED, ACT_SIGNED, MODALITY_DONE, "ECU,PER", "", "trade,health",
     "2031-03-03", "the sides signed 15 agreements", 15},
    {RECORD_INSTRUMENT, KIND_TREATY, ACT_SIGNED, MODALITY_DONE, "ECU,PER", "", "justice",
     "2031-03-03", "An extradition treaty was signed", -1},
    {RECORD_INSTRUMENT, KIND_MEMORANDUM, ACT_SIGNED, MODALITY_DONE, "ECU,PER",
     "Andean Freight Corporation (ANFC);Transruta Ltd", "transport", "",
     "signed a memorandum on trade routes", -1},
    {RECORD_INSTRUMENT, KIND_ROADMAP, ACT_SIGNED, MODALITY_DONE, "ECU,PER", "", "", "2031/2033",
     "A roadmap for 2031-2033", -1},
    {RECORD_ENGAGEMENT, KIND_VISIT, ACT_NONE, MODALITY_DONE, "ECU,PER", "", "", "2031-03-03",
     "During the visit of the President", -1},
    {RECORD_ENGAGEMENT, KIND_FORUM, ACT_NONE, MODALITY_DONE, "ECU,PER", "", "trade", "",
     "At the business forum", -1},
    {RECORD_COMMITMENT, KIND_ESTABLISH, ACT_NONE, MODALITY_PLANNED, "ECU", "", "", "2032",
     "Ecuador promised to open a consulate in Piura", -1},
    {RECORD_POSITION, KIND_CALLS_FOR, ACT_NONE, MODALITY_DONE, "ECU,PER", "", "security", "",
     "Both sides called for an early end of the conflict", -1},
    {RECORD_ENGAGEMENT, KIND_INVITATION, ACT_NONE, MODALITY_DONE, "ECU,PER", "", "", "",
     "The President invited his counterpart to Lima", -1},
    {RECORD_ENGAGEMENT, KIND_VISIT, ACT_NONE, MODALITY_PLANNED, "ECU,PER", "", "", "",
     "the visit will take place", -1},
    {RECORD_MEMBERSHIP, KIND_JOINED, ACT_NONE, MODALITY_DONE, "ASA,PER", "", "", "",
     "Peru has become a member", -1},
};
enum { FACTS = sizeof facts / sizeof *facts };

static size_t split(const char *list, char separator, str *out) {
    size_t n = 0;
    str rest = str_of(list), part;
    while (*list && str_next(&rest, separator, &part)) out[n++] = part;
    return n;
}

static fact fact_of(const told *t, str text) {
    arena *a = fixture_arena;
    fact f = {.record = t->record, .kind = t->kind, .act = t->act, .modality = t->modality};
    f.states = arena_array(a, 4, sizeof(str));
    f.state_count = split(t->states, ',', f.states);
    f.parties = arena_array(a, 4, sizeof(str));
    f.party_count = split(t->parties, ';', f.parties);
    sectors_parse(str_of(t->sectors), &f.sectors);
    f.count = t->count;
    f.date = str_of(t->date);
    f.title = S("");
    f.confidence = 0.9;
    f.evidence = arena_array(a, 1, sizeof(span));
    size_t at = str_find(text, str_of(t->quote), 0);
    assert_true(at != SIZE_MAX);
    f.evidence[0] = (span){at, at + strlen(t->quote)};
    f.evidence_count = 1;
    return f;
}

static source_added add(str bytes, str text, const told *all, size_t count, const char *published) {
    fact *read = arena_array(fixture_arena, count + 1, sizeof *read);
    for (size_t i = 0; i < count; i++) read[i] = fact_of(&all[i], text);
    new_source s = {
        .bytes = bytes, .text = text, .form = S("text"), .published = str_of(published)};
    source_added out = {0};
    CHANGE("add", source_add(&c, &s, read, count, &out, f));
    return out;
}

static source_added add_story(void) {
    return add(str_of(story), str_of(story), facts, FACTS, "2031-03-04");
}

static size_t accept_source(int64_t id) {
    size_t count = 0;
    CHANGE("accept", draft_accept_all(&c, id, 0, &count, f));
    return count;
}

static pair_page pair(void) {
    pair_page page;
    assert_int_equal(pair_find(fixture_arena, fixture_db, S("PER"), S("ECU"), day_of(2031, 6, 1),
                               &page, &fixture_fault),
                     OK);
    return page;
}

static const record_row *of_kind(const record_page *page, kind k, modality m) {
    for (size_t i = 0; i < page->count; i++)
        if (page->items[i].kind == k && page->items[i].modality == m) return &page->items[i];
    fail_msg("no %s", kind_name(k));
    return NULL;
}

static void everything_told_stands_on_the_page_of_the_pair_with_its_sentence(void **state) {
    (void)state;
    source_added s = add_story();
    assert_int_equal(s.draft_count, FACTS);
    assert_int_equal(accept_source(s.id), FACTS);
    pair_page p = pair();
    assert_int_equal(p.of[RECORD_INSTRUMENT].count, 4);
    assert_int_equal(p.of[RECORD_ENGAGEMENT].count, 4);
    assert_int_equal(p.of[RECORD_COMMITMENT].count, 1); /* Peru is concerned by Ecuador's promise */
    assert_int_equal(p.of[RECORD_POSITION].count, 1);
    assert_int_equal(p.of[RECORD_MEMBERSHIP].count, 1);
    for (int i = 0; i < RECORD_COUNT; i++) {
        for (size_t k = 0; k < p.of[i].count; k++) {
            evidence_row *rows;
            size_t n;
            assert_int_equal(record_evidence(fixture_arena, fixture_db, p.of[i].items[k].id, &rows,
                                             &n, &fixture_fault),
                             OK);
            assert_int_equal(n, 1);
            assert_true(rows[0].text.n > 5);
            assert_true(str_find(str_of(story), rows[0].text, 0) == rows[0].start);
            assert_true(p.of[i].items[k].label.n > 3);
        }
    }
    const record_row *roadmap = of_kind(&p.of[RECORD_INSTRUMENT], KIND_ROADMAP, MODALITY_DONE);
    assert_true(str_eq_z(roadmap->period, "2031/2033"));
    assert_true(str_eq_z(p.of[RECORD_COMMITMENT].items[0].due, "2032"));
    assert_int_equal(p.open.count, 1);
}

static void the_same_bytes_again_add_nothing(void **state) {
    (void)state;
    source_added s = add_story();
    accept_source(s.id);
    int64_t records = fixture_number("SELECT count(*) FROM record");
    int64_t entries = fixture_number("SELECT count(*) FROM entry");
    source_added again = add_story();
    assert_true(again.known);
    assert_int_equal(again.id, s.id);
    assert_int_equal(fixture_number("SELECT count(*) FROM draft"), FACTS);
    assert_int_equal(fixture_number("SELECT count(*) FROM record"), records);
    assert_int_equal(fixture_number("SELECT count(*) FROM entry"), entries);
}

static void another_version_of_the_text_adds_evidence_and_no_facts(void **state) {
    (void)state;
    source_added s = add_story();
    accept_source(s.id);
    str html = str_format(fixture_arena, "<html><body><p>%s</p></body></html>", story);
    str text = str_format(fixture_arena, "World news\n\n%s\n", story);
    source_added copy = add(html, text, facts, FACTS, "2031-03-05");
    assert_false(copy.known);
    assert_int_equal(copy.copy_of, s.id);
    draft_row *rows;
    size_t n;
    assert_int_equal(
        draft_list(fixture_arena, fixture_db, copy.id, DRAFT_WAITING, &rows, &n, &fixture_fault),
        OK);
    assert_int_equal(n, FACTS);
    for (size_t i = 0; i < n; i++) assert_true(rows[i].same);
    accept_source(copy.id);
    assert_int_equal(fixture_number("SELECT count(*) FROM record"), FACTS);
    assert_int_equal(fixture_number("SELECT count(*) FROM evidence"), 2 * FACTS);
    /* A copy is no independent source. */
    assert_int_equal(pair().of[RECORD_INSTRUMENT].items[0].source_count, 1);
    assert_int_equal(fixture_number("SELECT count(*) FROM claim WHERE differs = 1"), 0);
}

static const char report[] =
    "Peru and Ecuador signed 16 documents on 3 March 2031. Transruta and the Andean Freight "
    "Corporation agreed on routes.";
static const told reported[] = {
    {RECORD_INSTRUMENT, KIND_MIXED, ACT_SIGNED, MODALITY_DONE, "ECU,PER", "", "trade", "2031-03-03",
     "signed 16 documents", 16},
    {RECORD_INSTRUMENT, KIND_MEMORANDUM, ACT_SIGNED, MODALITY_DONE, "ECU,PER",
     "Trans Ruta;Andean Freight Corporation", "transport", "2031-03-02", "agreed on routes", -1},
};

static void values_that_disagree_stand_side_by_side(void **state) {
    (void)state;
    accept_source(add_story().id);
    source_added s = add(str_of(report), str_of(report), reported, 2, "2031-03-04");
    assert_int_equal(s.copy_of, 0);
    accept_source(s.id);
    assert_int_equal(fixture_number("SELECT count(*) FROM record"), FACTS);
    pair_page p = pair();
    const record_row *group = of_kind(&p.of[RECORD_INSTRUMENT], KIND_MIXED, MODALITY_DONE);
    assert_int_equal(group->count, 15); /* the first that was accepted is held */
    assert_true(group->disagrees);
    assert_int_equal(group->source_count, 2);
    claim_row *claims;
    size_t n, counts = 0;
    assert_int_equal(
        record_claims(fixture_arena, fixture_db, group->id, &claims, &n, &fixture_fault), OK);
    for (size_t i = 0; i < n; i++) {
        if (!str_eq_z(claims[i].field, "count")) continue;
        assert_true(claims[i].disagrees);
        assert_true(str_eq_z(claims[i].value, counts ? "16" : "15"));
        assert_int_equal(claims[i].held, counts == 0);
        counts++;
    }
    assert_int_equal(counts, 2);
    /* The memorandum had no day: it has the one that the second source gives. */
    const record_row *memo = of_kind(&p.of[RECORD_INSTRUMENT], KIND_MEMORANDUM, MODALITY_DONE);
    assert_true(str_eq_z(memo->date, "2031-03-02"));
    assert_false(memo->disagrees);
}

static void a_body_under_another_spelling_is_not_doubled(void **state) {
    (void)state;
    accept_source(add_story().id);
    int64_t bodies = fixture_number("SELECT count(*) FROM actor WHERE kind = 'company'");
    source_added s = add(str_of(report), str_of(report), reported, 2, "2031-03-04");
    accept_source(s.id);
    assert_int_equal(bodies, 2);
    assert_int_equal(fixture_number("SELECT count(*) FROM actor WHERE kind = 'company'"), 2);
    const char *known[] = {"ANFC", "andean freight corporation", "Transruta", "TRANS RUTA"};
    int64_t ids[4];
    for (int i = 0; i < 4; i++) {
        actor_ref ref;
        assert_int_equal(
            actor_lookup(fixture_arena, fixture_db, str_of(known[i]), &ref, &fixture_fault), OK);
        ids[i] = ref.id;
    }
    assert_int_equal(ids[0], ids[1]);
    assert_int_equal(ids[2], ids[3]);
    assert_int_not_equal(ids[0], ids[2]);
}

static size_t links_of(int64_t id, link_kind k, int64_t *other) {
    link_row *rows;
    size_t n, found = 0;
    assert_int_equal(
        record_links(fixture_arena, fixture_db, id, DAY_NONE, &rows, &n, &fixture_fault), OK);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].kind != k || !rows[i].outgoing) continue;
        *other = rows[i].other.id;
        found++;
    }
    return found;
}

static void what_one_source_tells_together_is_linked(void **state) {
    (void)state;
    accept_source(add_story().id);
    pair_page p = pair();
    const record_page *i = &p.of[RECORD_INSTRUMENT], *e = &p.of[RECORD_ENGAGEMENT];
    int64_t group = of_kind(i, KIND_MIXED, MODALITY_DONE)->id, to = 0;
    assert_int_equal(links_of(of_kind(i, KIND_TREATY, MODALITY_DONE)->id, LINK_MEMBER_OF, &to), 1);
    assert_int_equal(to, group);
    /* Companies sign at the forum, and are no part of what the states signed. */
    int64_t memo = of_kind(i, KIND_MEMORANDUM, MODALITY_DONE)->id;
    assert_int_equal(links_of(memo, LINK_MEMBER_OF, &to), 0);
    assert_int_equal(links_of(memo, LINK_OUTCOME_OF, &to), 1);
    assert_int_equal(to, of_kind(e, KIND_FORUM, MODALITY_DONE)->id);
    assert_int_equal(links_of(of_kind(e, KIND_INVITATION, MODALITY_DONE)->id, LINK_LEADS_TO, &to),
                     1);
    assert_int_equal(to, of_kind(e, KIND_VISIT, MODALITY_PLANNED)->id);
    engagement visit;
    assert_int_equal(engagement_find(fixture_arena, fixture_db,
                                     of_kind(e, KIND_VISIT, MODALITY_DONE)->id, DAY_NONE, &visit,
                                     &fixture_fault),
                     OK);
    assert_true(visit.outcome_count >= 3);
    record_row *members;
    size_t n;
    assert_int_equal(
        record_members(fixture_arena, fixture_db, group, DAY_NONE, &members, &n, &fixture_fault),
        OK);
    assert_int_equal(n, 2);
}

static void what_states_sign_on_a_day_makes_acts_and_a_status(void **state) {
    (void)state;
    accept_source(add_story().id);
    pair_page p = pair();
    instrument treaty, memo;
    int64_t id = of_kind(&p.of[RECORD_INSTRUMENT], KIND_TREATY, MODALITY_DONE)->id;
    assert_int_equal(
        instrument_find(fixture_arena, fixture_db, id, day_of(2031, 6, 1), &treaty, &fixture_fault),
        OK);
    assert_int_equal(treaty.act_count, 2);
    assert_true(str_eq_z(treaty.acts[0].act, "sign"));
    assert_true(str_eq_z(treaty.acts[0].on, "2031-03-03"));
    assert_int_equal(treaty.acts[0].source.id, 1);
    assert_true(str_eq_z(treaty.row.status, "not_in_force"));
    assert_true(treaty.status_count >= 3);
    id = of_kind(&p.of[RECORD_INSTRUMENT], KIND_MEMORANDUM, MODALITY_DONE)->id;
    assert_int_equal(
        instrument_find(fixture_arena, fixture_db, id, DAY_NONE, &memo, &fixture_fault), OK);
    assert_int_equal(memo.act_count, 0); /* companies signed it, not states */
    /* Each side consents: the status follows in the same change. */
    new_act ratify = {.party = treaty.acts[0].party.id, .act = S("ratify"), .on = S("2031-05-01")};
    int64_t act;
    CHANGE("terms", instrument_terms(&c, treaty.row.id,
                                     S("{\"entry\":{\"on\":\"consents\",\"count\":2}}"), f));
    CHANGE("act", act_add(&c, treaty.row.id, &ratify, &act, f));
    ratify.party = treaty.acts[1].party.id;
    ratify.on = S("2031-05-20");
    CHANGE("act", act_add(&c, treaty.row.id, &ratify, &act, f));
    assert_int_equal(instrument_find(fixture_arena, fixture_db, treaty.row.id, day_of(2031, 5, 20),
                                     &treaty, &fixture_fault),
                     OK);
    assert_true(str_eq_z(treaty.row.status, "in_force"));
    party_line *lines;
    size_t n;
    assert_int_equal(instrument_party_lines(fixture_arena, fixture_db, treaty.row.id,
                                            day_of(2031, 5, 10), &lines, &n, &fixture_fault),
                     OK);
    assert_int_equal(n, 2);
    assert_true(str_eq_z(lines[0].consent, "ratify"));
    assert_int_equal(lines[0].in_force, day_of(2031, 5, 20));
    CHANGE("act", act_remove(&c, act, f));
    assert_int_equal(record_find(fixture_arena, fixture_db, treaty.row.id, day_of(2031, 6, 1),
                                 &treaty.row, &fixture_fault),
                     OK);
    assert_true(str_eq_z(treaty.row.status, "not_in_force"));
}

static void a_reported_entry_into_force_holds_from_its_day(void **state) {
    (void)state;
    static const char text[] =
        "The air agreement of Peru and Ecuador is in force since 2 May 2032.";
    static const told force = {RECORD_INSTRUMENT, KIND_AGREEMENT,
                               ACT_IN_FORCE,      MODALITY_DONE,
                               "ECU,PER",         "",
                               "transport",       "2032-05-02",
                               "is in force",     -1};
    accept_source(add(str_of(text), str_of(text), &force, 1, "2032-05-03").id);
    record_page found = pair().of[RECORD_INSTRUMENT];
    assert_int_equal(found.count, 1);
    for (int after = 0; after < 2; after++) {
        party_line *lines;
        size_t n;
        assert_int_equal(instrument_party_lines(fixture_arena, fixture_db, found.items[0].id,
                                                day_of(2032, 5, 1 + after), &lines, &n,
                                                &fixture_fault),
                         OK);
        assert_int_equal(n, 2);
        assert_int_equal(str_eq_z(lines[0].now.status, "in_force"), after);
        assert_int_equal(lines[1].in_force, day_of(2032, 5, 2));
    }
    int64_t undone;
    CHANGE("undo", entry_undo(&c, &undone, f));
    assert_int_equal(fixture_number("SELECT count(*) FROM act"), 0);
    assert_int_equal(fixture_number("SELECT count(*) FROM status"), 0);
}

static void undo_takes_back_whole_decisions_in_order(void **state) {
    (void)state;
    source_added s = add_story();
    accept_source(s.id);
    source_added second = add(str_of(report), str_of(report), reported, 2, "2031-03-04");
    accept_source(second.id);
    int64_t undone;
    CHANGE("undo", entry_undo(&c, &undone, f));
    pair_page p = pair();
    const record_row *group = of_kind(&p.of[RECORD_INSTRUMENT], KIND_MIXED, MODALITY_DONE);
    const record_row *memo = of_kind(&p.of[RECORD_INSTRUMENT], KIND_MEMORANDUM, MODALITY_DONE);
    assert_false(group->disagrees);
    assert_int_equal(group->source_count, 1);
    assert_int_equal(memo->date.n, 0); /* what the second source had filled in is gone again */
    assert_int_equal(fixture_number("SELECT count(*) FROM draft WHERE state = 'waiting'"), 2);
    CHANGE("undo", entry_undo(&c, &undone, f));
    assert_int_equal(pair().of[RECORD_INSTRUMENT].count, 0);
    assert_int_equal(fixture_number("SELECT count(*) FROM draft WHERE state = 'waiting'"),
                     FACTS + 2);
    assert_int_equal(fixture_number("SELECT count(*) FROM actor WHERE kind = 'company'"), 0);
    hit_page hits;
    assert_int_equal(search(fixture_arena, fixture_db, S("extradition"), S("instrument"), false,
                            DAY_NONE, S(""), 10, &hits, &fixture_fault),
                     OK);
    assert_int_equal(hits.count, 0);
    /* And once more: the same records come, under new numbers. */
    accept_source(s.id);
    assert_int_equal(pair().of[RECORD_INSTRUMENT].count, 4);
    CHANGE("undo", entry_undo(&c, &undone, f));
    change own;
    assert_int_equal(change_begin(&own, fixture_db, fixture_arena, "undo", S("x"), &fixture_fault),
                     OK);
    assert_int_equal(entry_undo(&own, &undone, &fixture_fault), NOTFOUND);
    change_rollback(&own);
    int64_t count;
    char head[65];
    fault_clear(&fixture_fault);
    assert_int_equal(entry_verify(fixture_db, &count, head, &fixture_fault), OK);
    assert_int_equal(db_check(fixture_db, &fixture_fault), OK);
}

static void an_edit_holds_the_editors_value_and_can_be_taken_back(void **state) {
    (void)state;
    accept_source(add_story().id);
    pair_page p = pair();
    int64_t id = of_kind(&p.of[RECORD_INSTRUMENT], KIND_MIXED, MODALITY_DONE)->id, undone;
    CHANGE("edit", record_edit(&c, id,
                               S("{\"count\":16,\"title\":\"The Quito package\","
                                 "\"sectors\":[\"trade\",\"energy\"]}"),
                               f));
    record_row row;
    assert_int_equal(record_find(fixture_arena, fixture_db, id, DAY_NONE, &row, &fixture_fault),
                     OK);
    assert_int_equal(row.count, 16);
    assert_true(row.disagrees); /* the source still says 15 */
    assert_true(str_eq_z(row.label, "The Quito package"));
    assert_int_equal(row.sectors, 1u << SECTOR_TRADE | 1u << SECTOR_ENERGY);
    entry_page log;
    assert_int_equal(entry_browse(fixture_arena, fixture_db, id, S(""), 10, &log, &fixture_fault),
                     OK);
    assert_int_equal(log.count, 2);
    assert_true(str_eq_z(log.items[0].action, "edit"));
    assert_true(str_eq_z(log.items[0].who, "tester"));
    CHANGE("undo", entry_undo(&c, &undone, f));
    assert_int_equal(record_find(fixture_arena, fixture_db, id, DAY_NONE, &row, &fixture_fault),
                     OK);
    assert_int_equal(row.count, 15);
    assert_false(row.disagrees);
    assert_int_equal(row.sectors, 1u << SECTOR_TRADE | 1u << SECTOR_HEALTH);
    change own;
    const char *bad[] = {"{\"kind\":\"visit\"}",
                         "{\"colour\":\"red\"}",
                         "{\"date\":\"May 5\"}",
                         "{\"count\":-3}",
                         "[]",
                         "{"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        fault why = {0};
        assert_int_equal(change_begin(&own, fixture_db, fixture_arena, "edit", S("x"), &why), OK);
        assert_int_equal(record_edit(&own, id, str_of(bad[i]), &why), INVALID);
        change_rollback(&own);
    }
}

static void a_draft_is_corrected_refused_or_taken_as_a_given_record(void **state) {
    (void)state;
    source_added s = add_story();
    draft_row *rows, row;
    size_t n;
    assert_int_equal(
        draft_list(fixture_arena, fixture_db, s.id, DRAFT_STATE_COUNT, &rows, &n, &fixture_fault),
        OK);
    int64_t first = rows[0].id, second = rows[1].id, third = rows[2].id;
    assert_true(str_eq_z(rows[1].quote, "An extradition treaty was signed"));
    CHANGE("edit", draft_edit(&c, first, S("{\"count\":14,\"date\":null}"), f));
    assert_int_equal(draft_find(fixture_arena, fixture_db, first, &row, &fixture_fault), OK);
    assert_true(row.edited);
    assert_int_equal(row.fact.count, 14);
    assert_int_equal(row.fact.date.n, 0);
    assert_int_equal(row.fact.evidence_count, 1);
    CHANGE("reject", draft_reject(&c, first, f));
    accepted made, joined;
    CHANGE("accept", draft_accept(&c, second, 0, &made, f));
    CHANGE("accept", draft_accept(&c, third, made.record_id, &joined, f));
    assert_true(joined.joined);
    assert_int_equal(joined.record_id, made.record_id);
    change own;
    fault why = {0};
    accepted out;
    assert_int_equal(change_begin(&own, fixture_db, fixture_arena, "accept", S("x"), &why), OK);
    assert_int_equal(draft_accept(&own, first, -1, &out, &why), CONFLICT);
    fault_clear(&why);
    assert_int_equal(draft_accept(&own, 999, -1, &out, &why), NOTFOUND);
    fault_clear(&why);
    assert_int_equal(draft_accept(&own, rows[4].id, made.record_id, &out, &why), CONFLICT);
    fault_clear(&why);
    assert_int_equal(draft_edit(&own, rows[4].id, S("{\"evidence\":[]}"), &why), INVALID);
    change_rollback(&own);
    size_t count = 0;
    CHANGE("accept", draft_accept_all(&c, s.id, 0.95, &count, f));
    assert_int_equal(count, 0); /* all were read with 0.9 */
    CHANGE("reject", draft_reject_all(&c, s.id, &count, f));
    assert_int_equal(count, FACTS - 3);
}

static void bad_documents_change_nothing(void **state) {
    (void)state;
    change own;
    source_added out;
    fact outside = fact_of(&facts[0], str_of(story));
    outside.evidence[0].end = sizeof story + 5;
    const new_source bad[] = {
        {.bytes = S(""), .text = S(""), .form = S("text")},
        {.bytes = S("x"), .text = S("  \n"), .form = S("text")},
        {.bytes = S("\xff\xfe"), .text = S("\xff\xfe"), .form = S("text")},
        {.bytes = S("x"), .text = S("x"), .form = S("text"), .published = S("May")},
        {.bytes = S("x"), .text = str_of(story), .form = S("text")},
    };
    for (size_t i = 0; i < 5; i++) {
        fault why = {0};
        assert_int_equal(change_begin(&own, fixture_db, fixture_arena, "add", S("x"), &why), OK);
        assert_int_equal(source_add(&own, &bad[i], &outside, i == 4, &out, &why), INVALID);
        assert_true(why.message[0] != '\0');
        change_rollback(&own);
    }
    assert_int_equal(fixture_number("SELECT count(*) FROM source"), 0);
}

static void a_small_arena_fails_cleanly_until_it_is_large_enough(void **state) {
    (void)state;
    source_added s = add_story();
    size_t limit = 1024, count = 0;
    code result = NOMEM;
    for (; result == NOMEM && limit < (size_t)64 << 20; limit += limit / 2) {
        fault why = {0};
        change own;
        arena *small = arena_new(limit);
        result = change_begin(&own, fixture_db, small, "accept", S("x"), &why);
        if (result == OK) {
            result = draft_accept_all(&own, s.id, 0, &count, &why);
            if (result == OK)
                result = change_commit(&own, &why);
            else
                change_rollback(&own);
        }
        if (result != OK) assert_int_equal(fixture_number("SELECT count(*) FROM record"), 0);
        arena_free(small);
    }
    assert_int_equal(result, OK);
    assert_int_equal(count, FACTS);
    limit = 256;
    result = NOMEM;
    for (; result == NOMEM && limit < (size_t)64 << 20; limit += limit / 2) {
        fault why = {0};
        pair_page page;
        arena *small = arena_new(limit);
        result = pair_find(small, fixture_db, S("PER"), S("ECU"), 0, &page, &why);
        arena_free(small);
    }
    assert_int_equal(result, OK);
}

static void a_log_that_was_changed_behind_our_back_is_found_out(void **state) {
    (void)state;
    accept_source(add_story().id);
    int64_t count;
    char head[65];
    assert_int_equal(entry_verify(fixture_db, &count, head, &fixture_fault), OK);
    assert_int_equal(count, 3);
    assert_int_equal(query_run(db_query(fixture_db, "DROP TRIGGER entry_fixed", &fixture_fault)),
                     OK);
    assert_int_equal(query_run(db_query(fixture_db, "UPDATE entry SET who = 'nobody' WHERE id = 2",
                                        &fixture_fault)),
                     OK);
    fault_clear(&fixture_fault);
    assert_int_equal(entry_verify(fixture_db, &count, head, &fixture_fault), CONFLICT);
    assert_non_null(strstr(fixture_fault.message, "entry 2"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(everything_told_stands_on_the_page_of_the_pair_with_its_sentence),
        TEST(the_same_bytes_again_add_nothing),
        TEST(another_version_of_the_text_adds_evidence_and_no_facts),
        TEST(values_that_disagree_stand_side_by_side),
        TEST(a_body_under_another_spelling_is_not_doubled),
        TEST(what_one_source_tells_together_is_linked),
        TEST(what_states_sign_on_a_day_makes_acts_and_a_status),
        TEST(a_reported_entry_into_force_holds_from_its_day),
        TEST(undo_takes_back_whole_decisions_in_order),
        TEST(an_edit_holds_the_editors_value_and_can_be_taken_back),
        TEST(a_draft_is_corrected_refused_or_taken_as_a_given_record),
        TEST(bad_documents_change_nothing),
        TEST(a_small_arena_fails_cleanly_until_it_is_large_enough),
        TEST(a_log_that_was_changed_behind_our_back_is_found_out),
    };
    return cmocka_run_group_tests_name("store_accept", tests, NULL, NULL);
}
