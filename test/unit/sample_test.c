#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/file.h"
#include "base/jnode.h"
#include "base/words.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The shipped sample: what a program cannot check at import must hold before it is shipped. */

#define LIMIT ((size_t)64 << 20)

static arena *memory;

static str slurp(const char *path) {
    buf b;
    fault f = {0};
    buf_init(&b, 0);
    if (file_read(path, LIMIT, &b, &f) != OK) fail_msg("%s: %s", path, f.message);
    str text = str_copy(memory, buf_str(&b));
    buf_reset(&b);
    assert_non_null(text.p);
    return text;
}

/* Rows of a file, without the empty ones and those that begin with '#'. */
static bool row_next(str *rest, str *row) {
    while (rest->n > 0 && str_next(rest, '\n', row))
        if (row->n > 0 && row->p[0] != '#') return true;
    return false;
}

static str cell(str row, size_t column) {
    str part = {0};
    for (size_t i = 0; i <= column; i++)
        if (!str_next(&row, '\t', &part)) fail_msg("a row has no column %zu", i + 1);
    return part;
}

#define MOST 1024
static const jnode *facts[MOST], *sources[MOST];
static size_t fact_total, source_total;

static size_t read_ndjson(const char *path, const jnode **out, size_t from) {
    str rest = slurp(path), row;
    for (size_t line = 1; row_next(&rest, &row); line++) {
        fault f = {0};
        assert_true(from < MOST);
        if (jnode_parse(memory, row, &out[from++], &f) != OK)
            fail_msg("%s:%zu: %s", path, line, f.message);
    }
    return from;
}

static int read_sample(void **state) {
    (void)state;
    memory = arena_new(LIMIT);
    fact_total = read_ndjson("data/sample/register-belarus.ndjson", facts, 0);
    fact_total = read_ndjson("data/sample/register-kazakhstan.ndjson", facts, fact_total);
    fact_total = read_ndjson("data/sample/register-uzbekistan.ndjson", facts, fact_total);
    source_total = read_ndjson("data/sample/sources.ndjson", sources, 0);
    return 0;
}

static int forget_sample(void **state) {
    (void)state;
    arena_free(memory);
    return 0;
}

static const jnode *named(const jnode **list, size_t n, const char *key, str value) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(jnode_str(list[i], key), value)) return list[i];
    return NULL;
}

#define EACH(item, fact, field)                                                                    \
    const jnode *item = jnode_field(fact, field) ? jnode_field(fact, field)->first : NULL;         \
    item;                                                                                          \
    item = item->next

#define REF(fact) STR_ARG(jnode_str(fact, "ref"))

static bool listed(str word, const char *const *words) {
    for (; *words; words++)
        if (str_eq_z(word, *words)) return true;
    return false;
}

static void there_are_at_least_sixty_instruments_engagements_and_commitments(void **state) {
    (void)state;
    size_t core = 0;
    for (size_t i = 0; i < fact_total; i++) {
        str r = jnode_str(facts[i], "record");
        core += str_eq_z(r, "instrument") || str_eq_z(r, "engagement") || str_eq_z(r, "commitment");
    }
    assert_true(core >= 60);
}

static void every_fact_has_known_fields_only(void **state) {
    (void)state;
    static const char *const fields[] = {
        "ref",       "record",  "kind",    "act",     "modality", "title",    "states",
        "parties",   "sectors", "count",   "date",    "place",    "period",   "due",
        "due_words", "content", "measure", "terms",   "acts",     "progress", "plan",
        "links",     "claims",  "note",    "sources", "parent",   NULL};
    for (size_t i = 0; i < fact_total; i++) {
        assert_int_equal(facts[i]->type, JNODE_OBJECT);
        for (const jnode *m = facts[i]->first; m; m = m->next)
            if (!listed(m->key, fields))
                fail_msg(STR_FMT ": field " STR_FMT, REF(facts[i]), STR_ARG(m->key));
    }
}

static void words_are_those_of_the_field(void **state) {
    (void)state;
    for (size_t i = 0; i < fact_total; i++) {
        const jnode *x = facts[i];
        record r;
        kind k;
        fact_act a;
        modality m;
        sector s;
        bool good = record_of(jnode_str(x, "record"), &r) && kind_of(jnode_str(x, "kind"), &k) &&
                    k != KIND_NONE && kind_record(k) == r &&
                    modality_of(jnode_str(x, "modality"), &m);
        if (jnode_field(x, "act"))
            good = good && r == RECORD_INSTRUMENT && act_of(jnode_str(x, "act"), &a) && a != 0;
        else
            good = good && r != RECORD_INSTRUMENT;
        for (EACH(w, x, "sectors")) good = good && sector_of(w->string, &s);
        good = good && jnode_str(x, "title").n > 0;
        if (!good) fail_msg(STR_FMT ": record, kind, act, modality or sector", REF(x));
    }
}

static void sides_are_codes_sorted_and_none_twice(void **state) {
    (void)state;
    for (size_t i = 0; i < fact_total; i++) {
        str before = {0};
        const jnode *sides = jnode_field(facts[i], "states");
        assert_true(sides && sides->count > 0);
        for (EACH(s, facts[i], "states")) {
            bool good = s->string.n == 3 && str_cmp(before, s->string) < 0;
            for (size_t c = 0; good && c < 3; c++)
                good = s->string.p[c] >= 'A' && s->string.p[c] <= 'Z';
            if (!good) fail_msg(STR_FMT ": states", REF(facts[i]));
            before = s->string;
        }
    }
}

static void check_date(const jnode *fact, const jnode *holder, const char *field) {
    if (!jnode_field(holder, field)) return;
    if (!edtf_is(jnode_str(holder, field))) fail_msg(STR_FMT ": %s is not EDTF", REF(fact), field);
}

static void every_date_is_edtf(void **state) {
    (void)state;
    for (size_t i = 0; i < fact_total; i++) {
        const jnode *x = facts[i];
        check_date(x, x, "date");
        check_date(x, x, "period");
        check_date(x, x, "due");
        for (EACH(a, x, "acts")) check_date(x, a, "on");
        for (EACH(p, x, "progress")) check_date(x, p, "on");
        for (EACH(p, x, "plan")) check_date(x, p, "due");
        for (EACH(c, x, "claims")) {
            str field = jnode_str(c, "field");
            if (str_eq_z(field, "date") || str_eq_z(field, "due")) check_date(x, c, "value");
        }
    }
    for (size_t i = 0; i < source_total; i++)
        if (!edtf_is(jnode_str(sources[i], "published"))) fail_msg("published of source %zu", i);
}

static void only_commitments_have_plans_measures_and_progress(void **state) {
    (void)state;
    static const char *const own[] = {"due", "due_words", "measure", "progress", "plan"};
    static const char *const scores[] = {"not_started", "limited", "substantial",
                                         "completed",   "dropped", NULL};
    for (size_t i = 0; i < fact_total; i++) {
        const jnode *x = facts[i];
        bool promise = str_eq_z(jnode_str(x, "record"), "commitment");
        for (size_t k = 0; !promise && k < sizeof own / sizeof *own; k++)
            if (jnode_field(x, own[k])) fail_msg(STR_FMT ": %s", REF(x), own[k]);
        if (promise && jnode_str(x, "content").n == 0) fail_msg(STR_FMT ": no content", REF(x));
        for (EACH(p, x, "progress"))
            if (!listed(jnode_str(p, "score"), scores) || jnode_str(p, "source").n == 0)
                fail_msg(STR_FMT ": a report needs a score and its source", REF(x));
    }
}

static void names_are_given_once_and_links_lead_somewhere(void **state) {
    (void)state;
    static const char *const kinds[] = {"fulfils",    "partly_fulfils", "contradicts", "same_as",
                                        "implements", "follows_up",     "amends",      "supersedes",
                                        "made_under", "outcome_of",     "member_of",   "leads_to",
                                        NULL};
    for (size_t i = 0; i < fact_total; i++) {
        if (named(facts, fact_total, "ref", jnode_str(facts[i], "ref")) != facts[i])
            fail_msg(STR_FMT " is given twice", REF(facts[i]));
        for (EACH(l, facts[i], "links")) {
            const jnode *to = named(facts, fact_total, "ref", jnode_str(l, "to"));
            if (!to || to == facts[i] || !listed(jnode_str(l, "kind"), kinds))
                fail_msg(STR_FMT ": a link", REF(facts[i]));
        }
    }
}

static bool cites(const jnode *fact, str key) {
    for (EACH(s, fact, "sources"))
        if (str_eq(jnode_str(s, "key"), key)) return true;
    return false;
}

static void every_source_is_listed_with_its_address(void **state) {
    (void)state;
    for (size_t i = 0; i < source_total; i++) {
        str key = jnode_str(sources[i], "source");
        assert_ptr_equal(named(sources, source_total, "source", key), sources[i]);
        assert_true(str_starts(jnode_str(sources[i], "address"), S("http")));
        assert_true(jnode_str(sources[i], "publisher").n > 0);
    }
    for (size_t i = 0; i < fact_total; i++) {
        size_t n = 0;
        for (EACH(s, facts[i], "sources")) {
            if (!named(sources, source_total, "source", jnode_str(s, "key")))
                fail_msg(STR_FMT ": source " STR_FMT, REF(facts[i]), STR_ARG(jnode_str(s, "key")));
            n++;
        }
        if (n == 0) fail_msg(STR_FMT " has no source", REF(facts[i]));
        static const char *const lists[] = {"claims", "progress", "plan"};
        for (size_t k = 0; k < 3; k++)
            for (EACH(c, facts[i], lists[k]))
                if (!cites(facts[i], jnode_str(c, "source")))
                    fail_msg(STR_FMT ": %s cite a source it has not", REF(facts[i]), lists[k]);
    }
}

static void the_texts_are_those_of_the_index(void **state) {
    (void)state;
    str rest = slurp("data/sample/texts/index.tsv"), row;
    size_t rows = 0, files = 0;
    row_next(&rest, &row);
    for (; row_next(&rest, &row); rows++) {
        str path = str_format(memory, "data/sample/texts/" STR_FMT, STR_ARG(cell(row, 0)));
        assert_true(slurp(path.p).n > 200);
        assert_true(edtf_is(cell(row, 1)));
        assert_true(str_starts(cell(row, 3), S("http")));
    }
    DIR *d = opendir("data/sample/texts");
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));) files += str_ends(str_of(e->d_name), S(".txt"));
    closedir(d);
    assert_int_equal(rows, files);
    assert_true(rows >= 18);
}

static bool linked(const jnode *a, str to) {
    for (EACH(l, a, "links"))
        if (str_eq(jnode_str(l, "to"), to)) return true;
    return false;
}

static void check_texts(str files) {
    str file;
    while (files.n > 0 && str_next(&files, '|', &file))
        slurp(str_format(memory, "data/sample/texts/" STR_FMT, STR_ARG(file)).p);
}

static const jnode *end_of_chain(str row, size_t column) {
    str ref = cell(row, column), text = cell(row, column + 1);
    const jnode *fact = named(facts, fact_total, "ref", ref);
    if (!str_eq_z(ref, "-") && !fact) fail_msg("chains.tsv: " STR_FMT, STR_ARG(ref));
    if (!str_eq_z(text, "-")) check_texts(text);
    if (fact && str_find(cell(row, column + 2), jnode_str(fact, "kind"), 0) == SIZE_MAX)
        fail_msg("chains.tsv: the kind of " STR_FMT, STR_ARG(ref));
    assert_false(str_eq_z(ref, "-") && str_eq_z(text, "-"));
    return fact;
}

/* What the matcher has to find must not be told beforehand. */
static void the_seven_chains_have_texts_at_both_ends_and_no_hand_made_link(void **state) {
    (void)state;
    static const char *const proposals[] = {"carries_out", "partly", "contradicts", NULL};
    str rest = slurp("test/follow/chains.tsv"), row;
    unsigned seen = 0;
    row_next(&rest, &row);
    while (row_next(&rest, &row)) {
        const jnode *promise = end_of_chain(row, 1), *fact = end_of_chain(row, 4);
        int64_t chain;
        assert_true(listed(cell(row, 7), proposals));
        if (!str_int(cell(row, 0), &chain)) continue;
        assert_in_range(chain, 1, 7);
        seen |= 1u << chain;
        assert_false(str_eq_z(cell(row, 2), "-") || str_eq_z(cell(row, 5), "-"));
        if (promise && fact)
            assert_false(linked(promise, jnode_str(fact, "ref")) ||
                         linked(fact, jnode_str(promise, "ref")));
    }
    assert_int_equal(seen, 0xfe);
}

/* The next sentence, roughly: up to a full stop and white space, or the end of a line. */
static bool sentence_next(str *rest, str *out) {
    size_t n = 0;
    if (rest->n == 0) return false;
    while (n < rest->n && rest->p[n] != '\n' &&
           !(strchr(".!?", rest->p[n]) && n + 1 < rest->n && rest->p[n + 1] == ' '))
        n++;
    *out = str_trim(str_slice(*rest, 0, n));
    *rest = str_slice(*rest, n + 1, rest->n);
    return true;
}

static const char *foreign_texts(void) {
    static const char *const places[] = {"../shared/reading/dev", "../../shared/reading/dev"};
    for (size_t i = 0; i < 2; i++) {
        DIR *d = opendir(places[i]);
        if (!d) continue;
        closedir(d);
        return places[i];
    }
    return NULL;
}

static void check_against(str foreign) {
    static const size_t short_bytes = 25; /* "He said:" and the like may be anybody's */
    str rest = slurp("data/sample/texts/index.tsv"), row, sentence;
    row_next(&rest, &row);
    while (row_next(&rest, &row)) {
        str text = slurp(str_format(memory, "data/sample/texts/" STR_FMT, STR_ARG(cell(row, 0))).p);
        while (sentence_next(&text, &sentence))
            if (sentence.n > short_bytes && str_find(foreign, sentence, 0) != SIZE_MAX)
                fail_msg(STR_FMT ": " STR_FMT, STR_ARG(cell(row, 0)), STR_ARG(sentence));
    }
}

static void no_sentence_is_taken_from_a_text_of_others(void **state) {
    (void)state;
    const char *place = foreign_texts();
    if (!place) {
        print_message("skipped: the texts of others are not here\n");
        skip();
    }
    DIR *d = opendir(place);
    for (struct dirent *e; (e = readdir(d));)
        if (str_ends(str_of(e->d_name), S(".txt")))
            check_against(slurp(str_format(memory, "%s/%s", place, e->d_name).p));
    closedir(d);
}

/* Fields of a CSV row without quoted fields, as this file is. */
static str field(str row, size_t column) {
    str part = {0};
    for (size_t i = 0; i <= column; i++) assert_true(str_next(&row, ',', &part));
    return part;
}

static void every_wipo_row_has_a_known_treaty_a_known_party_and_real_days(void **state) {
    (void)state;
    const jnode *treaties[32];
    size_t n = read_ndjson("data/wipo/treaties.ndjson", treaties, 0), rows = 0;
    str rest = slurp("data/wipo/membership.csv"), row;
    str parties = str_format(memory, "\n" STR_FMT, STR_ARG(slurp("data/wipo/parties.tsv")));
    row_next(&rest, &row);
    for (; row_next(&rest, &row); rows++) {
        static const size_t days[] = {2, 4, 5};
        str name = str_format(memory, "\n" STR_FMT "\t", STR_ARG(field(row, 0)));
        bool good = str_find(row, S("\""), 0) == SIZE_MAX &&
                    str_find(parties, name, 0) != SIZE_MAX &&
                    named(treaties, n, "treaty", field(row, 1));
        for (size_t i = 0; good && i < 3; i++) {
            str d = field(row, days[i]);
            day out;
            good = d.n == 0 || day_parse(d, &out, NULL) == OK;
        }
        if (!good) fail_msg("membership.csv: " STR_FMT, STR_ARG(row));
    }
    assert_int_equal(rows, 1168);
    assert_int_equal(n, 13);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_are_at_least_sixty_instruments_engagements_and_commitments),
        cmocka_unit_test(every_fact_has_known_fields_only),
        cmocka_unit_test(words_are_those_of_the_field),
        cmocka_unit_test(sides_are_codes_sorted_and_none_twice),
        cmocka_unit_test(every_date_is_edtf),
        cmocka_unit_test(only_commitments_have_plans_measures_and_progress),
        cmocka_unit_test(names_are_given_once_and_links_lead_somewhere),
        cmocka_unit_test(every_source_is_listed_with_its_address),
        cmocka_unit_test(the_texts_are_those_of_the_index),
        cmocka_unit_test(the_seven_chains_have_texts_at_both_ends_and_no_hand_made_link),
        cmocka_unit_test(no_sentence_is_taken_from_a_text_of_others),
        cmocka_unit_test(every_wipo_row_has_a_known_treaty_a_known_party_and_real_days),
    };
    return cmocka_run_group_tests(tests, read_sample, forget_sample);
}
