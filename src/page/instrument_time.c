#include "page/standing.h"

#include "draw/bars.h"
#include "draw/timeline.h"
#include "page/pages.h"

#include <string.h>

/* An instrument in time: its own status as a bar, what was done under it as marks; of a treaty of
 * many, how many consented in each year. */

enum { MARKS_MOST = 80 };

typedef enum { LANE_ITSELF, LANE_SIGNED, LANE_CONSENT, LANE_LEFT, LANE_SAID, LANES } lane;

static lane lane_of(str act) {
    static const struct {
        const char *act;
        lane lane;
    } of[] = {
        {"sign", LANE_SIGNED},
        {"sign_definitively", LANE_SIGNED},
        {"initial", LANE_SIGNED},
        {"withdraw", LANE_LEFT},
        {"cancel_withdrawal", LANE_LEFT},
        {"suspend", LANE_LEFT},
        {"resume", LANE_LEFT},
        {"terminate", LANE_LEFT},
        {"supersede", LANE_LEFT},
        {"end_provisional", LANE_LEFT},
        {"reserve", LANE_SAID},
        {"object", LANE_SAID},
        {"declare", LANE_SAID},
        {"register", LANE_SAID},
    };
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (str_eq_z(act, of[i].act)) return of[i].lane;
    return LANE_CONSENT;
}

static bool to_act(view *v, const act_row *a, timeline_event *out) {
    edtf when;
    str date = a->on.n ? a->on : a->effect;
    if (edtf_parse(date, &when, NULL) != OK || when.first == DAY_NONE) return false;
    str act = words_of(v->arena, a->act);
    str label = a->party.id ? str_format(v->arena, STR_FMT ": " STR_FMT, STR_ARG(a->party.name),
                                         STR_ARG(act))
                            : act;
    day last = when.last == DAY_OPEN ? when.first : when.last;
    *out = (timeline_event){
        .first = when.first,
        .last = last,
        .lane = lane_of(a->act),
        .kind = "act",
        .planned = when.first > v->request->today,
        .label = label,
        .address = str_format(v->arena, "#act-%lld", (long long)a->id),
        .note = str_format(v->arena, STR_FMT ", " STR_FMT, STR_ARG(label), STR_ARG(date))};
    return true;
}

/* What the instrument's own status was, as long as it lasted; what goes on, until today. */
static bool to_life(view *v, const status_row *s, timeline_event *out) {
    char from[32], to[32];
    day last = s->to == DAY_OPEN ? v->request->today : s->to - 1;
    if (s->party.id || s->from == DAY_NONE || str_eq(s->status, S("not_in_force"))) return false;
    status_from_text(s, from);
    status_to_text(s, to);
    str label = words_of(v->arena, s->status);
    *out = (timeline_event){.first = s->from,
                            .last = last < s->from ? s->from : last,
                            .lane = LANE_ITSELF,
                            .kind = "status",
                            .planned = s->from > v->request->today || str_eq(s->status, S("ended")),
                            .label = label,
                            .note = str_format(v->arena, STR_FMT ", from %s%s%s", STR_ARG(label),
                                               from, s->to == DAY_OPEN ? "" : " until ",
                                               s->to == DAY_OPEN ? "" : to)};
    return true;
}

static void put_years(view *v, const instrument *i) {
    enum { YEARS = 400 };
    bars_year *years = arena_array(v->arena, YEARS, sizeof *years);
    size_t n = 0;
    int last = day_civil(v->request->today).year + 5;
    if (!years) return;
    for (size_t k = 0; k < i->act_count; k++) { /* acts come by day */
        edtf when;
        const act_row *a = &i->acts[k];
        if (!a->party.id || lane_of(a->act) != LANE_CONSENT) continue;
        if (edtf_parse(a->on.n ? a->on : a->effect, &when, NULL) != OK) continue;
        if (when.first == DAY_NONE) continue;
        int year = day_civil(when.first).year;
        if (year > last || (n && year < years[n - 1].year)) continue;
        if (!n || years[n - 1].year != year) {
            if (n == YEARS) break;
            years[n++] = (bars_year){.year = year};
        }
        years[n - 1].count++;
    }
    if (n < 2) return;
    const bars b = {.head = {.id = "timeline-drawing",
                             .title = S("Consents by year"),
                             .description = S("Ratifications, accessions and their like. The list "
                                              "of acts below holds each.")},
                    .years = years,
                    .year_count = n};
    MARK(v->out, "<section id=\"timeline\"><h2>Consents by year</h2>\n<div class=\"drawing\">");
    draw_bars(v->out, &b);
    MARK(v->out, "</div></section>\n");
}

code standing_timeline(view *v, const instrument *i, fault *f) {
    static const str names[LANES] = {{"As a whole", 10},
                                     {"Signed", 6},
                                     {"Consent", 7},
                                     {"Suspended, withdrawn, ended", 27},
                                     {"Reservations, declarations", 26}};
    timeline_event *events =
        arena_array(v->arena, i->act_count + i->status_count + 1, sizeof *events);
    str lanes[LANES];
    size_t n = 0, acts, lane_count = 0, at[LANES], used[LANES] = {0};
    if (!events) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t k = 0; k < i->act_count; k++) n += to_act(v, &i->acts[k], &events[n]);
    acts = n;
    if (acts > MARKS_MOST) {
        put_years(v, i);
        return OK;
    }
    for (size_t k = 0; k < i->status_count; k++) n += to_life(v, &i->statuses[k], &events[n]);
    if (acts < 1 || n < 2) return OK;
    for (size_t k = 0; k < n; k++) used[events[k].lane]++;
    for (size_t k = 0; k < LANES; k++) {
        at[k] = lane_count;
        if (used[k]) lanes[lane_count++] = names[k];
    }
    for (size_t k = 0; k < n; k++) events[k].lane = at[events[k].lane];
    const timeline t = {.head = {.id = "timeline-drawing",
                                 .title = S("Its acts in time"),
                                 .description = S("Each mark leads to the act in the list below; "
                                                  "bars show its own status.")},
                        .lanes = lanes,
                        .lane_count = lane_count,
                        .events = events,
                        .event_count = n,
                        .today = v->request->today};
    MARK(v->out, "<section id=\"timeline\"><h2>In time</h2>\n<div class=\"drawing\">");
    draw_timeline(v->arena, v->out, &t);
    MARK(v->out, "</div></section>\n");
    return OK;
}
