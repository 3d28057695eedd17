#ifndef PAGE_STANDING_H
#define PAGE_STANDING_H

#include "page/view.h"
#include "store/front.h"
#include "store/standing.h"

/* Legal status on pages: what holds on a day, since when, why, and which acts it rests on. */

/* standing_day - the control for the day: a form that asks for this page again with `on`. */
void standing_day(view *v, day on);

/* standing_start - where a status begins, as it is known: a day, or only a year; and whether it is
 * uncertain. */
void standing_start(view *v, const status_row *s);

/* standing_own - the instrument's own status on the day; where it is not in force, what it waits
 * for. */
code standing_own(view *v, const instrument *i, day on, fault *f);

/* standing_parties - the table of parties, in the order of `sort` and of those that `party` and
 * `holds` ask for; headers and counts are links to the other orders and choices. INVALID: `sort` or
 * `holds` is no such word. */
code standing_parties(view *v, const instrument *i, day on, fault *f);

/* standing_timeline - the instrument's life and everything done under it, on an axis of time; of
 * more acts than can be told apart, how many consented in each year. */
code standing_timeline(view *v, const instrument *i, fault *f);

void standing_intervals(view *v, const instrument *i); /* through time, folded */
/* standing_pair - the instruments of two states, grouped by where each of `all` stands. */
code standing_pair(view *v, const pair_page *p, const pair_standing *all, day on, fault *f);

/* act_links - the acts of a status (its JSON list of numbers) as links to them on the instrument's
 * page; `path` is that page, or "" on the page itself. `brief`: their words only. */
void act_links(view *v, const act_row *acts, size_t count, str list, str path, bool brief);

/* acts_section - everything done under it, each with its source; with buttons to take one back,
 * where they are not too many or `all`. */
code acts_section(view *v, const instrument *i, bool all, fault *f);

/* What a form says of an act, in words. */
typedef struct {
    str party, act, on, effect, by, note;
    int64_t source_id;
} act_words;

/* act_words_of - from the fields of a form or a program. INVALID: `source` is no number. */
code act_words_of(const request *q, act_words *out, fault *f);

/* act_record - one act under an instrument, in a change named "act". *known: it was there already.
 * INVALID, NOTFOUND, CONFLICT: the place names the field. */
code act_record(change *c, int64_t instrument_id, const act_words *w, int64_t *id, bool *known,
                fault *f);

#endif
