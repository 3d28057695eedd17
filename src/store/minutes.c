#include "store/minutes.h"

#include "store/commitment.h"
#include "store/record_read.h"
#include "store/record_spec.h"
#include "store/report.h"

const char *offer_state_name(offer_state s) {
    static const char *const names[OFFER_STATE_COUNT] = {"waiting", "accepted", "refused"};
    return names[s];
}

typedef struct {
    str text, published, language;
} document;

static code source_read(arena *a, db *d, int64_t id, document *out, fault *f) {
    query *q = db_query(d, "SELECT text, published, language FROM source WHERE id = $1", f);
    bind_int(q, 1, id);
    bool found = query_row(q);
    if (found) {
        out->text = column_copy(a, q, 0);
        out->published = column_copy(a, q, 1);
        out->language = column_copy(a, q, 2);
    }
    TRY(query_end(q));
    return found ? OK : fault_set(f, NOTFOUND, NULL, "no source %lld", (long long)id);
}

static code tie(change *c, int64_t session_id, int64_t source_id, int64_t *id, bool *known,
                fault *f) {
    query *q = db_query(c->d, "SELECT id FROM minutes WHERE session_id = $1 AND source_id = $2", f);
    bind_int(q, 1, session_id);
    bind_int(q, 2, source_id);
    *known = query_row(q);
    if (*known) *id = column_int(q, 0);
    TRY(query_end(q));
    if (*known) return OK;
    q = db_query(c->d, "INSERT INTO minutes(session_id, source_id) VALUES ($1, $2)", f);
    bind_int(q, 1, session_id);
    bind_int(q, 2, source_id);
    TRY(query_run(q));
    *id = db_inserted(c->d);
    return change_made(c, "minutes", *id, f);
}

static code actions_of(arena *a, db *d, const int64_t *ids, size_t count, minutes_action **out,
                       fault *f) {
    minutes_action *all = arena_array(a, count + 1, sizeof *all);
    if (!all) return out_of_memory(f);
    for (size_t i = 0; i < count; i++) {
        query *q = db_query(d, "SELECT title, content, label FROM record WHERE id = $1", f);
        bind_int(q, 1, ids[i]);
        all[i] = (minutes_action){.id = ids[i], .text = S("")};
        if (query_row(q)) {
            str title = column_str(q, 0), content = column_str(q, 1), label = column_str(q, 2);
            str said = title.n || content.n
                           ? str_format(a, STR_FMT ". " STR_FMT, STR_ARG(title), STR_ARG(content))
                           : str_copy(a, label);
            if (said.p) all[i].text = said;
        }
        TRY(query_end(q));
    }
    *out = all;
    return arena_failed(a) ? out_of_memory(f) : OK;
}

static code offer_put(change *c, int64_t minutes_id, int64_t promise_id, str on,
                      const minutes_report *x, fault *f) {
    query *q = db_query(c->d,
                        "INSERT OR IGNORE INTO report_offer(minutes_id, commitment_id, on_date, "
                        "score, start_byte, end_byte, reason, state) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting')",
                        f);
    bind_int(q, 1, minutes_id);
    bind_int(q, 2, promise_id);
    bind_str(q, 3, on);
    bind_z(q, 4, follow_score_name(x->score));
    bind_int(q, 5, (int64_t)x->start);
    bind_int(q, 6, (int64_t)x->end);
    bind_str(q, 7, x->reason);
    return query_run(q);
}

/* Of the language that they are in, where its words are at hand; else English. */
static code words_for(arena *a, str language, follow_words **out, fault *f) {
    const char *name = str_z(a, language);
    fault quiet = {.code = OK};
    if (!name) return out_of_memory(f);
    if (language.n && follow_words_open(a, name, out, &quiet) == OK) return OK;
    return follow_words_open(a, "en", out, f);
}

code minutes_add(change *c, int64_t session_id, int64_t source_id, size_t *offers, fault *f) {
    record_row session;
    document said = {S(""), S(""), S("")};
    int64_t id, *ids;
    size_t n, found;
    bool known;
    minutes_action *actions = NULL;
    minutes_report *reports;
    follow_words *words;
    *offers = 0;
    TRY(record_find(c->a, c->d, session_id, DAY_NONE, &session, f));
    if (session.family != RECORD_ENGAGEMENT)
        return fault_set(f, INVALID, "session", "record %lld is a %s; minutes are of an encounter",
                         (long long)session_id, record_name(session.family));
    TRY(source_read(c->a, c->d, source_id, &said, f));
    TRY(tie(c, session_id, source_id, &id, &known, f));
    if (known) return OK;
    c->idle = false; /* the document may have been there before */
    TRY(evidence_put(c, session_id, source_id, (span){0, 0}, 0, 0, f));
    TRY(change_touched(c, session_id, f));
    str on = session.modality == MODALITY_DONE && session.date.n ? session.date : said.published;
    if (!on.n) on = session.date;
    if (!on.n)
        return fault_set(f, INVALID, "published",
                         "say on which day the minutes are of: the session has no date");
    TRY(report_promises(c->a, c->d, session_id, &ids, &n, f));
    TRY(actions_of(c->a, c->d, ids, n, &actions, f));
    TRY(words_for(c->a, said.language, &words, f));
    TRY(follow_minutes(c->a, words, said.text, actions, n, &reports, &found, f));
    for (size_t i = 0; i < found; i++) {
        TRY(offer_put(c, id, ids[reports[i].action], on, &reports[i], f));
        TRY(change_touched(c, ids[reports[i].action], f));
    }
    *offers = found;
    return OK;
}

code minutes_keep(change *c, int64_t session_id, int64_t source_id, int64_t *id, bool *made,
                  fault *f) {
    bool known;
    TRY(tie(c, session_id, source_id, id, &known, f));
    *made = !known;
    return OK;
}

static const char sql_offer_keep[] =
    "INSERT OR IGNORE INTO report_offer(minutes_id, commitment_id, on_date, score, start_byte, "
    "end_byte, reason, state, progress_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
    "iif($8 = 'accepted', (SELECT min(p.id) FROM progress p WHERE p.commitment_id = $2 "
    "AND p.source_id = $9 AND p.on_date = $3 AND p.score = $4), NULL))";

code offer_keep(change *c, int64_t minutes_id, const kept_offer *what, fault *f) {
    follow_score score;
    bool state = false;
    for (offer_state s = 0; s < OFFER_STATE_COUNT; s++)
        state = state || str_eq_z(what->state, offer_state_name(s));
    if (!state) return fault_set(f, INVALID, "state", "must be waiting, accepted or refused");
    if (!follow_score_of(what->score, &score) || score == SCORE_NONE)
        return fault_set(f, INVALID, "score",
                         "must be not_started, limited, substantial, completed or dropped");
    query *q = db_query(c->d, sql_offer_keep, f);
    bind_int(q, 1, minutes_id);
    bind_int(q, 2, what->promise_id);
    bind_str(q, 3, what->on.p ? what->on : S(""));
    bind_str(q, 4, what->score);
    bind_int(q, 5, what->start);
    bind_int(q, 6, what->end);
    bind_str(q, 7, what->reason.p ? what->reason : S(""));
    bind_str(q, 8, what->state);
    bind_int(q, 9, what->source_id);
    return query_run(q);
}

static const char sql_offer[] =
    "SELECT o.id, m.session_id, o.commitment_id, o.on_date, o.score, o.reason, o.start_byte, "
    "o.end_byte, CAST(substr(CAST(s.text AS BLOB), o.start_byte + 1, o.end_byte - o.start_byte) AS "
    "TEXT), o.state, " SOURCE_COLUMNS " FROM report_offer o JOIN minutes m ON m.id = o.minutes_id "
    "JOIN source s ON s.id = m.source_id WHERE o.id = $1";
#define OFFERS_REST                                                                                \
    "AND ($2 IS NULL OR o.state = $2) ORDER BY o.minutes_id, o.start_byte, o.id LIMIT $3"
static const char sql_offers_session[] =
    "SELECT o.id FROM minutes m CROSS JOIN report_offer o ON o.minutes_id = m.id "
    "WHERE m.session_id = $1 " OFFERS_REST;
static const char sql_offers_promise[] =
    "SELECT o.id FROM report_offer o WHERE o.commitment_id = $1 " OFFERS_REST;
static const char sql_offers_waiting[] =
    "SELECT o.id FROM report_offer o WHERE o.state = 'waiting' ORDER BY o.id LIMIT $3";

code offer_find(arena *a, db *d, int64_t id, offer_row *out, fault *f) {
    query *q = db_query(d, sql_offer, f);
    int64_t promise = 0;
    bind_int(q, 1, id);
    bool found = query_row(q);
    if (found) {
        str state = column_str(q, 9);
        *out = (offer_row){.id = column_int(q, 0),
                           .session_id = column_int(q, 1),
                           .on = column_copy(a, q, 3),
                           .score = column_copy(a, q, 4),
                           .reason = column_copy(a, q, 5),
                           .start = (size_t)column_int(q, 6),
                           .end = (size_t)column_int(q, 7),
                           .text = column_copy(a, q, 8)};
        for (offer_state s = 0; s < OFFER_STATE_COUNT; s++)
            if (str_eq_z(state, offer_state_name(s))) out->state = s;
        promise = column_int(q, 2);
        source_ref_read(a, q, 10, &out->source);
    }
    TRY(query_end(q));
    if (!found) return fault_set(f, NOTFOUND, NULL, "no offered report %lld", (long long)id);
    return record_find(a, d, promise, DAY_NONE, &out->promise, f);
}

code offer_browse(arena *a, db *d, int64_t session_id, int64_t promise_id, offer_state state,
                  size_t limit, offer_row **out, size_t *count, fault *f) {
    const char *sql = session_id   ? sql_offers_session
                      : promise_id ? sql_offers_promise
                                   : sql_offers_waiting;
    int64_t *ids;
    size_t n;
    query *q = db_query(d, sql, f);
    if (session_id || promise_id) bind_int(q, 1, session_id ? session_id : promise_id);
    if ((session_id || promise_id) && state != OFFER_STATE_COUNT)
        bind_z(q, 2, offer_state_name(state));
    bind_int(q, 3, (int64_t)limit);
    TRY(ids_read(a, q, &ids, &n, f));
    offer_row *rows = arena_array(a, n + 1, sizeof *rows);
    if (!rows) return out_of_memory(f);
    for (size_t i = 0; i < n; i++) TRY(offer_find(a, d, ids[i], &rows[i], f));
    if (arena_failed(a)) return out_of_memory(f);
    *out = rows;
    *count = n;
    return OK;
}

code offer_decide(change *c, int64_t id, bool accept, int64_t *promise_id, int64_t *progress_id,
                  fault *f) {
    offer_row o;
    *progress_id = 0;
    TRY(offer_find(c->a, c->d, id, &o, f));
    if (o.state != OFFER_WAITING)
        return fault_set(f, CONFLICT, NULL, "the offered report %lld was %s before", (long long)id,
                         offer_state_name(o.state));
    *promise_id = o.promise.id;
    TRY(change_altered(c, "report_offer", id, S("waiting"), f));
    if (accept) {
        /* Of minutes that an import only names the text is not here: the document is the evidence.
         */
        const new_progress report = {.on = o.on,
                                     .score = o.score,
                                     .note = S("from the minutes of a session"),
                                     .source_id = o.source.id,
                                     .start = o.text.n ? o.start : 0,
                                     .end = o.text.n ? o.end : 0};
        TRY(progress_add(c, o.promise.id, &report, progress_id, f));
    }
    query *q =
        db_query(c->d, "UPDATE report_offer SET state = $2, progress_id = $3 WHERE id = $1", f);
    bind_int(q, 1, id);
    bind_z(q, 2, offer_state_name(accept ? OFFER_ACCEPTED : OFFER_REFUSED));
    bind_id(q, 3, *progress_id);
    TRY(query_run(q));
    change_about(c, "record", o.promise.id, (str){0}, accept ? o.score : S("refused"));
    return change_touched(c, o.promise.id, f);
}

code minutes_of(arena *a, db *d, int64_t session_id, source_ref **out, size_t *count, fault *f) {
    size_t n = 0, room = 0;
    source_ref *all = NULL;
    query *q = db_query(d,
                        "SELECT " SOURCE_COLUMNS " FROM minutes m JOIN source s ON s.id = "
                        "m.source_id WHERE m.session_id = $1 ORDER BY m.id",
                        f);
    bind_int(q, 1, session_id);
    while (query_row(q)) {
        source_ref *grown = arena_grow(a, all, n, &room, sizeof *grown);
        if (!grown) break;
        all = grown;
        source_ref_read(a, q, 0, &all[n++]);
    }
    TRY(query_end(q));
    if (arena_failed(a)) return out_of_memory(f);
    *out = all;
    *count = n;
    return OK;
}
