#ifndef STORE_REPORT_TIE_H
#define STORE_REPORT_TIE_H

#include "store/report.h"

/* What is tied to the sessions of a commission (report.h), and who meets at them; report.c
 * looks there for what reports. */

enum { LOOK_BACK_DAYS = 3660 };

/* What is tied to sessions: what stands under a record, or between two. */
typedef struct {
    int64_t under;    /* 0: a pair */
    bool tied;        /* false: two that nothing ties */
    int64_t one, two; /* the sides; two 0: only one */
    str words;
    follow_session *sessions; /* as they are judged */
    size_t session_count;
    size_t place; /* among all: ties of records go before those of pairs */
    day by;       /* no report that it asks for is due before, or was; DAY_OPEN: it asks for none */
} tie;

/* All ties there are, with their sides; the sessions are not looked for. */
code ties_read(arena *a, db *d, tie **out, size_t *count, fault *f);
/* Up to two sides of a record into s->one and s->two. */
code tie_sides(db *d, int64_t record_id, tie *s, fault *f);
/* Whether a promise stands under what is tied, or between the two. */
code tie_holds(db *d, const tie *s, int64_t promise_id, bool *out, fault *f);
/* The sessions of a tie from the day `from` on: of a pair that has met for decades only the last
 * years can ask anything. */
code tie_sessions(arena *a, db *d, tie *s, int64_t from, fault *f);

/* Who meets at the sessions that can ask for a report of one kind: rows in order of the
 * session. A tie whose sides meet at none of them is not looked into. */
typedef struct {
    int64_t session, actor;
} attendance;

/* Of the sessions that are near, or with `missing` of those that were held. */
code attendance_read(arena *a, db *d, bool missing, day today, attendance **out, size_t *count,
                     fault *f);
/* Of one session. */
code attendance_of(arena *a, db *d, int64_t session_id, attendance **out, size_t *count, fault *f);
/* Whether the sides of a tie meet at one of the sessions. */
bool tie_meets(const tie *s, const attendance *all, size_t count);

#endif
