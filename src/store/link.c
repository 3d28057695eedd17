#include "store/link.h"

#include "store/commitment_plan.h"
#include "store/record_read.h"

static const char *const kinds[LINK_KIND_COUNT] = {
    "fulfils", "partly_fulfils", "contradicts", "same_as",    "implements", "follows_up",
    "amends",  "supersedes",     "made_under",  "outcome_of", "member_of",  "leads_to"};
static const char *const states[LINK_STATE_COUNT] = {"proposed", "confirmed", "refused"};

const char *link_kind_name(link_kind k) {
    return kinds[k];
}

bool link_kind_of(str name, link_kind *out) {
    for (int i = 0; i < LINK_KIND_COUNT; i++) {
        if (!str_eq_z(name, kinds[i])) continue;
        *out = (link_kind)i;
        return true;
    }
    return false;
}

const char *link_state_name(link_state s) {
    return states[s];
}

bool link_state_of(str name, link_state *out) {
    for (int i = 0; i < LINK_STATE_COUNT; i++) {
        if (!str_eq_z(name, states[i])) continue;
        *out = (link_state)i;
        return true;
    }
    return false;
}

static const char sql_links[] =
    "SELECT l.id, l.kind, 1, l.state, l.reason, l.to_id FROM link l JOIN record r ON r.id = "
    "l.to_id "
    "WHERE l.from_id = $1 AND l.state <> 'refused' AND r.withdrawn_at IS NULL UNION ALL "
    "SELECT l.id, l.kind, 0, l.state, l.reason, l.from_id FROM link l JOIN record r "
    "ON r.id = l.from_id WHERE l.to_id = $1 AND l.state <> 'refused' AND r.withdrawn_at IS NULL "
    "ORDER BY 2, 3 DESC, 6";

code record_links(arena *a, db *d, int64_t record_id, day on, link_row **out, size_t *count,
                  fault *f) {
    link_row *rows = NULL;
    size_t n = 0, capacity = 0;
    query *q = db_query(d, sql_links, f);
    bind_int(q, 1, record_id);
    while (query_row(q)) {
        link_row *grown = arena_grow(a, rows, n, &capacity, sizeof *rows);
        if (!grown) break;
        rows = grown;
        link_row *l = &rows[n++];
        *l = (link_row){.id = column_int(q, 0),
                        .outgoing = column_int(q, 2) != 0,
                        .reason = column_copy(a, q, 4)};
        link_kind_of(column_str(q, 1), &l->kind);
        link_state_of(column_str(q, 3), &l->state);
        l->other.id = column_int(q, 5);
    }
    TRY(query_end(q));
    if (arena_failed(a)) return out_of_memory(f);
    for (size_t i = 0; i < n; i++)
        TRY(record_listed(a, d, rows[i].other.id, on, &rows[i].other, f));
    *out = rows;
    *count = n;
    return OK;
}

code record_members(arena *a, db *d, int64_t group_id, day on, record_row **out, size_t *count,
                    fault *f) {
    query *q = db_query(d,
                        "SELECT from_id FROM link WHERE to_id = $1 AND kind = 'member_of' "
                        "AND state <> 'refused' ORDER BY from_id",
                        f);
    bind_int(q, 1, group_id);
    int64_t *ids;
    size_t n;
    TRY(ids_read(a, q, &ids, &n, f));
    return rows_find(a, d, ids, n, on, out, count, f);
}

/* A confirmed link that fulfils a commitment closes it. */
static code closes(change *c, int64_t to, fault *f) {
    return commitment_close(c->d, to, f);
}

static code state_write(change *c, int64_t id, link_state s, fault *f) {
    query *q = db_query(c->d, "UPDATE link SET state = $2 WHERE id = $1", f);
    bind_int(q, 1, id);
    bind_z(q, 2, states[s]);
    return query_run(q);
}

static code touch(change *c, int64_t from, int64_t to, fault *f) {
    TRY(change_touched(c, from, f));
    TRY(change_touched(c, to, f));
    return closes(c, to, f);
}

code link_add(change *c, int64_t from, int64_t to, link_kind k, link_state s, str reason,
              int64_t *id, fault *f) {
    if (from == to) return fault_set(f, INVALID, "to", "a record is not linked to itself");
    query *q = db_query(
        c->d, "SELECT id, state FROM link WHERE from_id = $1 AND to_id = $2 AND kind = $3", f);
    bind_int(q, 1, from);
    bind_int(q, 2, to);
    bind_z(q, 3, kinds[k]);
    bool there = query_row(q);
    link_state was = s;
    if (there) {
        *id = column_int(q, 0);
        link_state_of(column_str(q, 1), &was);
    }
    TRY(query_end(q));
    if (there) {
        if (was == s) return OK;
        TRY(change_altered(c, "link", *id, str_of(states[was]), f));
        TRY(state_write(c, *id, s, f));
        return touch(c, from, to, f);
    }
    q = db_query(c->d,
                 "INSERT INTO link(from_id, to_id, kind, state, reason) "
                 "VALUES ($1, $2, $3, $4, $5)",
                 f);
    bind_int(q, 1, from);
    bind_int(q, 2, to);
    bind_z(q, 3, kinds[k]);
    bind_z(q, 4, states[s]);
    bind_str(q, 5, reason.p ? reason : S(""));
    TRY(query_run(q));
    *id = db_inserted(c->d);
    TRY(change_made(c, "link", *id, f));
    return touch(c, from, to, f);
}

code link_decide(change *c, int64_t id, link_state s, fault *f) {
    query *q = db_query(c->d, "SELECT from_id, to_id, state FROM link WHERE id = $1", f);
    bind_int(q, 1, id);
    bool found = query_row(q);
    int64_t from = found ? column_int(q, 0) : 0, to = found ? column_int(q, 1) : 0;
    link_state was = LINK_PROPOSED;
    if (found) link_state_of(column_str(q, 2), &was);
    TRY(query_end(q));
    if (!found) return fault_set(f, NOTFOUND, NULL, "no link %lld", (long long)id);
    TRY(change_altered(c, "link", id, str_of(states[was]), f));
    TRY(state_write(c, id, s, f));
    change_about(c, "record", from, str_of(states[was]), str_of(states[s]));
    return touch(c, from, to, f);
}
