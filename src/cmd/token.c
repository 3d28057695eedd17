#include "cmd/command.h"
#include "cmd/desk.h"
#include "cmd/scope.h"
#include "store/feed_token.h"

#include <string.h>

enum { DATABASE, PAIR, STATE, OWNER, ROADMAP, NAME };

static const option options[] = {
    DESK_DB_OPTION,
    {"--pair", "A,B", "what is due between two states", NULL},
    {"--state", "STATE", "what is due of one state or organisation", NULL},
    {"--owner", "BODY", "what is due of the body that owns it", NULL},
    {"--roadmap", "N", "the actions of a roadmap, by its record's number", NULL},
    {"--name", "TEXT", "whose it is: shown in the list and as the calendar's name", ""},
};

static code make(change *c, void *context, fault *f) {
    const arguments *given = context;
    const char *const *v = given->values;
    followed_filter scope = FOLLOWED_ANY;
    char token[FEED_TOKEN_TEXT];
    int64_t id;
    TRY(scope_take(c->a, c->d, v[PAIR], v[STATE], v[OWNER], v[ROADMAP], &scope, f));
    TRY(feed_token_new(c, str_of(v[NAME]), &scope, token, &id, f));
    printf("token %lld; its address, which is shown this once:\n/feed/%s/calendar.ics\n"
           "and for feed readers:\n/feed/%s/due.atom\n",
           (long long)id, token, token);
    return OK;
}

static code revoke(change *c, void *context, fault *f) {
    const arguments *given = context;
    if (given->word_count < 2) return fault_set(f, INVALID, "revoke", "give the numbers of tokens");
    for (int i = 1; i < given->word_count; i++) {
        int64_t id;
        TRY(desk_id(given->words[i], &id, f));
        TRY(feed_token_revoke(c, id, f));
        printf("token %lld: revoked\n", (long long)id);
    }
    return OK;
}

static code list(desk *k, const arguments *given, fault *f) {
    feed_token *items;
    size_t n;
    (void)given;
    TRY(feed_token_each(k->a, k->d, &items, &n, f));
    for (size_t i = 0; i < n; i++) {
        const feed_token *t = &items[i];
        printf("%5lld  %-8s " STR_FMT "  ", (long long)t->id, t->revoked_at.n ? "revoked" : "works",
               STR_ARG(t->created_at));
        desk_print(stdout, t->scope, 60);
        if (t->name.n) fputs("  ", stdout);
        desk_print(stdout, t->name, 60);
        putchar('\n');
    }
    if (!n) puts("no tokens");
    return OK;
}

static code run(const arguments *given, fault *f) {
    arguments copy = *given;
    const char *word = given->words[0];
    bool making = strcmp(word, "new") == 0, revoking = strcmp(word, "revoke") == 0;
    if (!making && !revoking && strcmp(word, "list") != 0)
        return fault_set(f, INVALID, word, "must be new, list or revoke");
    if (!revoking && given->word_count > 1)
        return fault_set(f, INVALID, given->words[1], "only revoke takes numbers");
    if (!making && !revoking) return desk_show(given->values[DATABASE], list, given, f);
    return desk_alter(given->values[DATABASE], "token", making ? make : revoke, &copy, f);
}

const command command_token = {
    .name = "token",
    .usage = "new [--pair A,B | --state X | --owner BODY | --roadmap N] | list | revoke N...",
    .summary = "calendars and feeds of one's own, at secret addresses that can be revoked",
    .details = "A token opens one calendar, also as a feed, and nothing else. The register keeps "
               "its hash only, so\n"
               "that a lost address cannot be shown again: revoke it and make another.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 1,
    .most_words = -1,
    .run = run,
};
