#include "read/frame.h"

/* The day that facts share: "The ministers met on Friday. ... They signed three agreements." */

/* What happens on a day, and has happened. A visit lasts, and may have several. */
static bool has_day(const draft *d) {
    if (d->f.modality != MODALITY_DONE || d->stranger) return false;
    if (d->f.record == RECORD_INSTRUMENT)
        return d->f.act == ACT_SIGNED || d->f.act == ACT_EXCHANGED || d->f.act == ACT_INITIALLED;
    return d->f.record == RECORD_ENGAGEMENT && d->f.kind != KIND_INVITATION;
}

/* Whether the day is that of the document or of the week before it: news, no history. */
static bool is_recent(const reading *r, str date) {
    enum { WEEK = 7 };
    day d;
    if (date.n != sizeof "2016-10-26" - 1 || day_parse(date, &d, NULL) != OK) return false;
    return r->published == DAY_NONE || (d <= r->published && d + WEEK >= r->published);
}

/* Whether the sentence of a draft says when, be it only a year: then it is of that time. */
static bool is_dated(reading *r, const draft *d) {
    const sentence *s = &r->sentences[d->sentence];
    for (uint32_t i = s->first; i < s->last; i++) {
        uint8_t c = item_entry(r, &r->items[i])->calendar;
        if (c == CAL_YEAR || c == CAL_MONTHS || c == CAL_WEEK || c == CAL_SEASON) return true;
    }
    return date_within(r, s->first, s->last).n > 0;
}

/* Whether the document tells of more than one day: an encounter that lasted, a visit, on whose days
 * nobody can tell what was when. */
static bool lasts(const draft *d, str shared) {
    if (d->f.record != RECORD_ENGAGEMENT || d->f.modality != MODALITY_DONE) return false;
    if (str_find(d->f.date, S("/"), 0) < d->f.date.n) return true;
    return d->f.kind == KIND_VISIT && !str_eq(d->f.date, shared);
}

void days_share(reading *r, draft **all, size_t n) {
    const draft *first = NULL;
    for (size_t i = 0; i < n; i++) {
        const draft *d = all[i];
        if (!has_day(d) || !is_recent(r, d->f.date)) continue;
        day today; /* "came on a visit" told the same day: nothing can be of another */
        bool visit = d->f.record == RECORD_ENGAGEMENT && d->f.kind == KIND_VISIT;
        if (visit && (day_parse(d->f.date, &today, NULL) != OK || today != r->published)) continue;
        if (first && !str_eq(first->f.date, d->f.date)) return; /* things of several days */
        if (!first) first = d;
    }
    bool signing = first && first->f.record == RECORD_INSTRUMENT && !first->title;
    bool lasting = false;
    for (size_t i = 0; i < n && first; i++) lasting |= lasts(all[i], first->f.date);
    if (lasting && !signing) return;
    for (size_t i = 0; i < n && first; i++) {
        draft *d = all[i];
        bool signed_then = d->f.record == RECORD_INSTRUMENT || d->f.kind == KIND_CEREMONY;
        if (lasting && (!signed_then || d->title)) continue; /* documents of a visit: on one day */
        if (!has_day(d) || d->f.date.n || d->sentence < first->sentence || is_dated(r, d)) continue;
        if (actors_overlap(d->who, first->who)) d->f.date = first->f.date;
    }
}
