#include "base/word_take.h"
#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/follow.h"
#include "store/follow_legal.h"
#include "store/report.h"

#include <stdio.h>

enum { DATABASE, UNTIL, LATE, PARTY, WITH, SECTOR, OWNER, ON };

static const option options[] = {
    DESK_DB_OPTION,
    {"--until", "DAY", "due up to that day (else the next 90 days)", NULL},
    {"--late", NULL, "only what is past", NULL},
    {"--party", "STATE", "of one state or organisation (code or name)", NULL},
    {"--with", "STATE", "and of that one too", NULL},
    {"--sector", "SECTOR", "of one sector", NULL},
    {"--owner", "BODY", "of the agency, company or person that owns it", NULL},
    {"--on", "DAY", "as of that day; today where not given", NULL},
};

enum { LEGAL_MOST = 200, REPORTS_MOST = 500 };

typedef struct {
    followed_filter filter;
    day today, until;
    bool late;
} wanted;

static code print_promise(desk *k, const promise_row *p, fault *f) {
    str reason;
    TRY(follow_reason_named(k->a, &p->verdict, &reason, f));
    printf("%6lld  %-10s %-22.22s ", (long long)p->row.id, follow_status_name(p->verdict.state),
           p->due.n ? p->due.p : "-");
    desk_print(stdout, p->row.label, 90);
    fputs("\n        ", stdout);
    desk_print(stdout, reason, 0);
    putchar('\n');
    return OK;
}

static code print_promises(desk *k, const wanted *w, size_t *total, fault *f) {
    str after = S("");
    day until = w->late ? w->today - 1 : w->until;
    do {
        promise_page page;
        TRY(promise_due(k->a, k->d, &w->filter, DAY_NONE, until, w->today, after, 200, &page, f));
        for (size_t i = 0; i < page.count; i++) TRY(print_promise(k, &page.items[i], f));
        *total += page.count;
        after = page.next;
    } while (after.n);
    return OK;
}

/* Reports before a session, or those that were not made at the last. */
static code print_reports(desk *k, const wanted *w, size_t *total, fault *f) {
    report_row *rows;
    size_t n;
    TRY(report_browse(k->a, k->d, &w->filter, w->late, w->today, REPORTS_MOST, &rows, &n, f));
    if (n)
        printf("%s%s\n", *total ? "\n" : "",
               w->late ? "not reported at the last session (which is not the same as not done)"
                       : "reports before a session");
    for (size_t i = 0; i < n; i++) {
        char by[16];
        day_format(rows[i].due.by, by);
        printf("%6lld  %-10s %-22s ", (long long)rows[i].row.id, w->late ? "no report" : "report",
               by);
        desk_print(stdout, rows[i].row.label, 90);
        fputs("\n        ", stdout);
        desk_print(stdout, rows[i].due.reason, 0);
        if (rows[i].owner.n) fputs("; owner: ", stdout);
        desk_print(stdout, rows[i].owner, 0);
        putchar('\n');
    }
    *total += n;
    return OK;
}

static void print_legal(const legal_row *l) {
    char on[16];
    day_format(l->day, on);
    printf("%6lld  %-10s %-22s ", (long long)l->row.id, follow_legal_name(l->kind), on);
    desk_print(stdout, l->row.label, 90);
    fputs("\n        ", stdout);
    desk_print(stdout, l->reason, 0);
    putchar('\n');
}

static code print_law(desk *k, const wanted *w, size_t *total, fault *f) {
    const legal_filter filter = {.state = w->filter.state,
                                 .other = w->filter.other,
                                 .sector = w->filter.sector,
                                 .late = w->late,
                                 .until = w->until};
    legal_row *rows;
    size_t n;
    if (w->filter.owner) return OK; /* the law's deadlines are owned by states */
    TRY(legal_browse(k->a, k->d, &filter, w->today, LEGAL_MOST, &rows, &n, f));
    if (n) printf("%sunder the law\n", *total ? "\n" : "");
    for (size_t i = 0; i < n; i++) print_legal(&rows[i]);
    *total += n;
    return OK;
}

static code options_take(desk *k, const arguments *given, wanted *w, fault *f) {
    const char *const *v = given->values;
    actor_ref party = {.id = 0}, with = party, owner = party;
    *w = (wanted){.filter = FOLLOWED_ANY, .today = desk_today(), .late = v[LATE] != NULL};
    TRY(desk_day("--on", v[ON], &w->today, f));
    w->until = w->today + 90;
    TRY(desk_day("--until", v[UNTIL], &w->until, f));
    if (v[SECTOR]) TRY(sector_take("--sector", str_of(v[SECTOR]), &w->filter.sector, f));
    TRY(desk_actor(k->a, k->d, "--party", v[PARTY], &party, f));
    TRY(desk_actor(k->a, k->d, "--with", v[WITH], &with, f));
    TRY(desk_actor(k->a, k->d, "--owner", v[OWNER], &owner, f));
    w->filter.state = party.id;
    w->filter.other = with.id;
    w->filter.owner = owner.id;
    if (w->filter.other && !w->filter.state)
        return fault_set(f, INVALID, "--with", "goes with --party");
    return OK;
}

static code list(desk *k, const arguments *given, fault *f) {
    wanted w;
    size_t total = 0;
    TRY(options_take(k, given, &w, f));
    TRY(print_promises(k, &w, &total, f));
    TRY(print_reports(k, &w, &total, f));
    TRY(print_law(k, &w, &total, f));
    if (total == 0) puts("nothing is due");
    return OK;
}

static code run(const arguments *given, fault *f) {
    return desk_show(given->values[DATABASE], list, given, f);
}

const command command_due = {
    .name = "due",
    .usage = "[options]",
    .summary = "what was promised and is due or late, and what the law asks for",
    .details =
        "Each line has the record, where it stands, the day, and below it why. What no source\n"
        "tells of is late and said to be so; it is not called \"not done\". Reports on what is\n"
        "tied to the sessions of a commission (`depositary sessions`) are due before each of\n"
        "them.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run,
};
