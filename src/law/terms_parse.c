#include "law/parse.h"

#include <math.h>

enum { MOST_NESTED = 8, MOST_GROUPS = 16 };

#define COUNTING_KEYS "after", "month_start", "month_end", "not_before"

static code read_month_end(law_reader *r, const jnode *n, str path, bool around, bool *out) {
    str text = {NULL, 0};
    TRY(law_read_text(r, n, path, "month_end", &text));
    *out = around;
    if (!text.p) return OK;
    if (!str_eq(text, S("next_day")) && !str_eq(text, S("last_day")))
        return law_read_wrong(r, path, "month_end", "this must be \"last_day\" or \"next_day\"");
    *out = str_eq(text, S("next_day"));
    return OK;
}

static code read_counting(law_reader *r, const jnode *n, str path, bool around, law_counting *out) {
    TRY(law_read_period(r, n, path, "after", &out->after));
    TRY(law_read_yes(r, n, path, "month_start", &out->month_start));
    TRY(read_month_end(r, n, path, around, &out->next_day));
    return law_read_date(r, n, path, "not_before", &out->not_before);
}

/* {"count": n, "of": [..]}, or a list of names that must all be there. */
static code read_including_one(law_reader *r, const jnode *n, str path, law_including *out) {
    static const char *const keys[] = {"count", "of", NULL};
    if (n->type != JNODE_OBJECT)
        return law_read_wrong(r, path, "including",
                              "this must be a list of parties or {\"count\": n, \"of\": [..]}");
    str here = law_path(r, path, "including");
    TRY(law_read_known(r, n, here, keys));
    TRY(law_read_strings(r, n, here, "of", &out->of, &out->of_count));
    out->count = out->of_count;
    TRY(law_read_count(r, n, here, "count", &out->count));
    if (!out->of_count || out->count > out->of_count)
        return law_read_wrong(r, here, "of", "fewer parties are named than are needed");
    return OK;
}

static code read_including(law_reader *r, const jnode *n, str path, law_entry *out) {
    const jnode *list = jnode_field(n, "including");
    if (!list || list->type == JNODE_NULL) return OK;
    bool many = list->type == JNODE_ARRAY && list->first && list->first->type == JNODE_OBJECT;
    law_including *items = arena_array(r->a, many ? list->count : 1, sizeof *items);
    if (!items) return fault_set(r->f, NOMEM, NULL, "not enough memory");
    size_t count = 0;
    if (many && list->count > MOST_GROUPS)
        return law_read_wrong(r, path, "including", "more than 16 groups");
    if (many) {
        for (const jnode *e = list->first; e; e = e->next)
            TRY(read_including_one(r, e, path, &items[count++]));
    } else if (list->type == JNODE_ARRAY) {
        TRY(law_read_strings(r, n, path, "including", &items->of, &items->of_count));
        items->count = items->of_count;
        count = items->count ? 1 : 0;
    } else {
        TRY(read_including_one(r, list, path, &items[count++]));
    }
    out->including = items;
    out->including_count = count;
    return OK;
}

static bool billionths(const jnode *n, int64_t *out) {
    if (!n || (n->type != JNODE_INT && n->type != JNODE_REAL)) return false;
    if (!(n->real >= 0 && n->real <= 1e6)) return false;
    *out = llround(n->real * 1e9);
    return true;
}

static code read_share(law_reader *r, const jnode *entry, str path, law_entry *out) {
    static const char *const keys[] = {"at_least", "weights", NULL};
    const jnode *n = jnode_field(entry, "share");
    if (!n || n->type == JNODE_NULL) return OK;
    str here = law_path(r, path, "share");
    const jnode *weights = jnode_field(n, "weights");
    if (!billionths(jnode_field(n, "at_least"), &out->at_least_billionths) ||
        out->at_least_billionths == 0)
        return law_read_wrong(r, here, "at_least", "this must be a number above 0, such as 0.55");
    if (!weights || weights->type != JNODE_OBJECT || !weights->count)
        return law_read_wrong(r, here, "weights", "this must be {\"USA\": 0.361, ...}");
    TRY(law_read_known(r, n, here, keys));
    law_weight *items = arena_array(r->a, weights->count, sizeof *items);
    if (!items) return fault_set(r->f, NOMEM, NULL, "not enough memory");
    for (const jnode *w = weights->first; w; w = w->next) {
        law_weight *item = &items[out->weight_count++];
        item->party = w->key;
        if (!billionths(w, &item->billionths))
            return law_read_wrong(r, here, "weights",
                                  "a weight must be a number from 0 to 1000000");
    }
    out->weights = items;
    return OK;
}

static code read_entry(law_reader *r, const jnode *n, str path, bool around, int depth,
                       law_entry *out);

static code read_entries(law_reader *r, const jnode *n, str path, const char *key, bool around,
                         int depth, const law_entry **out, size_t *count) {
    const jnode *list = jnode_field(n, key);
    if (!list || list->type == JNODE_NULL) return OK;
    if (list->type != JNODE_ARRAY || !list->count)
        return law_read_wrong(r, path, key, "this must be a list of entry conditions");
    if (depth >= MOST_NESTED) return law_read_wrong(r, path, key, "conditions nested too deeply");
    law_entry *items = arena_array(r->a, list->count, sizeof *items);
    if (!items) return fault_set(r->f, NOMEM, NULL, "not enough memory");
    size_t i = 0;
    for (const jnode *e = list->first; e; e = e->next, i++) {
        str here = str_format(r->a, STR_FMT ".%s[%zu]", STR_ARG(path), key, i);
        TRY(read_entry(r, e, here, around, depth + 1, &items[i]));
    }
    *out = items;
    *count = i;
    return OK;
}

static code read_on(law_reader *r, const jnode *n, str path, law_on *out) {
    str text = {NULL, 0};
    TRY(law_read_text(r, n, path, "on", &text));
    if (!text.p) return OK;
    for (int i = LAW_ON_NONE + 1; i < LAW_ON_COUNT; i++)
        if (str_eq_z(text, law_on_name((law_on)i))) {
            *out = (law_on)i;
            return OK;
        }
    return law_read_wrong(r, path, "on",
                          "this must be signature, date, consents, all, notifications, exchange "
                          "or agreement");
}

/* What each form cannot be without. */
static code check_entry(law_reader *r, const law_entry *e, str path) {
    if (e->on == LAW_ON_NONE && !e->first_of_count && !e->both_count)
        return law_read_wrong(r, path, "on",
                              "an entry condition needs \"on\", \"first_of\" or \"and\"");
    if (e->on == LAW_ON_DATE && !e->date.text.p)
        return law_read_wrong(r, path, "date", "\"on\": \"date\" needs the date");
    if (e->on == LAW_ON_CONSENTS && !e->count && !e->including_count && !e->weight_count)
        return law_read_wrong(r, path, "count", "\"on\": \"consents\" needs how many");
    return OK;
}

static code read_entry(law_reader *r, const jnode *n, str path, bool around, int depth,
                       law_entry *out) {
    static const char *const keys[] = {"on",          "count",     "date",     "parties",
                                       COUNTING_KEYS, "including", "share",    "first_of",
                                       "and",         "article",   "evidence", NULL};
    if (!path.p) return fault_set(r->f, NOMEM, NULL, "not enough memory");
    if (n->type != JNODE_OBJECT)
        return law_read_wrong(r, path, "", "an entry condition must be an object");
    TRY(law_read_known(r, n, path, keys));
    TRY(read_on(r, n, path, &out->on));
    TRY(law_read_count(r, n, path, "count", &out->count));
    TRY(law_read_date(r, n, path, "date", &out->date));
    TRY(law_read_strings(r, n, path, "parties", &out->parties, &out->party_count));
    TRY(read_counting(r, n, path, around, &out->counting));
    TRY(read_including(r, n, path, out));
    TRY(read_share(r, n, path, out));
    TRY(read_entries(r, n, path, "first_of", around, depth, &out->first_of, &out->first_of_count));
    TRY(read_entries(r, n, path, "and", around, depth, &out->both, &out->both_count));
    TRY(law_read_text(r, n, path, "article", &out->article));
    return check_entry(r, out, path);
}

/* A clause of the terms: null where it is absent; its path. */
static code clause(law_reader *r, const jnode *terms, const char *key, const char *const *keys,
                   const jnode **out, str *path) {
    const jnode *n = jnode_field(terms, key);
    *out = NULL;
    *path = law_path(r, S("terms"), key);
    if (!path->p) return fault_set(r->f, NOMEM, NULL, "not enough memory");
    if (!n || n->type == JNODE_NULL) return OK;
    if (n->type != JNODE_OBJECT) return law_read_wrong(r, *path, "", "this must be an object");
    *out = n;
    return law_read_known(r, n, *path, keys);
}

static code read_join(law_reader *r, const jnode *terms, bool around, law_join *out) {
    static const char *const keys[] = {COUNTING_KEYS, "article", "evidence", NULL};
    const jnode *n;
    str path;
    TRY(clause(r, terms, "join", keys, &n, &path));
    if (!n) return OK;
    out->given = true;
    TRY(read_counting(r, n, path, around, &out->counting));
    return law_read_text(r, n, path, "article", &out->article);
}

static code read_provisional(law_reader *r, const jnode *terms, law_provisional *out) {
    static const char *const keys[] = {"from", "date", "until", "article", "evidence", NULL};
    const jnode *n;
    str path, from = {NULL, 0};
    TRY(clause(r, terms, "provisional", keys, &n, &path));
    if (!n) return OK;
    TRY(law_read_text(r, n, path, "from", &from));
    TRY(law_read_date(r, n, path, "date", &out->date));
    TRY(law_read_date(r, n, path, "until", &out->until));
    TRY(law_read_text(r, n, path, "article", &out->article));
    out->given = true;
    out->from_signature = str_eq(from, S("signature"));
    if (!out->from_signature && !str_eq(from, S("date")))
        return law_read_wrong(r, path, "from", "this must be \"signature\" or \"date\"");
    if (!out->from_signature && !out->date.text.p)
        return law_read_wrong(r, path, "date", "\"from\": \"date\" needs the date");
    return OK;
}

static code read_duration(law_reader *r, const jnode *terms, bool around, law_duration *out) {
    static const char *const keys[] = {"term",      "through", "renew",    "notice",
                                       "month_end", "article", "evidence", NULL};
    const jnode *n;
    str path;
    TRY(clause(r, terms, "duration", keys, &n, &path));
    if (!n) return OK;
    out->given = true;
    TRY(law_read_period(r, n, path, "term", &out->term));
    TRY(law_read_date(r, n, path, "through", &out->through));
    TRY(law_read_period(r, n, path, "renew", &out->renew));
    TRY(law_read_period(r, n, path, "notice", &out->notice));
    TRY(read_month_end(r, n, path, around, &out->next_day));
    TRY(law_read_text(r, n, path, "article", &out->article));
    if (out->term.given && out->through.text.p)
        return law_read_wrong(r, path, "through", "a duration has a term or a last day, not both");
    if (!out->through.text.p && (!out->term.given || out->term.months + out->term.days == 0))
        return law_read_wrong(r, path, "term",
                              "a duration needs its term, such as \"P5Y\", or \"through\", its "
                              "last day");
    if (out->renew.given && out->renew.months + out->renew.days == 0)
        return law_read_wrong(r, path, "renew", "a renewal must be longer than nothing");
    return OK;
}

/* "P3Y" after entry into force, or a fixed day. */
static code read_not_before(law_reader *r, const jnode *n, str path, law_withdrawal *out) {
    str text = jnode_str(n, "not_before");
    if (text.p && text.n && text.p[0] != 'P')
        return law_read_date(r, n, path, "not_before", &out->not_before_date);
    return law_read_period(r, n, path, "not_before", &out->not_before);
}

static code read_withdrawal(law_reader *r, const jnode *terms, bool around, law_withdrawal *out) {
    static const char *const keys[] = {"notice",      "not_before", "notice_from",
                                       "month_start", "year_end",   "month_end",
                                       "article",     "evidence",   NULL};
    const jnode *n;
    str path;
    TRY(clause(r, terms, "withdraw", keys, &n, &path));
    if (!n) return OK;
    out->given = true;
    TRY(law_read_period(r, n, path, "notice", &out->notice));
    TRY(read_not_before(r, n, path, out));
    TRY(law_read_period(r, n, path, "notice_from", &out->notice_from));
    TRY(law_read_yes(r, n, path, "month_start", &out->month_start));
    TRY(law_read_yes(r, n, path, "year_end", &out->year_end));
    TRY(read_month_end(r, n, path, around, &out->next_day));
    return law_read_text(r, n, path, "article", &out->article);
}

static code read_rest(law_reader *r, const jnode *n, str path, law_terms *out) {
    TRY(law_read_count(r, n, path, "lapse_below", &out->lapse_below));
    TRY(law_read_text(r, n, path, "lapse_article", &out->lapse_article));
    TRY(law_read_yes(r, n, path, "count_successions", &out->count_successions));
    TRY(law_read_yes(r, n, path, "signature_required", &out->signature_required));
    const jnode *bilateral = jnode_field(n, "bilateral");
    if (bilateral && bilateral->type != JNODE_NULL) {
        bool yes = false;
        TRY(law_read_yes(r, n, path, "bilateral", &yes));
        out->bilateral = yes ? LAW_YES : LAW_NO;
    }
    TRY(law_read_text(r, n, path, "depositary", &out->depositary));
    return law_read_strings(r, n, path, "languages", &out->languages, &out->language_count);
}

code law_terms_parse(arena *a, const jnode *from, law_terms *out, law_notes *notes, fault *f) {
    static const char *const keys[] = {
        "entry",       "join",          "provisional",        "duration",  "withdraw",
        "lapse_below", "lapse_article", "count_successions",  "month_end", "bilateral",
        "depositary",  "languages",     "signature_required", "evidence",  NULL};
    law_reader r = {.a = a, .notes = notes, .f = f};
    str path = S("terms");
    law_terms terms = {0};
    if (!from || from->type != JNODE_OBJECT)
        return fault_set(f, INVALID, "terms", "this must be an object");
    TRY(law_read_known(&r, from, path, keys));
    TRY(read_month_end(&r, from, path, false, &terms.next_day));
    const jnode *entry = jnode_field(from, "entry");
    if (entry && entry->type != JNODE_NULL)
        TRY(read_entry(&r, entry, S("terms.entry"), terms.next_day, 1, &terms.entry));
    TRY(read_join(&r, from, terms.next_day, &terms.join));
    TRY(read_provisional(&r, from, &terms.provisional));
    TRY(read_duration(&r, from, terms.next_day, &terms.duration));
    TRY(read_withdrawal(&r, from, terms.next_day, &terms.withdraw));
    TRY(read_rest(&r, from, path, &terms));
    *out = terms;
    return OK;
}
