/* What pairs report before, and minutes of sessions with the reports they offer, in files. */
#include "exchange/register_session.h"

#include "store/actor.h"
#include "store/minutes.h"
#include "store/record_spec.h"
#include "store/report.h"
#include "store/source.h"

bool session_line_is(const jnode *line) {
    return jnode_field(line, "pair") || jnode_field(line, "minutes");
}

static code pair_take(change *c, const jnode *line, bool *made, fault *f) {
    const jnode *list = jnode_field(line, "pair"), *one = list->first;
    const jnode *other = one ? one->next : NULL;
    str words = str_trim(jnode_str(line, "sessions")), was;
    int64_t a, b;
    if (list->type != JNODE_ARRAY || !other || other->next || one->type != JNODE_STRING ||
        other->type != JNODE_STRING)
        return fault_set(f, INVALID, "pair", "must be two codes, such as [\"ECU\", \"PER\"]");
    if (!words.n)
        return fault_set(f, INVALID, "sessions", "any, or words of the session or of its body");
    TRY(actor_resolve_code(c, one->string, &a, f));
    TRY(actor_resolve_code(c, other->string, &b, f));
    TRY(pair_reporting_find(c->a, c->d, a, b, &was, f));
    *made = was.n == 0;
    return *made ? pair_reporting_set(c, a, b, words, f) : OK;
}

static code offer_take(change *c, int64_t minutes_id, int64_t source_id, const jnode *e, fault *f) {
    kept_offer o = {.source_id = source_id,
                    .on = jnode_str(e, "on"),
                    .score = jnode_str(e, "score"),
                    .reason = jnode_str(e, "reason"),
                    .state = jnode_str(e, "state")};
    if (!jnode_int(e, "start", &o.start) || !jnode_int(e, "end", &o.end) || o.start < 0 ||
        o.end < o.start)
        return fault_set(f, INVALID, "reports", "start and end: bytes of the sentence");
    TRY(record_wanted(c->d, "reports", jnode_str(e, "of"), &o.promise_id, f));
    return offer_keep(c, minutes_id, &o, f);
}

static code minutes_take(change *c, const source_names *names, const jnode *line, bool *made,
                         fault *f) {
    str key = jnode_str(line, "minutes");
    const jnode *list = jnode_field(line, "reports");
    int64_t session, source, id;
    if (!key.n) return fault_set(f, INVALID, "minutes", "must be the key of a source");
    TRY(record_wanted(c->d, "session", jnode_str(line, "session"), &session, f));
    TRY(source_named(c, names, key, &source, f));
    TRY(minutes_keep(c, session, source, &id, made, f));
    if (!*made) return OK;
    if (list && list->type != JNODE_ARRAY)
        return fault_set(f, INVALID, "reports", "must be a list");
    for (const jnode *e = list ? list->first : NULL; e; e = e->next)
        TRY(offer_take(c, id, source, e, f));
    return OK;
}

code session_line_take(change *c, const source_names *names, const jnode *line, bool *made,
                       fault *f) {
    return jnode_field(line, "pair") ? pair_take(c, line, made, f)
                                     : minutes_take(c, names, line, made, f);
}

static code pairs_write(db *d, buf *line, code (*put)(void *, fault *), void *context, fault *f) {
    query *q = db_query(d,
                        "WITH pair(id, one, other, sessions) AS (SELECT p.id, "
                        "ifnull(a.code, a.name), ifnull(b.code, b.name), p.sessions "
                        "FROM pair_reporting p JOIN actor a ON a.id = p.a_id "
                        "JOIN actor b ON b.id = p.b_id) "
                        "SELECT min(one, other), max(one, other), sessions FROM pair ORDER BY id",
                        f);
    code result = OK;
    while (result == OK && query_row(q)) {
        jout j;
        jout_init(&j, line);
        jout_open(&j, '{');
        jout_key(&j, "pair");
        jout_open(&j, '[');
        jout_str(&j, column_str(q, 0));
        jout_str(&j, column_str(q, 1));
        jout_close(&j, ']');
        jout_pair_str(&j, "sessions", column_str(q, 2));
        jout_close(&j, '}');
        result = put(context, f);
    }
    code ended = query_end(q);
    return result != OK ? result : ended;
}

static const char sql_offers[] = "SELECT " RECORD_NAME(
    "r") ", o.on_date, o.score, o.state, o.reason, o.start_byte, "
         "o.end_byte FROM report_offer o JOIN record r ON r.id = o.commitment_id "
         "WHERE o.minutes_id = $1 AND r.withdrawn_at IS NULL ORDER BY o.id";

static code offers_write(db *d, jout *j, int64_t minutes_id, fault *f) {
    static const char *const keys[] = {"of", "on", "score", "state", "reason"};
    query *q = db_query(d, sql_offers, f);
    bind_int(q, 1, minutes_id);
    jout_key(j, "reports");
    jout_open(j, '[');
    while (query_row(q)) {
        jout_open(j, '{');
        for (int i = 0; i < 5; i++) jout_pair_str(j, keys[i], column_str(q, i));
        jout_pair_int(j, "start", column_int(q, 5));
        jout_pair_int(j, "end", column_int(q, 6));
        jout_close(j, '}');
    }
    jout_close(j, ']');
    return query_end(q);
}

static const char sql_minutes[] = "SELECT m.id, ifnull(s.key, 'source-' || s.id), " RECORD_NAME(
    "r") " "
         "FROM minutes m JOIN source s ON s.id = m.source_id JOIN record r ON r.id = m.session_id "
         "WHERE r.withdrawn_at IS NULL ORDER BY m.id";

code session_lines_write(db *d, buf *line, code (*put)(void *context, fault *f), void *context,
                         fault *f) {
    TRY(pairs_write(d, line, put, context, f));
    query *q = db_query(d, sql_minutes, f);
    code result = OK;
    while (result == OK && query_row(q)) {
        jout j;
        jout_init(&j, line);
        jout_open(&j, '{');
        jout_pair_str(&j, "minutes", column_str(q, 1));
        jout_pair_str(&j, "session", column_str(q, 2));
        result = offers_write(d, &j, column_int(q, 0), f);
        jout_close(&j, '}');
        if (result == OK) result = put(context, f);
    }
    code ended = query_end(q);
    return result != OK ? result : ended;
}
