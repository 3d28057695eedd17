#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/proposal.h"

#include <stdio.h>
#include <string.h>

enum { DATABASE, RECORD };

static const option options[] = {
    DESK_DB_OPTION,
    {"--record", "N", "only those of one record", NULL},
};

static const char *words_of_kind(link_kind k) {
    if (k == LINK_PARTLY_FULFILS) return "carries out a part of";
    if (k == LINK_SUPERSEDES) return "takes the place of";
    return k == LINK_CONTRADICTS ? "contradicts" : "carries out";
}

static void print_side(const char *before, const record_row *row, str quote) {
    printf("        %s record %lld (%s", before, (long long)row->id, record_name(row->family));
    if (row->date.n) {
        fputs(", ", stdout);
        desk_print(stdout, row->date, 0);
    }
    fputs("): ", stdout);
    desk_print(stdout, row->label, 100);
    putchar('\n');
    if (!quote.n) return;
    fputs("            ", stdout);
    desk_print(stdout, quote, 200);
    putchar('\n');
}

static void print_proposal(const proposal *p, const proposal_quote *quote) {
    printf("%6lld  ", (long long)p->id);
    desk_print(stdout, p->reason, 0);
    putchar('\n');
    print_side("", &p->deed, quote->deed);
    print_side(words_of_kind(p->kind), &p->promise, quote->promise);
}

static code list(desk *k, const arguments *given, fault *f) {
    int64_t record_id = 0;
    str after = S("");
    size_t total = 0;
    if (given->values[RECORD]) TRY(desk_id(given->values[RECORD], &record_id, f));
    do {
        proposal_page page;
        proposal_quote *quotes;
        TRY(proposal_browse(k->a, k->d, record_id, DAY_NONE, after, 200, &page, f));
        TRY(proposal_quotes(k->a, k->d, &page, &quotes, f));
        for (size_t i = 0; i < page.count; i++) print_proposal(&page.items[i], &quotes[i]);
        total += page.count;
        after = page.next;
    } while (after.n);
    if (total == 0) puts("no link is proposed");
    return OK;
}

static code decide(change *c, void *context, fault *f) {
    const arguments *given = context;
    link_state s = strcmp(given->words[0], "confirm") == 0 ? LINK_CONFIRMED : LINK_REFUSED;
    if (given->word_count < 2)
        return fault_set(f, INVALID, given->words[0], "give the numbers of links");
    for (int i = 1; i < given->word_count; i++) {
        int64_t id;
        TRY(desk_id(given->words[i], &id, f));
        TRY(link_decide(c, id, s, f));
        printf("link %lld: %s\n", (long long)id, link_state_name(s));
    }
    return OK;
}

static code find(change *c, void *context, fault *f) {
    size_t made;
    (void)context;
    TRY(propose_above(c, 0, &made, f));
    c->idle = made == 0;
    printf("%zu links proposed\n", made);
    return OK;
}

static code change_links(const arguments *given, fault *f) {
    bool finding = strcmp(given->words[0], "find") == 0;
    arguments copy = *given;
    if (!finding && strcmp(given->words[0], "confirm") && strcmp(given->words[0], "refuse"))
        return fault_set(f, INVALID, given->words[0], "must be confirm, refuse or find");
    return desk_alter(given->values[DATABASE], "link", finding ? find : decide, &copy, f);
}

static code run(const arguments *given, fault *f) {
    if (given->word_count) return change_links(given, f);
    return desk_show(given->values[DATABASE], list, given, f);
}

const command command_links = {
    .name = "links",
    .usage = "[confirm LINK... | refuse LINK... | find] [options]",
    .summary = "which deed carries out which promise: proposals, and what a person decides",
    .details =
        "Without words: the links that are proposed, each with its reason and both sentences.\n"
        "Only a confirmed one counts. `find` compares all records of the register with each\n"
        "other; what was refused is not proposed again. One `undo` takes one call back.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .most_words = -1,
    .run = run,
};
