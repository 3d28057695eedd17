#include "cmd/status_register.h"

#include "base/jout.h"
#include "store/standing.h"

#include <stdio.h>

typedef struct {
    const arguments *given;
    day on;
    actor_ref party; /* id 0: all */
    int64_t instrument;
    buf line;
    size_t count;
    int64_t last_instrument;
    char last_status[32];
} listing;

static void put_json(listing *l, const standing *s) {
    char from[32], to[32];
    jout j;
    str party = s->row.party.code.n ? s->row.party.code : s->row.party.name;
    status_from_text(&s->row, from);
    status_to_text(&s->row, to);
    jout_init(&j, &l->line);
    jout_open(&j, '{');
    jout_pair_int(&j, "instrument", s->instrument_id);
    jout_pair_str(&j, "title", s->label);
    jout_pair_str(&j, "party", s->row.party.id ? party : (str){NULL, 0});
    jout_pair_str(&j, "status", s->row.status);
    jout_pair_str(&j, "from", str_of(from));
    jout_pair_str(&j, "to", *to ? str_of(to) : (str){NULL, 0});
    if (s->row.uncertain) jout_pair_bool(&j, "uncertain", true);
    jout_pair_str(&j, "why", s->row.why);
    jout_key(&j, "acts");
    jout_raw(&j, s->row.acts);
    jout_close(&j, '}');
    buf_put_char(&l->line, '\n');
}

/* "in_force" as people read it. */
static void put_words(buf *b, str word) {
    for (size_t i = 0; i < word.n; i++) buf_put_char(b, word.p[i] == '_' ? ' ' : word.p[i]);
}

static void put_padded(buf *b, size_t from, size_t width) {
    while (b->n - from < width) buf_put_char(b, ' ');
}

static void put_since(buf *b, const status_row *s) {
    char from[32], to[32];
    status_from_text(s, from);
    status_to_text(s, to);
    buf_printf(b, "since %s", from);
    if (*to) buf_printf(b, " until %s", to);
    if (s->uncertain) buf_put_z(b, " (uncertain)");
}

static void put_why(listing *l, const standing *s) {
    if (!l->given->values[STATUS_WHY]) return;
    buf_put_z(&l->line, "          ");
    buf_put(&l->line, s->row.why);
    buf_put_char(&l->line, '\n');
}

/* Of one party: under the heading of its status, an instrument a line. */
static void put_of_party(listing *l, const standing *s) {
    buf *b = &l->line;
    char status[32];
    snprintf(status, sizeof status, STR_FMT, STR_ARG(s->row.status));
    if (!str_eq_z(s->row.status, l->last_status)) {
        if (l->count) buf_put_char(b, '\n');
        put_words(b, s->row.status);
        buf_put_char(b, '\n');
        snprintf(l->last_status, sizeof l->last_status, "%s", status);
    }
    size_t from = b->n;
    buf_printf(b, "  %6lld  ", (long long)s->instrument_id);
    put_since(b, &s->row);
    put_padded(b, from, 28);
    buf_put_z(b, "  ");
    buf_put(b, s->label);
    buf_put_char(b, '\n');
    put_why(l, s);
}

/* Else: an instrument with its own status as the heading, a party a line. */
static void put_of_instrument(listing *l, const standing *s) {
    buf *b = &l->line;
    if (s->instrument_id != l->last_instrument) {
        if (l->count) buf_put_char(b, '\n');
        buf_printf(b, "%lld  " STR_FMT "\n", (long long)s->instrument_id, STR_ARG(s->label));
        l->last_instrument = s->instrument_id;
    }
    size_t from = b->n;
    buf_put_z(b, "  ");
    put_words(b, s->row.status);
    put_padded(b, from, 16);
    put_since(b, &s->row);
    put_padded(b, from, 34);
    buf_put_z(b, "  ");
    if (s->row.party.id)
        buf_put(b, s->row.party.name);
    else
        buf_put_z(b, "the instrument");
    buf_put_char(b, '\n');
    put_why(l, s);
}

static code put(void *context, const standing *s, fault *f) {
    listing *l = context;
    buf_clear(&l->line);
    if (l->given->values[STATUS_JSON])
        put_json(l, s);
    else if (l->party.id)
        put_of_party(l, s);
    else
        put_of_instrument(l, s);
    l->count++;
    if (l->line.code != OK) return fault_set(f, NOMEM, NULL, "not enough memory");
    if (fwrite(l->line.p, 1, l->line.n, stdout) != l->line.n)
        return fault_set(f, IO, "standard output", "cannot write");
    return OK;
}

static code wanted(desk *k, listing *l, fault *f) {
    const char *const *v = l->given->values;
    fault own = {.code = OK};
    l->on = desk_today();
    TRY(desk_day("--on", v[STATUS_ON], &l->on, f));
    TRY(desk_actor(k->a, k->d, "--party", v[STATUS_PARTY], &l->party, f));
    if (!v[STATUS_INSTRUMENT]) return OK;
    code result = instrument_lookup(k->a, k->d, str_of(v[STATUS_INSTRUMENT]), &l->instrument, &own);
    return result == OK ? OK : fault_set(f, result, "--instrument", "%s", own.message);
}

static void say_none(const listing *l) {
    char text[16];
    day_format(l->on, text);
    if (l->given->values[STATUS_JSON] || l->count) return;
    if (l->party.id)
        printf(STR_FMT ": no status on %s\n", STR_ARG(l->party.name), text);
    else
        printf("no status on %s\n", text);
}

static code list(desk *k, const arguments *given, fault *f) {
    listing l = {.given = given};
    TRY(wanted(k, &l, f));
    buf_init(&l.line, (size_t)16 << 20);
    code result = standing_each(k->d, l.party.id, l.instrument, l.on, put, &l, f);
    buf_reset(&l.line);
    if (result == OK) say_none(&l);
    return result;
}

static code rebuild(change *c, void *context, fault *f) {
    status_rebuilt n;
    (void)context;
    TRY(status_rebuild_all(c->d, &n, f));
    c->note = str_format(c->a, "%zu instruments, %zu intervals", n.instruments, n.intervals);
    if (!c->note.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    printf(STR_FMT "\n", STR_ARG(c->note));
    return OK;
}

static code run_rebuild(const arguments *given, fault *f) {
    for (int i = STATUS_ON; i < STATUS_CASES; i++)
        if (given->values[i])
            return fault_set(f, INVALID, "--rebuild",
                             "is of the whole register: only --db goes with it");
    return desk_alter(given->values[STATUS_DB], "rebuild", rebuild, NULL, f);
}

code status_register(const arguments *given, fault *f) {
    if (given->values[STATUS_REBUILD]) return run_rebuild(given, f);
    return desk_show(given->values[STATUS_DB], list, given, f);
}
