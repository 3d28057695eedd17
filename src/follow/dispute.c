#include "follow/dispute.h"

follow_when follow_dates_compare(str x, str y, int days_near) {
    edtf a, b;
    if (x.n == 0 || y.n == 0) return WHEN_UNKNOWN;
    if (edtf_parse(x, &a, NULL) != OK || edtf_parse(y, &b, NULL) != OK) return WHEN_UNKNOWN;
    if (a.first <= b.last && b.first <= a.last) {
        /* A year or a season can mean any of its days: no contradiction, and little said. */
        enum { LONG_DAYS = 45 };
        bool vague = (int64_t)a.last - a.first > LONG_DAYS || (int64_t)b.last - b.first > LONG_DAYS;
        return vague ? WHEN_VAGUE : WHEN_AGREES;
    }
    int64_t gap = a.first > b.last ? (int64_t)a.first - b.last : (int64_t)b.first - a.last;
    return gap <= days_near ? WHEN_NEAR : WHEN_DIFFERS;
}

bool follow_kinds_alike(kind x, kind y) {
    static const kind alike[][2] = {
        {KIND_TREATY, KIND_AGREEMENT},   {KIND_AGREEMENT, KIND_MIXED},
        {KIND_MEMORANDUM, KIND_MIXED},   {KIND_PROGRAMME, KIND_ROADMAP},
        {KIND_CALLS_FOR, KIND_SUPPORTS}, {KIND_MEMORANDUM, KIND_AGREEMENT},
        {KIND_PROTOCOL, KIND_AGREEMENT}};
    if (x == y) return true;
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        if ((alike[i][0] == x && alike[i][1] == y) || (alike[i][0] == y && alike[i][1] == x))
            return true;
    return false;
}

bool follow_counts_many(kind k, int64_t count) {
    return k == KIND_MIXED || count > 1;
}

/* Programmes are renewed and sessions come again: a year later it is another one. */
enum { SIGNING_DAYS = 92, EVENT_DAYS = 10, VISIT_DAYS = 3, REPORT_DAYS = 7 };

/* Days between two dates that are told to the day; -1: not so. */
static int64_t days_apart(str x, str y) {
    edtf a, b;
    if (edtf_parse(x, &a, NULL) != OK || edtf_parse(y, &b, NULL) != OK) return -1;
    if (a.precision != EDTF_DAY || b.precision != EDTF_DAY) return -1;
    return a.first > b.first ? (int64_t)a.first - b.first : (int64_t)b.first - a.first;
}

static bool is_after(str x, str y) {
    edtf a, b;
    return edtf_parse(x, &a, NULL) == OK && edtf_parse(y, &b, NULL) == OK && a.first > b.last;
}

static const char *thing(record family) {
    return family == RECORD_INSTRUMENT ? "document" : "event";
}

/* "7 agreements" may be among "15 agreements and memoranda"; 15 are not among 7. */
static bool may_be_among(const follow_telling *part, const follow_telling *whole) {
    return whole->kind == KIND_MIXED && part->kind != KIND_MIXED && part->count < whole->count;
}

/* "signed 15 documents", "signed 7": on one day, by the same. */
static str counts_differ(arena *a, const follow_telling *s, const follow_telling *r) {
    bool both = s->count > 1 && r->count > 1 && s->count != r->count;
    if (!both || s->modality != r->modality || may_be_among(s, r) || may_be_among(r, s))
        return S("");
    if (follow_dates_compare(s->date, r->date, 0) != WHEN_AGREES) return S("");
    return str_format(a, "of one day: %lld here, %lld there", (long long)s->count,
                      (long long)r->count);
}

/* Done by a day, and still to come in what was told after that day. */
static str stages_differ(arena *a, const follow_telling *s, const follow_telling *r) {
    bool here = s->modality == MODALITY_DONE && r->modality == MODALITY_PLANNED;
    bool there = s->modality == MODALITY_PLANNED && r->modality == MODALITY_DONE;
    if (here && r->published.n && is_after(r->published, s->date))
        return str_format(a, "done on " STR_FMT " here, still to come in a report of " STR_FMT,
                          STR_ARG(s->date), STR_ARG(r->published));
    if (there && s->published.n && is_after(s->published, r->date))
        return str_format(a,
                          "still to come in this report of " STR_FMT ", done on " STR_FMT " there",
                          STR_ARG(s->published), STR_ARG(r->date));
    return S("");
}

static str days_differ(arena *a, const follow_telling *s, const follow_telling *r, int64_t most) {
    int64_t apart = days_apart(s->date, r->date);
    if (s->modality != r->modality || apart <= 0 || apart > most) return S("");
    return str_format(a, "one %s with two dates: " STR_FMT " here, " STR_FMT " there",
                      thing(s->family), STR_ARG(s->date), STR_ARG(r->date));
}

static str instruments_differ(arena *a, const follow_telling *s, const follow_telling *r,
                              double titles) {
    bool many = follow_counts_many(s->kind, s->count);
    if (many != follow_counts_many(r->kind, r->count) || s->act != r->act) return S("");
    if (many) return counts_differ(a, s, r);
    if (s->kind != r->kind || titles < 0.8) return S("");
    str stage = stages_differ(a, s, r);
    bool again = s->kind == KIND_STATEMENT || s->kind == KIND_CONTRACT; /* many of one name */
    return stage.n || again ? stage : days_differ(a, s, r, SIGNING_DAYS);
}

static str engagements_differ(arena *a, const follow_telling *s, const follow_telling *r,
                              double titles) {
    if (s->kind == KIND_VISIT && titles < 0) { /* reported in the same days */
        int64_t reports = days_apart(s->published, r->published);
        return reports >= 0 && reports <= REPORT_DAYS ? days_differ(a, s, r, VISIT_DAYS) : S("");
    }
    bool talk = s->kind == KIND_TALKS || s->kind == KIND_CALL || s->kind == KIND_INVITATION;
    if (talk || titles < 0.6 || s->kind != r->kind) return S("");
    str stage = stages_differ(a, s, r);
    return stage.n ? stage : days_differ(a, s, r, EVENT_DAYS);
}

bool follow_dispute_may(const follow_telling *here, const follow_telling *there) {
    if (here->family != there->family || !follow_kinds_alike(here->kind, there->kind)) return false;
    if (here->family != RECORD_INSTRUMENT && here->family != RECORD_ENGAGEMENT) return false;
    if (here->modality != there->modality) return true; /* the stages may differ */
    if (here->count > 1 && there->count > 1 && here->count != there->count) return true;
    int64_t apart = days_apart(here->date, there->date);
    return apart > 0 && apart <= SIGNING_DAYS;
}

str follow_dispute(arena *a, const follow_telling *here, const follow_telling *there,
                   double titles) {
    if (!follow_dispute_may(here, there)) return S("");
    return here->family == RECORD_INSTRUMENT ? instruments_differ(a, here, there, titles)
                                             : engagements_differ(a, here, there, titles);
}
