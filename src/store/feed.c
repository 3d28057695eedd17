#include "store/feed.h"

#include "store/record_read.h"
#include "store/report.h"
#include "store/roadmap.h"

#include <stdlib.h>
#include <string.h>

/* What is due next comes first: a calendar of everything would else be full of what is late. */
enum { EVENTS_MOST = 400, LATE_MOST = 100, LAW_MOST = 50, PAST_DAYS = 366, PAST_FEW_DAYS = 31 };
enum { LONGEST_MEETING = 31, REPORTS_MOST = 50 };

code feed_name(db *d, char out[17], fault *f) {
    static const char digits[] = "0123456789abcdef";
    /* The first entry of the log: kept through backups, and hashed with its time. */
    query *q = db_query(d, "SELECT hash FROM entry ORDER BY id LIMIT 1", f);
    str hash = query_row(q) ? column_blob(q, 0) : (str){0};
    memset(out, '0', 16);
    out[16] = '\0';
    for (size_t i = 0; i < 8 && i < hash.n; i++) {
        out[2 * i] = digits[(unsigned char)hash.p[i] >> 4];
        out[2 * i + 1] = digits[(unsigned char)hash.p[i] & 15];
    }
    return query_end(q);
}

static const char sql_changes[] =
    "SELECT count(*), max(e.at) FROM entry_record r JOIN entry e ON e.id = r.entry_id "
    "WHERE r.record_id = $1";

static code changes_find(arena *a, db *d, const record_row *row, feed_event *to, fault *f) {
    query *q = db_query(d, sql_changes, f);
    bind_int(q, 1, row->id);
    to->changed_at = row->created_at;
    if (query_row(q)) {
        to->sequence = column_int(q, 0);
        if (!column_null(q, 1)) to->changed_at = column_copy(a, q, 1);
    }
    return query_end(q);
}

static const char *path_of(record family) {
    return record_name(family);
}

static code promise_event(arena *a, db *d, const char *name, const promise_row *p, feed_event *to,
                          fault *f) {
    const follow_verdict *x = &p->verdict;
    bool meeting = p->row.family == RECORD_ENGAGEMENT && x->due_first != DAY_NONE &&
                   x->due_last - x->due_first < LONGEST_MEETING;
    *to = (feed_event){
        .uid = str_format(a, "promise-%lld@%s.depositary", (long long)p->row.id, name),
        .title = p->row.label,
        .reason = str_format(a, "%s: " STR_FMT, follow_status_name(x->state), STR_ARG(x->reason)),
        .address = str_format(a, "/%s/%lld", path_of(p->row.family), (long long)p->row.id),
        .first = meeting ? x->due_first : x->due_last,
        .last = x->due_last,
        .sectors = p->row.sectors};
    return changes_find(a, d, &p->row, to, f);
}

static code legal_event(arena *a, db *d, const char *name, const legal_row *l, feed_event *to,
                        fault *f) {
    const char *what = follow_legal_name(l->kind);
    *to = (feed_event){.uid = str_format(a, "law-%s-%lld-%lld@%s.depositary", what,
                                         (long long)l->row.id, (long long)l->party.id, name),
                       .title = str_format(a, "%s: " STR_FMT, what, STR_ARG(l->row.label)),
                       .reason = l->reason,
                       .address = str_format(a, "/instrument/%lld", (long long)l->row.id),
                       .first = l->day,
                       .last = l->day,
                       .sectors = l->row.sectors};
    TRY(changes_find(a, d, &l->row, to, f));
    /* A term that renews itself moves its day without any change to the record. */
    to->sequence += l->kind == LEGAL_NOTICE && l->since != DAY_NONE ? (l->day - l->since) / 28 : 0;
    return OK;
}

static code add_promises(arena *a, db *d, const followed_filter *w, day today, const char *name,
                         feed_event *to, size_t *n, fault *f) {
    promise_page coming, late;
    TRY(promise_due(a, d, w, today, DAY_OPEN - 1, today, S(""), EVENTS_MOST, &coming, f));
    day from = today - (coming.next.n ? PAST_FEW_DAYS : PAST_DAYS);
    size_t room = coming.next.n ? LATE_MOST : EVENTS_MOST + LATE_MOST - coming.count;
    TRY(promise_due(a, d, w, from, today - 1, today, S(""), room, &late, f));
    for (size_t i = 0; i < late.count; i++)
        TRY(promise_event(a, d, name, &late.items[i], &to[(*n)++], f));
    for (size_t i = 0; i < coming.count; i++)
        TRY(promise_event(a, d, name, &coming.items[i], &to[(*n)++], f));
    return OK;
}

static bool is_pending(const follow_verdict *x) {
    return !(FOLLOW_SETTLED >> x->state & 1);
}

/* Of a roadmap: its actions, however deep. */
static code add_roadmap(arena *a, db *d, int64_t root, day today, const char *name, feed_event *to,
                        size_t *n, fault *f) {
    roadmap all;
    promise_row *rows;
    size_t count = 0;
    TRY(roadmap_find(a, d, root, today, &all, f));
    int64_t *ids = arena_array(a, all.count + 1, sizeof *ids);
    if (!ids) return out_of_memory(f);
    for (size_t i = 0; i < all.count && count < EVENTS_MOST; i++) {
        const follow_verdict *x = &all.actions[i].verdict;
        bool dated = x->due_last != DAY_NONE && x->due_last != DAY_OPEN;
        if (is_pending(x) && dated && x->due_last >= today - PAST_DAYS)
            ids[count++] = all.actions[i].id;
    }
    TRY(promise_rows(a, d, ids, count, today, &rows, &count, f));
    for (size_t i = 0; i < count; i++) TRY(promise_event(a, d, name, &rows[i], &to[(*n)++], f));
    return OK;
}

/* One event a session: what has to be reported before it. */
static code add_reports(arena *a, db *d, const followed_filter *w, day today, const char *name,
                        feed_event *to, size_t *n, fault *f) {
    enum { MOST = 500 };
    report_row *rows;
    size_t count;
    TRY(report_browse(a, d, w, false, today, MOST, &rows, &count, f));
    size_t first = *n;
    for (size_t i = 0; i < count; i++) {
        str uid = str_format(a, "reports-%lld@%s.depositary", (long long)rows[i].due.session, name);
        size_t at = first;
        while (at < *n && !str_eq(to[at].uid, uid)) at++;
        if (at == *n) {
            record_row session;
            if (*n - first == REPORTS_MOST) continue;
            TRY(record_find(a, d, rows[i].due.session, today, &session, f));
            to[(*n)++] = (feed_event){
                .uid = uid,
                .title = str_format(a, "reports are due: " STR_FMT, STR_ARG(session.label)),
                .reason = S("to be reported:"),
                .address = str_format(a, "/engagement/%lld", (long long)session.id),
                .first = rows[i].due.by,
                .last = rows[i].due.by,
                .sectors = session.sectors};
            TRY(changes_find(a, d, &session, &to[at], f));
        }
        to[at].reason = str_format(a, STR_FMT " " STR_FMT ";", STR_ARG(to[at].reason),
                                   STR_ARG(rows[i].row.label));
        if (!uid.p || !to[at].reason.p) return out_of_memory(f);
    }
    return OK;
}

static int by_day(const void *a, const void *b) {
    const feed_event *x = a, *y = b;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    return str_cmp(x->uid, y->uid);
}

code feed_events(arena *a, db *d, const followed_filter *w, day today, feed_event **out,
                 size_t *count, fault *f) {
    const legal_filter law = {
        .state = w->state, .other = w->other, .sector = w->sector, .until = today + 365};
    feed_event *events =
        arena_array(a, EVENTS_MOST + LATE_MOST + 3 * LAW_MOST + REPORTS_MOST, sizeof *events);
    legal_row *rows = NULL;
    size_t n = 0, law_count = 0;
    char name[17];
    if (!events) return out_of_memory(f);
    TRY(feed_name(d, name, f));
    if (w->parent)
        TRY(add_roadmap(a, d, w->parent, today, name, events, &n, f));
    else
        TRY(add_promises(a, d, w, today, name, events, &n, f));
    TRY(add_reports(a, d, w, today, name, events, &n, f));
    if (!w->owner && !w->parent)
        TRY(legal_browse(a, d, &law, today, LAW_MOST, &rows, &law_count, f));
    for (size_t i = 0; i < law_count; i++)
        if (rows[i].day >= today - PAST_DAYS)
            TRY(legal_event(a, d, name, &rows[i], &events[n++], f));
    if (arena_failed(a)) return out_of_memory(f);
    if (n) qsort(events, n, sizeof *events, by_day);
    *out = events;
    *count = n;
    return OK;
}
