#include "page/pages.h"
#include "page/sections.h"

#include "draw/map.h"
#include "store/instrument.h"
#include "store/world.h"

/* The world: a state's agreements and an instrument's parties on a map, on any day; sectors. */

/* Every year at once for those who have scripts; map.js fetches what the links lead to. */
static void put_slider(view *v, int first, int last, int shown) {
    buf *b = v->out;
    if (first >= last) return;
    buf_printf(b,
               "<p class=\"slider\"><label for=\"year\">Year</label> <input id=\"year\" "
               "type=\"range\" min=\"%d\" max=\"%d\" value=\"%d\"> <output for=\"year\">%d"
               "</output></p>\n",
               first, last, shown, shown);
}

/* The years as links: a slider that needs no script. About two dozen, the last one always. */
static void put_years(view *v, str path, str state, int first, day on) {
    enum { STEPS = 24 };
    buf *b = v->out;
    int last = day_civil(v->request->today).year, shown = day_civil(on).year;
    if (first > last) first = last;
    int step = (last - first) / STEPS + 1;
    put_slider(v, first, last, shown);
    MARK(b, "<nav aria-label=\"Year\"><ul class=\"years\" id=\"years\">");
    for (int year = last - (last - first) / step * step; year <= last; year += step) {
        MARK(b, "<li>");
        if (year <= shown && shown < year + step) {
            MARK(b, "<strong>");
            html_int(b, year);
            MARK(b, "</strong></li>");
            continue;
        }
        MARK(b, "<a href=\"");
        html_text(b, path);
        MARK(b, "?");
        if (state.n) {
            MARK(b, "state=");
            html_path(b, state);
            MARK(b, "&amp;");
        }
        MARK(b, "on=");
        buf_printf(b, "%04d-12-31", year);
        MARK(b, "\">");
        html_int(b, year);
        MARK(b, "</a></li>");
    }
    MARK(b, "</ul></nav>\n");
}

static void put_state_form(view *v, str state, day on) {
    char text[16];
    day_format(on, text);
    MARK(v->out, "<form class=\"filters\" action=\"/map\"><p><label for=\"state\">State</label>"
                 "<input id=\"state\" name=\"state\" required");
    html_attribute(v->out, "value", state);
    MARK(v->out, "></p><p><label for=\"on\">by the day</label><input id=\"on\" name=\"on\" "
                 "type=\"date\"");
    html_attribute(v->out, "value", str_of(text));
    MARK(v->out, "></p><p><button>Show</button></p></form>\n");
}

static void put_partner_table(view *v, const actor_ref *who, const partner *items, size_t count) {
    buf *b = v->out;
    MARK(b, "<h2>The same as a table</h2>\n<ul class=\"columns\">\n");
    for (size_t i = 0; i < count; i++) {
        MARK(b, "<li><a href=\"/pair/");
        html_path(b, who->code);
        MARK(b, "/");
        html_path(b, items[i].other.code);
        MARK(b, "\">");
        html_name(b, items[i].other.name);
        MARK(b, "</a> <span class=\"meta\">");
        html_int(b, items[i].records);
        MARK(b, "</span></li>\n");
    }
    MARK(b, "</ul>\n");
}

static code put_state_map(view *v, const actor_ref *who, day on, fault *f) {
    partner *items;
    size_t n;
    TRY(world_partners(v->arena, v->db, who->id, on, &items, &n, f));
    map_state *states = arena_array(v->arena, n + 1, sizeof *states);
    if (!states) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < n; i++)
        states[i] = (map_state){
            .code = items[i].other.code,
            .step = draw_step(items[i].records, items[0].records),
            .address = str_format(v->arena, "/pair/" STR_FMT "/" STR_FMT, STR_ARG(who->code),
                                  STR_ARG(items[i].other.code)),
            .note = str_format(v->arena, "%lld instruments", (long long)items[i].records)};
    const world_map m = {.head = {.id = "world",
                                  .title = S("Instruments concluded together, by state"),
                                  .description = S("The darker, the more. The list below holds the "
                                                   "same.")},
                         .states = states,
                         .state_count = n,
                         .centre = who->code};
    if (!n) part_empty(v, S("By that day the register knows no instrument of it."));
    TRY(draw_map(v->out, &m, f));
    if (n) put_partner_table(v, who, items, n);
    return OK;
}

code page_map(request *q, response *r, fault *f) {
    actor_ref who;
    day on;
    str state = str_trim(request_value(q, "state"));
    TRY(request_day(q, "on", q->today, &on, f));
    if (state.n) TRY(actor_lookup(q->arena, q->worker, state, &who, f));
    const page_head head = {
        .title = state.n ? str_format(q->arena, "Agreements of " STR_FMT, STR_ARG(who.name))
                         : S("Agreements of a state on the map"),
        .section = "/states",
        .script = "map.js"};
    view v = view_open(q, r, &head);
    put_state_form(&v, state.n ? who.code.n ? who.code : who.name : state, on);
    if (!state.n) {
        part_empty(&v, S("Choose a state: with whom it has agreed by that day is drawn, and the "
                         "years lead back."));
        view_close(&v);
        return OK;
    }
    put_years(&v, S("/map"), who.code, 1980, on);
    MARK(v.out, "<div id=\"shown\"><p class=\"meta\">Instruments concluded with each state by ");
    part_day(&v, on);
    MARK(v.out, "</p>\n");
    TRY(put_state_map(&v, &who, on, f));
    MARK(v.out, "</div>\n");
    view_close(&v);
    return OK;
}

/* Deep where it is in force, half where it is only signed or ratified, pale where it has ended. */
static int status_step(str status) {
    if (str_eq(status, S("in_force"))) return 5;
    if (str_eq(status, S("provisional")) || str_eq(status, S("contracting"))) return 4;
    if (str_eq(status, S("signatory"))) return 2;
    return 1;
}

static code put_party_map(view *v, int64_t id, day on, fault *f) {
    party_line *lines;
    size_t n, in_force = 0;
    TRY(instrument_party_lines(v->arena, v->db, id, on, &lines, &n, f));
    map_state *states = arena_array(v->arena, n + 1, sizeof *states);
    size_t shown = 0;
    if (!states) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < n; i++) {
        if (!lines[i].now.status.n) continue;
        in_force += str_eq(lines[i].now.status, S("in_force"));
        states[shown++] = (map_state){.code = lines[i].party.code,
                                      .step = status_step(lines[i].now.status),
                                      .address = actor_address(v->arena, &lines[i].party),
                                      .note = words_of(v->arena, lines[i].now.status)};
    }
    const world_map m = {.head = {.id = "world",
                                  .title = S("Its parties"),
                                  .description = S("Darkest: in force. The table of the "
                                                   "instrument holds the same.")},
                         .states = states,
                         .state_count = shown};
    MARK(v->out, "<p class=\"lead\">In force for <strong>");
    html_int(v->out, (int64_t)in_force);
    MARK(v->out, "</strong> of ");
    html_int(v->out, (int64_t)n);
    MARK(v->out, " on ");
    part_day(v, on);
    MARK(v->out, "</p>\n");
    return draw_map(v->out, &m, f);
}

code page_instrument_map(request *q, response *r, fault *f) {
    int64_t id;
    day on;
    record_row row;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    TRY(request_day(q, "on", q->today, &on, f));
    TRY(record_find(q->arena, q->worker, id, on, &row, f));
    if (row.family != RECORD_INSTRUMENT)
        return fault_set(f, NOTFOUND, NULL, "record %lld is no instrument", (long long)id);
    str title = str_format(q->arena, STR_FMT ": its parties on the map", STR_ARG(row.label));
    const page_head head = {.title = title, .section = "/instruments", .script = "map.js"};
    view v = view_open(q, r, &head);
    MARK(v.out, "<p class=\"meta\">");
    part_record_link(&v, &row);
    MARK(v.out, "</p>\n");
    int first = row.first == DAY_NONE ? 1980 : day_civil(row.first).year;
    put_years(&v, str_format(q->arena, "/instrument/%lld/map", (long long)id), S(""), first, on);
    MARK(v.out, "<div id=\"shown\">\n");
    TRY(put_party_map(&v, id, on, f));
    MARK(v.out, "</div>\n");
    view_close(&v);
    return OK;
}
