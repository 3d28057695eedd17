#include "exchange/digest.h"
#include "base/file.h"
#include "base/hash.h"
#include "cmd/command.h"
#include "cmd/desk.h"
#include "cmd/scope.h"
#include "exchange/mail.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DATABASE, PAIR, STATE, SINCE, ON, DAYS, SITE, FROM, TO, MBOX, OUT, SENDMAIL, QUIET };

static const option options[] = {
    DESK_DB_OPTION,
    {"--pair", "A,B", "of what is between two states", NULL},
    {"--state", "STATE", "of one state or organisation (else of the whole register)", NULL},
    {"--since", "DAY", "changes from that day on (else of the last seven days)", NULL},
    {"--on", "DAY", "as of that day; today where not given", NULL},
    {"--days", "N", "what is due within so many days", "30"},
    {"--site", "ADDRESS", "of the register's pages: https://example.org", ""},
    {"--from", "ADDR", "the sender", "depositary@localhost"},
    {"--to", "ADDR", "the readers, commas between", "depositary@localhost"},
    {"--mbox", "FILE", "add the message to a mail folder", NULL},
    {"--out", "FILE", "write the message to a file of its own", NULL},
    {"--sendmail", "PATH", "send it through a program such as /usr/sbin/sendmail", NULL},
    {"--quiet", NULL, "make no message where there is nothing to tell", NULL},
};

enum { SENDMAIL_SECONDS = 120, DAYS_MOST = 3660 };

typedef struct {
    followed_filter scope;
    day since, today;
    int days;
    str site, about, to[MAIL_TO_MOST];
    mail m;
} wanted;

static code site_take(str site, str *out, fault *f) {
    bool fits = !site.n || str_starts(site, S("https://")) || str_starts(site, S("http://"));
    for (size_t i = 0; i < site.n; i++) fits = fits && site.p[i] > 32 && site.p[i] < 127;
    if (!fits) return fault_set(f, INVALID, "--site", "must begin with https:// or http://");
    while (site.n && site.p[site.n - 1] == '/') site.n--;
    *out = site;
    return OK;
}

static code about_find(desk *k, const followed_filter *w, str *out, fault *f) {
    actor a, b;
    *out = S("What states have promised");
    if (!w->state) return OK;
    TRY(actor_find(k->a, k->d, w->state, &a, f));
    *out = a.ref.name;
    if (!w->other) return OK;
    TRY(actor_find(k->a, k->d, w->other, &b, f));
    *out = str_format(k->a, STR_FMT " and " STR_FMT, STR_ARG(a.ref.name), STR_ARG(b.ref.name));
    return out->p ? OK : fault_set(f, NOMEM, NULL, "not enough memory");
}

static code options_take(desk *k, const arguments *given, wanted *w, fault *f) {
    const char *const *v = given->values;
    int64_t days;
    *w = (wanted){.today = desk_today()};
    TRY(scope_take(k->a, k->d, v[PAIR], v[STATE], NULL, NULL, &w->scope, f));
    TRY(desk_day("--on", v[ON], &w->today, f));
    w->since = w->today - 7;
    TRY(desk_day("--since", v[SINCE], &w->since, f));
    TRY(option_number("--days", v[DAYS], 0, DAYS_MOST, &days, f));
    w->days = (int)days;
    TRY(site_take(str_of(v[SITE]), &w->site, f));
    w->m.from = str_of(v[FROM]);
    TRY(mail_address_check("--from", w->m.from, f));
    TRY(mail_addresses("--to", str_of(v[TO]), w->to, &w->m.to_count, f));
    w->m.to = w->to;
    if ((v[MBOX] != NULL) + (v[OUT] != NULL) + (v[SENDMAIL] != NULL) > 1)
        return fault_set(f, INVALID, NULL, "one of --mbox, --out and --sendmail at a time");
    return about_find(k, &w->scope, &w->about, f);
}

static code deliver(const char *const *v, const mail *m, str message, buf *local, fault *f) {
    if (v[OUT]) return file_write(v[OUT], message, f);
    if (v[MBOX])
        mbox_put(local, message, m->from, m->at);
    else
        mail_put_local(local, message);
    if (local->code != OK) return fault_set(f, NOMEM, NULL, "not enough memory");
    if (v[MBOX]) return mbox_append(v[MBOX], buf_str(local), f);
    return sendmail_run(v[SENDMAIL], m, buf_str(local), SENDMAIL_SECONDS, f);
}

static code send(const char *const *v, wanted *w, const digest *x, str text, fault *f) {
    buf subject, message, local;
    char id[SECRET_TEXT + 1];
    buf_init(&subject, 0);
    buf_init(&message, 0);
    buf_init(&local, 0);
    secret_text(id);
    digest_subject(&subject, x, w->about);
    w->m.subject = buf_str(&subject);
    w->m.text = text;
    w->m.at = (int64_t)time(NULL);
    w->m.id = str_of(id);
    code result = mail_write(&message, &w->m, f);
    if (result == OK) result = deliver(v, &w->m, buf_str(&message), &local, f);
    buf_reset(&subject);
    buf_reset(&message);
    buf_reset(&local);
    return result;
}

static code make(desk *k, const arguments *given, fault *f) {
    const char *const *v = given->values;
    wanted w;
    digest x;
    buf text;
    TRY(options_take(k, given, &w, f));
    TRY(digest_find(k->a, k->d, &w.scope, w.since, w.today, w.days, &x, f));
    db_end(k->d); /* nobody waits for a mail program */
    if (v[QUIET] && digest_is_empty(&x)) {
        puts("nothing to tell");
        return OK;
    }
    buf_init(&text, 0);
    digest_text(&text, &x, w.about, w.site, w.since, w.today);
    bool prints = !v[MBOX] && !v[OUT] && !v[SENDMAIL];
    code result = text.code == OK ? OK : fault_set(f, NOMEM, NULL, "not enough memory");
    if (result == OK && prints) fwrite(text.p, 1, text.n, stdout);
    if (result == OK && !prints) result = send(v, &w, &x, buf_str(&text), f);
    buf_reset(&text);
    return result;
}

static code run(const arguments *given, fault *f) {
    return desk_show(given->values[DATABASE], make, given, f);
}

const command command_digest = {
    .name = "digest",
    .usage = "[--pair A,B | --state X] [--mbox FILE | --out FILE | --sendmail PATH] [options]",
    .summary = "what changed, is late, comes due and waits for a decision, as a mail",
    .details =
        "Without a place to put the message its text is printed. Run it from cron: a folder\n"
        "grows by one message a call, and a sendmail that fails ends with an error.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run,
};
