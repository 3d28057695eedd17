#include "law/terms.h"

static const char *const on_names[LAW_ON_COUNT] = {
    [LAW_ON_NONE] = "",
    [LAW_ON_SIGNATURE] = "signature",
    [LAW_ON_DATE] = "date",
    [LAW_ON_CONSENTS] = "consents",
    [LAW_ON_ALL] = "all",
    [LAW_ON_NOTIFICATIONS] = "notifications",
    [LAW_ON_EXCHANGE] = "exchange",
    [LAW_ON_AGREEMENT] = "agreement",
};

const char *law_on_name(law_on on) {
    return on_names[on];
}

code law_date_parse(str s, law_date *out, fault *f) {
    edtf e;
    TRY(edtf_parse(s, &e, f));
    if (e.first == DAY_NONE || e.last == DAY_OPEN)
        return fault_set(f, INVALID, NULL,
                         "\"" STR_FMT "\" has no %s, so no day can be counted from it", STR_ARG(s),
                         e.first == DAY_NONE ? "beginning" : "end");
    *out = (law_date){
        .first = e.first, .last = e.last, .marked = e.uncertain || e.approximate, .text = s};
    return OK;
}

code law_note_add(arena *a, law_notes *to, law_note note, fault *f) {
    law_note *items = arena_grow(a, to->items, to->count, &to->capacity, sizeof *items);
    if (!items || !note.reason.p) return fault_set(f, NOMEM, NULL, "not enough memory for notes");
    to->items = items;
    items[to->count++] = note;
    return OK;
}

/* Printing: only what is said, so that what is parsed and printed comes out the same. */

static void pair_text(jout *j, const char *key, str s) {
    if (s.n) jout_pair_str(j, key, s);
}

static void pair_yes(jout *j, const char *key, bool yes) {
    if (yes) jout_pair_bool(j, key, true);
}

static void pair_period(jout *j, const char *key, law_period p) {
    char text[32];
    law_period_format(p, text);
    if (p.given) jout_pair_str(j, key, str_of(text));
}

static void pair_strings(jout *j, const char *key, const str *items, size_t count) {
    if (!count) return;
    jout_key(j, key);
    jout_open(j, '[');
    for (size_t i = 0; i < count; i++) jout_str(j, items[i]);
    jout_close(j, ']');
}

static void pair_month_end(jout *j, bool next_day, bool around) {
    if (next_day != around) jout_pair_str(j, "month_end", next_day ? S("next_day") : S("last_day"));
}

static void print_counting(jout *j, const law_counting *c, bool around) {
    pair_period(j, "after", c->after);
    pair_yes(j, "month_start", c->month_start);
    pair_month_end(j, c->next_day, around);
    pair_text(j, "not_before", c->not_before.text);
}

static void print_including(jout *j, const law_entry *e) {
    if (!e->including_count) return;
    jout_key(j, "including");
    if (e->including_count > 1) jout_open(j, '[');
    for (size_t i = 0; i < e->including_count; i++) {
        jout_open(j, '{');
        jout_pair_int(j, "count", (int64_t)e->including[i].count);
        pair_strings(j, "of", e->including[i].of, e->including[i].of_count);
        jout_close(j, '}');
    }
    if (e->including_count > 1) jout_close(j, ']');
}

static void print_share(jout *j, const law_entry *e) {
    if (!e->weight_count) return;
    jout_key(j, "share");
    jout_open(j, '{');
    jout_key(j, "at_least");
    jout_fixed(j, e->at_least_billionths, 9);
    jout_key(j, "weights");
    jout_open(j, '{');
    for (size_t i = 0; i < e->weight_count; i++) {
        jout_key_str(j, e->weights[i].party);
        jout_fixed(j, e->weights[i].billionths, 9);
    }
    jout_close(j, '}');
    jout_close(j, '}');
}

static void print_entry(jout *j, const law_entry *e, bool around);

static void print_entries(jout *j, const char *key, const law_entry *items, size_t count,
                          bool around) {
    if (!count) return;
    jout_key(j, key);
    jout_open(j, '[');
    for (size_t i = 0; i < count; i++) print_entry(j, &items[i], around);
    jout_close(j, ']');
}

static void print_entry(jout *j, const law_entry *e, bool around) {
    jout_open(j, '{');
    if (e->on != LAW_ON_NONE) jout_pair_str(j, "on", str_of(law_on_name(e->on)));
    if (e->count) jout_pair_int(j, "count", (int64_t)e->count);
    pair_text(j, "date", e->date.text);
    pair_strings(j, "parties", e->parties, e->party_count);
    print_counting(j, &e->counting, around);
    print_including(j, e);
    print_share(j, e);
    print_entries(j, "first_of", e->first_of, e->first_of_count, around);
    print_entries(j, "and", e->both, e->both_count, around);
    pair_text(j, "article", e->article);
    jout_close(j, '}');
}

static void print_join(jout *j, const law_join *join, bool around) {
    if (!join->given) return;
    jout_key(j, "join");
    jout_open(j, '{');
    print_counting(j, &join->counting, around);
    pair_text(j, "article", join->article);
    jout_close(j, '}');
}

static void print_provisional(jout *j, const law_provisional *p) {
    if (!p->given) return;
    jout_key(j, "provisional");
    jout_open(j, '{');
    jout_pair_str(j, "from", p->from_signature ? S("signature") : S("date"));
    pair_text(j, "date", p->date.text);
    pair_text(j, "until", p->until.text);
    pair_text(j, "article", p->article);
    jout_close(j, '}');
}

static void print_duration(jout *j, const law_duration *d, bool around) {
    if (!d->given) return;
    jout_key(j, "duration");
    jout_open(j, '{');
    pair_period(j, "term", d->term);
    pair_text(j, "through", d->through.text);
    pair_period(j, "renew", d->renew);
    pair_period(j, "notice", d->notice);
    pair_month_end(j, d->next_day, around);
    pair_text(j, "article", d->article);
    jout_close(j, '}');
}

static void print_withdrawal(jout *j, const law_withdrawal *w, bool around) {
    if (!w->given) return;
    jout_key(j, "withdraw");
    jout_open(j, '{');
    pair_period(j, "notice", w->notice);
    pair_period(j, "not_before", w->not_before);
    pair_text(j, "not_before", w->not_before_date.text);
    pair_period(j, "notice_from", w->notice_from);
    pair_yes(j, "month_start", w->month_start);
    pair_yes(j, "year_end", w->year_end);
    pair_month_end(j, w->next_day, around);
    pair_text(j, "article", w->article);
    jout_close(j, '}');
}

void law_terms_print(jout *to, const law_terms *t) {
    bool around = t->next_day;
    jout_open(to, '{');
    if (t->entry.on != LAW_ON_NONE || t->entry.first_of_count || t->entry.both_count) {
        jout_key(to, "entry");
        print_entry(to, &t->entry, around);
    }
    print_join(to, &t->join, around);
    print_provisional(to, &t->provisional);
    print_duration(to, &t->duration, around);
    print_withdrawal(to, &t->withdraw, around);
    if (t->lapse_below) jout_pair_int(to, "lapse_below", (int64_t)t->lapse_below);
    pair_text(to, "lapse_article", t->lapse_article);
    pair_yes(to, "count_successions", t->count_successions);
    pair_yes(to, "signature_required", t->signature_required);
    if (around) jout_pair_str(to, "month_end", S("next_day"));
    if (t->bilateral != LAW_UNSAID) jout_pair_bool(to, "bilateral", t->bilateral == LAW_YES);
    pair_text(to, "depositary", t->depositary);
    pair_strings(to, "languages", t->languages, t->language_count);
    jout_close(to, '}');
}

bool law_entry_unsaid(const law_entry *e) {
    return e->on == LAW_ON_NONE && !e->first_of_count && !e->both_count;
}
