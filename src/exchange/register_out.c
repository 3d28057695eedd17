/* Records as NDJSON, out. */
#include "exchange/register.h"

#include "exchange/register_session.h"
#include "store/commitment.h"
#include "store/instrument.h"
#include "store/link.h"
#include "store/record_spec.h"

#include <stdio.h>

typedef struct {
    db *d;
    code (*put)(void *, str, fault *);
    void *context;
    arena *a; /* of one line */
    buf line;
} writing;

static void pair(jout *j, const char *key, str value) {
    if (value.n) jout_pair_str(j, key, value);
}

static code line_put(writing *w, fault *f) {
    buf_put_char(&w->line, '\n');
    if (w->line.code != OK) return fault_set(f, NOMEM, NULL, "not enough memory");
    code result = w->put(w->context, buf_str(&w->line), f);
    buf_clear(&w->line);
    arena_reset(w->a);
    return result;
}

static const char sql_sources[] =
    "SELECT ifnull(key, 'source-' || id), address, publisher, published, title, note, "
    "iif(text = '', '', language), text FROM source ORDER BY id";

static code sources_write(writing *w, fault *f) {
    static const char *const keys[] = {"source", "address", "publisher", "published",
                                       "title",  "note",    "language",  "text"};
    query *q = db_query(w->d, sql_sources, f);
    code result = OK;
    while (result == OK && query_row(q)) {
        jout j;
        jout_init(&j, &w->line);
        jout_open(&j, '{');
        for (int i = 0; i < 8; i++) pair(&j, keys[i], column_str(q, i));
        jout_close(&j, '}');
        result = line_put(w, f);
    }
    code ended = query_end(q);
    return result != OK ? result : ended;
}

/* Rows of objects: a list under `key`, the columns under `names`; nothing where there is none. */
static code list_write(writing *w, jout *j, const char *key, const char *sql, int64_t id,
                       const char *const *names, fault *f) {
    query *q = db_query(w->d, sql, f);
    bind_int(q, 1, id);
    bool any = false;
    while (query_row(q)) {
        if (!any) {
            jout_key(j, key);
            jout_open(j, '[');
        }
        any = true;
        jout_open(j, '{');
        for (int i = 0; names[i]; i++) pair(j, names[i], column_str(q, i));
        jout_close(j, '}');
    }
    if (any) jout_close(j, ']');
    return query_end(q);
}

#define KEY "ifnull(s.key, 'source-' || s.id)"
static const struct {
    const char *key, *sql;
    const char *names[8];
} lists[] = {
    {"acts",
     "SELECT ifnull(a.code, a.name), t.act, t.on_date, t.effect, "
     "iif(t.by_id IS NULL, '', " RECORD_NAME(
         "b") "), t.note, " KEY " FROM act t LEFT JOIN actor a ON a.id = t.party_id LEFT JOIN "
              "source s ON s.id = t.source_id "
              "LEFT JOIN record b ON b.id = t.by_id "
              "WHERE t.instrument_id = $1 ORDER BY t.id",
     {"party", "act", "on", "effect", "by", "note", "source"}},
    {"links",
     "SELECT l.kind, " RECORD_NAME("r") ", l.state, l.reason FROM link l "
                                        "JOIN record r ON r.id = l.to_id WHERE l.from_id = $1 AND "
                                        "r.withdrawn_at IS NULL ORDER BY "
                                        "l.id",
     {"kind", "to", "state", "reason"}},
    {"claims",
     "SELECT c.field, c.value, " KEY " FROM claim c LEFT JOIN source s ON s.id = c.source_id "
     "WHERE c.record_id = $1 ORDER BY c.field, c.held DESC, c.id",
     {"field", "value", "source"}},
    {"plan",
     "SELECT p.start, p.due, p.reason, " KEY " FROM plan p LEFT JOIN source s "
     "ON s.id = p.source_id WHERE p.commitment_id = $1 ORDER BY p.version",
     {"start", "due", "reason", "source"}},
    {"progress",
     "SELECT p.on_date, p.score, p.note, " KEY ", ifnull(ifnull(a.code, a.name), ''), "
     "ifnull(CAST(p.value AS TEXT), ''), ifnull(p.start_byte || '-' || p.end_byte, '') "
     "FROM progress p LEFT JOIN source s "
     "ON s.id = p.source_id LEFT JOIN actor a ON a.id = p.reporter_id "
     "WHERE p.commitment_id = $1 ORDER BY p.id",
     {"on", "score", "note", "source", "reporter", "value", "span"}},
    {"sources",
     "SELECT " KEY ", group_concat(e.ordinal || ':' || e.start_byte || '-' || e.end_byte, ' ') "
     "FILTER (WHERE e.end_byte > 0) "
     "FROM (SELECT * FROM evidence WHERE record_id = $1 ORDER BY source_id, ordinal, start_byte) e "
     "JOIN source s ON s.id = e.source_id GROUP BY e.source_id ORDER BY e.source_id",
     {"key", "spans"}},
};

static const char sql_names[] = "SELECT " RECORD_NAME("r") ", iif(p.id IS NULL, '', " RECORD_NAME(
    "p") ") FROM record r "
         "LEFT JOIN commitment c ON c.id = r.id LEFT JOIN record p ON p.id = c.parent_id "
         "WHERE r.id = $1";

static code names_load(writing *w, int64_t id, record_spec *s, fault *f) {
    query *q = db_query(w->d, sql_names, f);
    bind_int(q, 1, id);
    if (query_row(q)) {
        s->ref = column_copy(w->a, q, 0);
        s->parent = column_copy(w->a, q, 1);
    }
    TRY(query_end(q));
    return s->ref.p && s->parent.p ? OK : fault_set(f, NOMEM, NULL, "not enough memory");
}

static code record_write(writing *w, int64_t id, fault *f) {
    record_spec s;
    TRY(spec_load(w->a, w->d, id, &s, f));
    TRY(names_load(w, id, &s, f));
    jout j;
    jout_init(&j, &w->line);
    spec_print(&j, &s);
    /* The lists belong into the same object: its bracket is opened again. */
    if (w->line.n) w->line.n--;
    j = (jout){.out = &w->line, .depth = 1, .has_items = 2};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        TRY(list_write(w, &j, lists[i].key, lists[i].sql, id, lists[i].names, f));
    jout_close(&j, '}');
    return line_put(w, f);
}

static code records_write(writing *w, fault *f) {
    query *q = db_query(w->d, "SELECT id FROM record WHERE withdrawn_at IS NULL ORDER BY id", f);
    code result = OK;
    while (result == OK && query_row(q)) result = record_write(w, column_int(q, 0), f);
    code ended = query_end(q);
    return result != OK ? result : ended;
}

static code session_line_put(void *context, fault *f) {
    return line_put(context, f);
}

code register_export(db *d, code (*put)(void *context, str line, fault *f), void *context,
                     fault *f) {
    writing w = {.d = d, .put = put, .context = context, .a = arena_new((size_t)64 << 20)};
    if (!w.a) return fault_set(f, NOMEM, NULL, "not enough memory");
    buf_init(&w.line, 0);
    code result = sources_write(&w, f);
    if (result == OK) result = records_write(&w, f);
    if (result == OK) result = session_lines_write(d, &w.line, session_line_put, &w, f);
    buf_reset(&w.line);
    arena_free(w.a);
    return result;
}
