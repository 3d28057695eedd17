#ifndef FOLLOW_SESSION_H
#define FOLLOW_SESSION_H

#include "base/date.h"

/* The session of a joint commission as the moment when reports are due: what is open is reported on
 * before each session. Rules with examples: doc/follow.md. */

typedef struct {
    int64_t id;
    str on;    /* EDTF; one without a date is passed over */
    bool held; /* a source says that it took place; else it is planned */
    str name;
} follow_session;

typedef enum {
    REPORT_NOT_ASKED, /* no session is near, and none was held since it was promised */
    REPORT_GIVEN,     /* reported since the session before */
    REPORT_DUE,       /* a session comes, and there is no report since the one before */
    REPORT_MISSING,   /* a session was held, and there was no report at it, nor since */
    REPORT_STATE_COUNT
} follow_report_state;

typedef struct {
    follow_report_state state;
    int64_t session; /* that it is about; 0: none */
    day by;          /* DUE: the last day for the report; MISSING: what that day was */
    str reason;      /* one sentence without a full stop; empty: NOT_ASKED without a word */
} follow_report_due;

/* follow_sessions - sessions as they are judged: those without a date left out, in order of time,
 * and of several records of one session (they overlap, or lie within a week) one: the held one, of
 * equals the one with the better known day. *out has room for `count`, in the arena. NOMEM. */
code follow_sessions(arena *a, const follow_session *all, size_t count, follow_session **out,
                     size_t *kept, fault *f);

/* follow_reporting - whether a report on something promised on `made` (EDTF; may be empty) is due
 * on `today`. `sessions` are follow_sessions' answer; `reports` the dates of its reports (EDTF),
 * with evidence or without: somebody has reported. A session counts from `ahead_days` before its
 * first possible day on; what is not said to have been held is not taken for held. Pure. NOMEM. */
code follow_reporting(arena *a, const follow_session *sessions, size_t count, str made,
                      const str *reports, size_t report_count, day today, int ahead_days,
                      follow_report_due *out, fault *f);

enum { REPORT_AHEAD_DAYS = 60 };

const char *follow_report_state_name(follow_report_state s); /* "given", "due", ... */

#endif
