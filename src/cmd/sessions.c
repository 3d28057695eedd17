#include "cmd/command.h"
#include "cmd/desk.h"
#include "cmd/scope.h"
#include "store/record_spec.h"
#include "store/report.h"

#include <stdio.h>
#include <string.h>

enum { DATABASE, UNDER, PAIR };

static const option options[] = {
    DESK_DB_OPTION,
    {"--under", "RECORD", "what stands under that roadmap, programme or promise", NULL},
    {"--pair", "A,B", "what two states promised each other", NULL},
};

typedef struct {
    const char *under, *pair;
    str words;
} wanted;

static code pair_tie(change *c, const wanted *w, fault *f) {
    actor_ref one, other;
    TRY(scope_pair(c->a, c->d, w->pair, &one, &other, f));
    change_about(c, "actor", one.id, (str){0}, w->words);
    return pair_reporting_set(c, one.id, other.id, w->words, f);
}

static code tie(change *c, void *context, fault *f) {
    const wanted *w = context;
    int64_t id;
    if (w->pair) return pair_tie(c, w, f);
    TRY(desk_id(w->under, &id, f));
    record_spec s;
    str before;
    TRY(spec_load(c->a, c->d, id, &s, f));
    TRY(spec_text(c->a, &s, &before, f));
    TRY(change_altered(c, "record", id, before, f));
    change_about(c, "record", id, (str){0}, w->words);
    s.sessions = w->words;
    return record_rewrite(c, id, &s, f);
}

static code run(const arguments *given, fault *f) {
    wanted w = {given->values[UNDER], given->values[PAIR], str_trim(str_of(given->words[0]))};
    if (!w.under == !w.pair)
        return fault_set(f, INVALID, NULL, "give --under RECORD or --pair A,B");
    if (str_eq(w.words, S("none"))) w.words = S("");
    return desk_alter(given->values[DATABASE], w.under ? "edit" : "sessions", tie, &w, f);
}

const command command_sessions = {
    .name = "sessions",
    .usage = "NAME --under RECORD | --pair A,B",
    .summary = "reports are due before the sessions of a body",
    .details =
        "NAME has words of the body's name or of its sessions' titles (\"trade and economic\n"
        "commission\"), or is any: every session of a commission of the sides; or none. Before\n"
        "each such session a report is due on all that is open; `due` tells which, and\n"
        "`due --late` what was not reported at the last one.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 1,
    .most_words = 1,
    .run = run,
};
