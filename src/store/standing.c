/* Statuses across instruments, and between two states. */
#include "store/standing.h"

#include "law/missing.h"
#include "store/record_read.h"
#include "store/search.h"
#include "store/status_material.h"
#include "store/status_sql.h"

#include <stdio.h>
#include <string.h>

#define COLUMNS                                                                                    \
    "r.id, r.label, t.status, t.from_day, t.to_day, t.from_first, t.to_first, t.uncertain, "       \
    "t.why, t.acts, a.id, a.kind, a.code, a.name, "                                                \
    "(SELECT o.status FROM status o WHERE " STATUS_OF("o", "r.id",                                 \
                                                      "0") "AND " STATUS_ON("o", "$3") "LIMIT 1) "
#define JOINED "LEFT JOIN actor a ON a.id = t.party_id "
static const char sql_of_party[] =
    "WITH under(id) AS (SELECT DISTINCT instrument_id FROM act WHERE party_id = $1) SELECT " COLUMNS
    "FROM under CROSS JOIN record r ON r.id = under.id CROSS JOIN status t "
    "ON " STATUS_OF("t", "under.id", "$1") JOINED "WHERE r.withdrawn_at IS NULL AND " STATUS_ON(
        "t", "$3") "ORDER BY CASE t.status WHEN 'in_force' THEN 0 WHEN 'provisional' THEN 1 WHEN "
                   "'suspended' THEN 2 WHEN 'contracting' THEN 3 WHEN 'signatory' THEN 4 ELSE 5 "
                   "END, t.from_day DESC, r.id";
static const char sql_of_both[] =
    "SELECT " COLUMNS "FROM record r CROSS JOIN status t ON " STATUS_OF("t", "r.id", "$1") JOINED
    "WHERE r.id = $2 AND " STATUS_ON("t", "$3");
static const char sql_of_instrument[] =
    "SELECT " COLUMNS "FROM record r CROSS JOIN status t ON " STATUS_UNDER("t", "r.id") JOINED
    "WHERE r.id = $2 AND " STATUS_ON("t", "$3") "ORDER BY t.party_id <> 0, a.name, a.id";
static const char sql_of_all[] =
    "SELECT " COLUMNS "FROM record r INDEXED BY record_by_day CROSS JOIN status t "
    "ON " STATUS_UNDER("t", "r.id") JOINED
    "WHERE r.family = 'instrument' AND r.withdrawn_at IS NULL AND " STATUS_ON(
        "t", "$3") "ORDER BY r.sort_day DESC, r.id DESC, t.id";

static void row_read(arena *a, query *q, int at, status_row *out) {
    *out = (status_row){.status = column_copy(a, q, at),
                        .from = column_day(q, at + 1, DAY_NONE),
                        .to = column_day(q, at + 2, DAY_OPEN),
                        .uncertain = column_int(q, at + 5) != 0,
                        .why = column_copy(a, q, at + 6),
                        .acts = column_copy(a, q, at + 7)};
    out->from_first = column_day(q, at + 3, out->from);
    out->to_first = column_day(q, at + 4, out->to);
}

void status_from_text(const status_row *s, char out[32]) {
    law_from_text(&(law_interval){.from = s->from, .from_first = s->from_first}, out);
}

void status_to_text(const status_row *s, char out[32]) {
    law_to_text(&(law_interval){.to = s->to, .to_first = s->to_first}, out);
}

static code each_row(query *q, arena *a, code (*each)(void *, const standing *, fault *),
                     void *context, fault *f) {
    code result = OK;
    while (result == OK && query_row(q)) {
        arena_reset(a);
        standing s = {.instrument_id = column_int(q, 0),
                      .label = column_copy(a, q, 1),
                      .own = column_copy(a, q, 14)};
        row_read(a, q, 2, &s.row);
        actor_ref_read(a, q, 10, &s.row.party);
        result = arena_failed(a) ? out_of_memory(f) : each(context, &s, f);
    }
    code ended = query_end(q);
    return result != OK ? result : ended;
}

code standing_each(db *d, int64_t party, int64_t instrument_id, day on,
                   code (*each)(void *context, const standing *s, fault *f), void *context,
                   fault *f) {
    arena *a = arena_new((size_t)16 << 20);
    if (!a) return out_of_memory(f);
    const char *sql = party           ? instrument_id ? sql_of_both : sql_of_party
                      : instrument_id ? sql_of_instrument
                                      : sql_of_all;
    query *q = db_query(d, sql, f);
    if (party) bind_int(q, 1, party);
    if (instrument_id) bind_int(q, 2, instrument_id);
    bind_int(q, 3, on);
    code result = each_row(q, a, each, context, f);
    arena_free(a);
    return result;
}

static const char sql_one[] =
    "SELECT t.status, t.from_day, t.to_day, t.from_first, t.to_first, t.uncertain, t.why, t.acts "
    "FROM status t WHERE " STATUS_OF("t", "$1", "$2") "AND " STATUS_ON("t", "$3") "LIMIT 1";

static code one_find(arena *a, db *d, int64_t id, int64_t party, day on, status_row *out,
                     fault *f) {
    *out = (status_row){.from = DAY_NONE, .to = DAY_OPEN};
    query *q = db_query(d, sql_one, f);
    bind_int(q, 1, id);
    bind_int(q, 2, party);
    bind_int(q, 3, on);
    if (query_row(q)) row_read(a, q, 0, out);
    return query_end(q);
}

static bool is(const status_row *s, law_status_word w) {
    return str_eq_z(s->status, law_status_name(w));
}

static bool binds(const status_row *s) {
    return is(s, STATUS_IN_FORCE) || is(s, STATUS_PROVISIONAL) || is(s, STATUS_SUSPENDED);
}

/* A party of which nothing is known under an instrument that is in force has yet to come in. */
static between between_of(const pair_standing *p) {
    if (is(&p->own, STATUS_ENDED) || is(&p->a, STATUS_ENDED) || is(&p->b, STATUS_ENDED))
        return BETWEEN_ENDED;
    if (binds(&p->a) && binds(&p->b)) return BETWEEN_IN_FORCE;
    if (p->own.status.n || p->a.status.n || p->b.status.n) return BETWEEN_PENDING;
    if (p->row->modality == MODALITY_PLANNED) return BETWEEN_PENDING;
    return BETWEEN_UNKNOWN;
}

static code sides_of(arena *a, db *d, int64_t id, str **out, size_t *count, fault *f) {
    size_t capacity = 0, n = 0;
    str *sides = NULL;
    query *q = db_query(d,
                        "SELECT a.id, a.code FROM record_party p JOIN actor a ON a.id = p.actor_id "
                        "WHERE p.record_id = $1 AND p.role = 'side'",
                        f);
    bind_int(q, 1, id);
    while (query_row(q)) {
        str *grown = arena_grow(a, sides, n, &capacity, sizeof *sides);
        if (!grown) break;
        sides = grown;
        str code_ = column_copy(a, q, 1);
        sides[n++] = code_.n ? code_ : str_format(a, "#%lld", (long long)column_int(q, 0));
    }
    TRY(query_end(q));
    if (arena_failed(a)) return out_of_memory(f);
    *out = sides;
    *count = n;
    return OK;
}

/* Sides that have done nothing yet have no name in the material: the register has. */
typedef struct {
    arena *a;
    db *d;
    material *m;
} naming;

static str name_of(void *context, str code_) {
    naming *n = context;
    actor_ref ref;
    const named *p = material_party(n->m, code_);
    if (p) return p->name;
    if (str_starts(code_, S("#")) || actor_find_code(n->a, n->d, code_, &ref, NULL) != OK)
        return code_;
    return ref.name;
}

code instrument_missing(arena *a, db *d, int64_t id, day on, str *out, fault *f) {
    material m;
    str *sides = NULL;
    size_t n = 0;
    buf text;
    TRY(material_find(a, d, id, &m, f));
    TRY(sides_of(a, d, id, &sides, &n, f));
    naming names = {a, d, &m};
    buf_init(&text, (size_t)1 << 16);
    code result = law_missing(a, &m.in, sides, n, on, (law_names){name_of, &names}, &text, f);
    *out = str_copy(a, text.n ? buf_str(&text) : S(""));
    buf_reset(&text);
    if (result == OK && !out->p) return out_of_memory(f);
    return result;
}

/* Of an instrument that is in force for others, what a party of the pair has done so far. */
static str party_missing(arena *a, const status_row *s, const char *code_) {
    if (binds(s)) return S("");
    if (!s->status.n) return str_format(a, "%s has done nothing under it yet", code_);
    return str_format(a, "%s: " STR_FMT, code_, STR_ARG(s->why));
}

static code pending_tell(arena *a, db *d, const actor_ref *x, const actor_ref *y, day on,
                         pair_standing *p, fault *f) {
    if (!p->own.status.n && !p->a.status.n && !p->b.status.n) {
        p->missing = S("planned; nothing that was done for it is recorded");
        return OK;
    }
    if (!is(&p->own, STATUS_IN_FORCE) && !is(&p->own, STATUS_SUSPENDED))
        return instrument_missing(a, d, p->row->id, on, &p->missing, f);
    const char *one = str_z(a, x->name), *two = str_z(a, y->name);
    if (!one || !two) return out_of_memory(f);
    str first = party_missing(a, &p->a, one), second = party_missing(a, &p->b, two);
    p->missing = str_format(a, STR_FMT "%s" STR_FMT, STR_ARG(first),
                            first.n && second.n ? "; " : "", STR_ARG(second));
    return p->missing.p ? OK : out_of_memory(f);
}

code standing_between(arena *a, db *d, int64_t first, int64_t second, const record_row *rows,
                      size_t count, day on, pair_standing **out, fault *f) {
    pair_standing *all = arena_array(a, count + 1, sizeof *all);
    actor_ref x, y;
    if (!all) return out_of_memory(f);
    TRY(actor_ref_find(a, d, first, &x, f));
    TRY(actor_ref_find(a, d, second, &y, f));
    for (size_t i = 0; i < count; i++) {
        pair_standing *p = &all[i];
        *p = (pair_standing){.row = &rows[i], .missing = S("")};
        TRY(one_find(a, d, rows[i].id, 0, on, &p->own, f));
        TRY(one_find(a, d, rows[i].id, first, on, &p->a, f));
        TRY(one_find(a, d, rows[i].id, second, on, &p->b, f));
        p->between = between_of(p);
        if (p->between == BETWEEN_PENDING) TRY(pending_tell(a, d, &x, &y, on, p, f));
    }
    if (arena_failed(a)) return out_of_memory(f);
    *out = all;
    return OK;
}

static code by_number_or_ref(db *d, str words, int64_t *out, fault *f) {
    int64_t number = 0;
    bool is_number = str_int(words, &number);
    query *q = db_query(d,
                        "SELECT id FROM record WHERE id = $1 AND family = 'instrument' UNION ALL "
                        "SELECT id FROM record WHERE ref = $2 AND family = 'instrument'",
                        f);
    if (is_number) bind_int(q, 1, number);
    bind_str(q, 2, words);
    *out = query_row(q) ? column_int(q, 0) : 0;
    TRY(query_end(q));
    if (*out || !is_number) return OK;
    return fault_set(f, NOTFOUND, NULL, "no instrument has the number %lld", (long long)number);
}

static code several(arena *a, const hit_page *page, str words, fault *f) {
    buf list;
    buf_init(&list, 360);
    for (size_t i = 0; i < page->count && i < 5 && list.n < 300; i++)
        buf_printf(&list, "%s%lld (%.60s)", i ? ", " : "", (long long)page->items[i].id,
                   str_z(a, page->items[i].record.label));
    code result =
        fault_set(f, CONFLICT, NULL, "several instruments fit \"%.*s\": %.*s%s; say its number",
                  (int)(words.n < 60 ? words.n : 60), words.p, (int)list.n, list.p ? list.p : "",
                  page->count > 5 ? " and more" : "");
    buf_reset(&list);
    return result;
}

code instrument_lookup(arena *a, db *d, str words, int64_t *out, fault *f) {
    hit_page page;
    words = str_trim(words);
    if (!words.n) return fault_set(f, INVALID, NULL, "an instrument: number, ref or title");
    TRY(by_number_or_ref(d, words, out, f));
    if (*out) return OK;
    TRY(search(a, d, words, S("instrument"), false, DAY_NONE, S(""), 6, &page, f));
    size_t same = 0, at = 0;
    for (size_t i = 0; i < page.count; i++) {
        if (!str_eq_nocase(page.items[i].record.title, words)) continue;
        same++;
        at = i;
    }
    if (!page.count)
        return fault_set(f, NOTFOUND, NULL, "no instrument is called \"%.*s\"",
                         (int)(words.n < 80 ? words.n : 80), words.p);
    if (page.count > 1 && same != 1) return several(a, &page, words, f);
    *out = page.items[at].id;
    return OK;
}
