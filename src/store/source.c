/* Sources as pages show them. */
#include "store/source.h"

#include "store/record_read.h"

static const char sql_source[] =
    "SELECT " SOURCE_COLUMNS ", s.form, s.language, s.note, s.received_at, s.text, "
    "ifnull(length(s.bytes), length(CAST(s.text AS BLOB))) FROM source s WHERE s.id = $1";
static const char sql_spans[] =
    "SELECT e.start_byte, e.end_byte, e.record_id, e.draft_id, r.family, e.ordinal "
    "FROM evidence e JOIN record r ON r.id = e.record_id WHERE e.source_id = $1 "
    "AND e.end_byte > 0 AND r.withdrawn_at IS NULL ORDER BY e.start_byte, e.end_byte";
static const char sql_records[] =
    "SELECT DISTINCT e.record_id FROM evidence e WHERE e.source_id = $1 ORDER BY e.record_id";
static const char sql_copies[] =
    "SELECT " SOURCE_COLUMNS " FROM source s WHERE s.id <> $1 AND (s.copy_of = $2 OR s.id = $2) "
    "ORDER BY s.id LIMIT 100";

static code span_add(arena *a, source_page *p, size_t *capacity, source_span one, fault *f) {
    source_span *grown = arena_grow(a, p->spans, p->span_count, capacity, sizeof *grown);
    if (!grown) return out_of_memory(f);
    p->spans = grown;
    grown[p->span_count++] = one;
    return OK;
}

static code accepted_spans(arena *a, db *d, source_page *p, size_t *capacity, fault *f) {
    query *q = db_query(d, sql_spans, f);
    bind_int(q, 1, p->ref.id);
    code result = OK;
    while (result == OK && query_row(q)) {
        source_span one = {.start = (size_t)column_int(q, 0),
                           .end = (size_t)column_int(q, 1),
                           .record_id = column_int(q, 2),
                           .draft_id = column_int(q, 3),
                           .ordinal = (size_t)column_int(q, 5)};
        record_of(column_str(q, 4), &one.family);
        result = span_add(a, p, capacity, one, f);
    }
    code ended = query_end(q);
    return result != OK ? result : ended;
}

/* In order of the text; the two parts are sorted already, nearly. */
static void spans_sort(source_span *s, size_t count) {
    for (size_t i = 1; i < count; i++) {
        source_span one = s[i];
        size_t at = i;
        while (at > 0 && (s[at - 1].start > one.start ||
                          (s[at - 1].start == one.start && s[at - 1].end > one.end))) {
            s[at] = s[at - 1];
            at--;
        }
        s[at] = one;
    }
}

static code spans_find(arena *a, db *d, source_page *p, fault *f) {
    size_t capacity = 0;
    TRY(accepted_spans(a, d, p, &capacity, f));
    for (size_t i = 0; i < p->draft_count; i++) {
        const draft_row *row = &p->drafts[i];
        if (row->state != DRAFT_WAITING) continue;
        for (size_t k = 0; k < row->fact.evidence_count; k++)
            TRY(span_add(a, p, &capacity,
                         (source_span){.start = row->fact.evidence[k].start,
                                       .end = row->fact.evidence[k].end,
                                       .draft_id = row->id,
                                       .family = row->fact.record,
                                       .ordinal = k},
                         f));
    }
    spans_sort(p->spans, p->span_count);
    return OK;
}

static code copies_find(arena *a, db *d, source_page *p, fault *f) {
    size_t capacity = 0;
    query *q = db_query(d, sql_copies, f);
    bind_int(q, 1, p->ref.id);
    bind_int(q, 2, p->ref.copy_of ? p->ref.copy_of : p->ref.id);
    while (query_row(q)) {
        source_ref *grown = arena_grow(a, p->copies, p->copy_count, &capacity, sizeof *grown);
        if (!grown) break;
        p->copies = grown;
        source_ref_read(a, q, 0, &grown[p->copy_count++]);
    }
    return query_end(q);
}

code source_find(arena *a, db *d, int64_t id, source_page *out, fault *f) {
    source_page page = {0};
    query *q = db_query(d, sql_source, f);
    bind_int(q, 1, id);
    bool found = query_row(q);
    if (found) {
        source_ref_read(a, q, 0, &page.ref);
        str *texts[] = {&page.form, &page.language, &page.note, &page.received_at, &page.text};
        for (int i = 0; i < 5; i++) *texts[i] = column_copy(a, q, SOURCE_COLUMN_COUNT + i);
        page.byte_count = column_int(q, SOURCE_COLUMN_COUNT + 5);
    }
    TRY(query_end(q));
    if (!found) return fault_set(f, NOTFOUND, NULL, "no source %lld", (long long)id);
    TRY(draft_list(a, d, id, DRAFT_STATE_COUNT, &page.drafts, &page.draft_count, f));
    TRY(spans_find(a, d, &page, f));
    q = db_query(d, sql_records, f);
    bind_int(q, 1, id);
    int64_t *ids;
    size_t n;
    TRY(ids_read(a, q, &ids, &n, f));
    TRY(rows_find(a, d, ids, n, DAY_NONE, &page.records, &page.record_count, f));
    TRY(copies_find(a, d, &page, f));
    if (arena_failed(a)) return out_of_memory(f);
    *out = page;
    return OK;
}

code source_bytes(arena *a, db *d, int64_t id, str *bytes, str *form, fault *f) {
    query *q =
        db_query(d, "SELECT ifnull(bytes, CAST(text AS BLOB)), form FROM source WHERE id = $1", f);
    bind_int(q, 1, id);
    bool found = query_row(q) && !str_eq_z(column_str(q, 1), "cited");
    str kept = {0}, what = {0};
    if (found) {
        kept = str_copy(a, column_blob(q, 0));
        what = column_copy(a, q, 1);
    }
    TRY(query_end(q));
    if (!found) return fault_set(f, NOTFOUND, NULL, "no document %lld", (long long)id);
    if (!kept.p || !what.p) return out_of_memory(f);
    *bytes = kept;
    *form = what;
    return OK;
}

#define BROWSE_COLUMNS                                                                             \
    "SELECT " SOURCE_COLUMNS ", s.form, s.received_at, "                                           \
    "(SELECT count(*) FROM draft d WHERE d.state = 'waiting' AND d.source_id = s.id), "            \
    "(SELECT count(*) FROM draft d WHERE d.state = 'accepted' AND d.source_id = s.id), "           \
    "(SELECT count(*) FROM draft d WHERE d.state = 'rejected' AND d.source_id = s.id) "
static const char sql_browse[] =
    BROWSE_COLUMNS "FROM source s WHERE s.id < $1 ORDER BY s.id DESC LIMIT $2";
static const char sql_waiting[] =
    BROWSE_COLUMNS "FROM (SELECT DISTINCT source_id FROM draft WHERE state = 'waiting' "
                   "AND source_id < $1 ORDER BY source_id DESC LIMIT $2) w "
                   "CROSS JOIN source s ON s.id = w.source_id ORDER BY w.source_id DESC";

code source_browse(arena *a, db *d, bool waiting, str after, size_t limit, source_list *out,
                   fault *f) {
    int64_t below = INT64_MAX;
    if (after.n && !str_int(after, &below))
        return fault_set(f, INVALID, "after", "no key of this list");
    if (limit == 0 || limit > 500) limit = 500;
    source_list page = {.items = arena_array(a, limit, sizeof *page.items), .next = S("")};
    if (!page.items) return out_of_memory(f);
    query *q = db_query(d, waiting ? sql_waiting : sql_browse, f);
    bind_int(q, 1, below);
    bind_int(q, 2, (int64_t)limit + 1);
    bool more = false;
    while (query_row(q)) {
        more = page.count == limit;
        if (more) break;
        source_row *row = &page.items[page.count++];
        source_ref_read(a, q, 0, &row->ref);
        row->form = column_copy(a, q, SOURCE_COLUMN_COUNT);
        row->received_at = column_copy(a, q, SOURCE_COLUMN_COUNT + 1);
        row->waiting = column_int(q, SOURCE_COLUMN_COUNT + 2);
        row->accepted = column_int(q, SOURCE_COLUMN_COUNT + 3);
        row->rejected = column_int(q, SOURCE_COLUMN_COUNT + 4);
    }
    TRY(query_end(q));
    if (more) page.next = str_format(a, "%lld", (long long)page.items[limit - 1].ref.id);
    if (arena_failed(a)) return out_of_memory(f);
    *out = page;
    return OK;
}
