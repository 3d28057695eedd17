#include "page/standing.h"

#include "base/fold.h"
#include "page/pages.h"
#include "page/sections.h"

#include <stdlib.h>
#include <string.h>

/* The table of an instrument's parties: sorted and chosen from by links that need no script. */

typedef enum { BY_PARTY, BY_STATUS, BY_SIGNED, BY_CONSENT, BY_FORCE, BY_WITHDREW, BY_COUNT } by;

static const struct {
    const char *word, *heading;
} columns[BY_COUNT] = {
    [BY_PARTY] = {"party", "Party"},       [BY_STATUS] = {"status", "Status"},
    [BY_SIGNED] = {"signed", "Signed"},    [BY_CONSENT] = {"consent", "Consent"},
    [BY_FORCE] = {"in_force", "In force"}, [BY_WITHDREW] = {"withdrew", "Withdrew"},
};

/* From the closest bond to none. */
static const char *const statuses[] = {"in_force",  "provisional", "suspended", "contracting",
                                       "signatory", "ended",       "none"};
enum { STATUSES = sizeof statuses / sizeof *statuses };

typedef struct {
    by sort;
    bool falling;
    str party;   /* part of a name, or a code; empty: any */
    size_t held; /* of statuses[]; STATUSES: any */
} wanted;

static size_t rank_of(const party_line *p) {
    for (size_t i = 0; i + 1 < STATUSES; i++)
        if (str_eq_z(p->now.status, statuses[i])) return i;
    return STATUSES - 1;
}

static code wanted_read(const request *q, wanted *out, fault *f) {
    str sort = request_value(q, "sort"), holds = request_value(q, "holds");
    wanted w = {.party = str_trim(request_value(q, "party")), .held = STATUSES};
    w.falling = str_starts(sort, S("-"));
    if (w.falling) sort = str_slice(sort, 1, sort.n);
    while (sort.n && w.sort < BY_COUNT && !str_eq_z(sort, columns[w.sort].word)) w.sort++;
    if (w.sort == BY_COUNT)
        return fault_set(f, INVALID, "sort",
                         "party, status, signed, consent, in_force or withdrew is wanted, with - "
                         "before it for the last first");
    for (size_t i = 0; i < STATUSES; i++)
        if (str_eq_z(holds, statuses[i])) w.held = i;
    if (holds.n && w.held == STATUSES)
        return fault_set(f, INVALID, "holds",
                         "in_force, provisional, suspended, contracting, signatory, ended or none "
                         "is wanted");
    *out = w;
    return OK;
}

/* One line with what it is sorted by. */
typedef struct {
    const party_line *line;
    int64_t key;
    size_t place; /* by name */
    bool empty, falling;
} sortable;

static int64_t date_key(str date) {
    edtf when;
    return edtf_parse(date, &when, NULL) == OK ? when.first : INT64_MAX;
}

static sortable sortable_of(const party_line *p, const wanted *w, size_t place) {
    sortable s = {.line = p, .place = place, .falling = w->falling};
    switch (w->sort) {
    case BY_STATUS: s.key = (int64_t)rank_of(p); break;
    case BY_SIGNED: s.key = date_key(p->signed_on); break;
    case BY_CONSENT: s.key = date_key(p->consent_on); break;
    case BY_FORCE: s.key = p->in_force == DAY_NONE ? INT64_MAX : p->in_force; break;
    case BY_WITHDREW: s.key = date_key(p->withdrawn_on); break;
    default: s.key = (int64_t)place; break;
    }
    s.empty = s.key == INT64_MAX;
    return s;
}

/* What has no date comes last, whichever way. */
static int sortable_order(const void *a, const void *b) {
    const sortable *x = a, *y = b;
    if (x->empty != y->empty) return x->empty ? 1 : -1;
    if (x->key != y->key) return (x->key < y->key ? -1 : 1) * (x->falling ? -1 : 1);
    return (x->place > y->place) - (x->place < y->place);
}

static bool named(arena *a, const party_line *p, const wanted *w) {
    if (!w->party.n || str_eq_nocase(p->party.code, w->party)) return true;
    str name = fold_text(a, p->party.name), part = fold_text(a, w->party);
    return name.p && part.p && str_find(name, part, 0) != SIZE_MAX;
}

/* The party's page under the instrument: "/instrument/7/party/BLR". */
static void put_line_address(view *v, int64_t id, const actor_ref *party) {
    buf *b = v->out;
    MARK(b, "/instrument/");
    html_int(b, id);
    MARK(b, "/party/");
    if (party->code.n)
        html_path(b, party->code);
    else
        html_int(b, party->id);
}

/* Reservations, declarations and objections: how many, leading to what the party did. */
static void put_reserved(view *v, const instrument *i, const party_line *p) {
    static const char *const acts[] = {"reserve", "declare", "object"};
    static const char *const one[] = {"reservation", "declaration", "objection"};
    bool any = false;
    for (size_t k = 0; k < sizeof acts / sizeof *acts; k++) {
        int64_t n = 0;
        for (size_t j = 0; j < i->act_count; j++)
            n += i->acts[j].party.id == p->party.id && str_eq_z(i->acts[j].act, acts[k]);
        if (!n) continue;
        if (any) MARK(v->out, ", ");
        if (!any) {
            MARK(v->out, "<a href=\"");
            put_line_address(v, i->row.id, &p->party);
            MARK(v->out, "\">");
        }
        any = true;
        html_int(v->out, n);
        MARK(v->out, " ");
        buf_put_z(v->out, one[k]);
        if (n != 1) MARK(v->out, "s");
    }
    if (any) MARK(v->out, "</a>");
}

static void put_party_row(view *v, const instrument *i, const party_line *p, bool reserved) {
    buf *b = v->out;
    MARK(b, "<tr><th scope=\"row\">");
    part_actor(v, &p->party);
    MARK(b, "</th><td>");
    part_status(v, p->now.status);
    if (p->now.status.n) {
        MARK(b, " <span class=\"meta\">since <a href=\"");
        put_line_address(v, i->row.id, &p->party);
        MARK(b, "\">");
        standing_start(v, &p->now);
        MARK(b, "</a></span>");
    } else {
        MARK(b, "<a class=\"meta\" href=\"");
        put_line_address(v, i->row.id, &p->party);
        MARK(b, "\">none on that day</a>");
    }
    MARK(b, "</td><td>");
    part_date(v, p->signed_on);
    MARK(b, "</td><td>");
    part_date(v, p->consent_on);
    if (p->consent.n) {
        MARK(b, " <span class=\"meta\">");
        html_text(b, words_of(v->arena, p->consent));
        MARK(b, "</span>");
    }
    MARK(b, "</td><td>");
    if (p->in_force != DAY_NONE) part_day(v, p->in_force);
    MARK(b, "</td><td>");
    part_date(v, p->withdrawn_on);
    if (reserved) {
        MARK(b, "</td><td>");
        put_reserved(v, i, p);
    }
    MARK(b, "</td><td class=\"why\">");
    html_name(b, p->now.why);
    if (p->now.acts.n > 2) {
        MARK(b, " (");
        act_links(v, i->acts, i->act_count, p->now.acts, S(""), true);
        MARK(b, ")");
    }
    MARK(b, "</td></tr>\n");
}

static bool any_reserved(const instrument *i) {
    static const char *const acts[] = {"reserve", "declare", "object"};
    for (size_t k = 0; k < i->act_count; k++)
        for (size_t j = 0; j < sizeof acts / sizeof *acts; j++)
            if (i->acts[k].party.id && str_eq_z(i->acts[k].act, acts[j])) return true;
    return false;
}

/* A header is a link to the order by its column; by the one that rules, to that order reversed. */
static void put_header(view *v, by column, const wanted *w) {
    buf *b = v->out;
    bool rules = w->sort == column;
    MARK(b, "<th scope=\"col\"");
    if (rules && w->falling) MARK(b, " aria-sort=\"descending\"");
    if (rules && !w->falling) MARK(b, " aria-sort=\"ascending\"");
    MARK(b, "><a href=\"");
    bool plain = column == BY_PARTY && !(rules && !w->falling);
    str turned =
        str_format(v->arena, "%s%s", rules && !w->falling ? "-" : "", columns[column].word);
    part_query(v, "sort", plain ? S("") : turned);
    MARK(b, "#parties\">");
    buf_put_z(b, columns[column].heading);
    if (rules && w->falling)
        MARK(b, "<span aria-hidden=\"true\">&nbsp;▼</span>");
    else if (rules)
        MARK(b, "<span aria-hidden=\"true\">&nbsp;▲</span>");
    MARK(b, "</a></th>");
}

static void put_choice(view *v, str word, str shown, size_t n, bool chosen) {
    buf *b = v->out;
    if (chosen) {
        MARK(b, "<strong>");
    } else {
        MARK(b, "<a href=\"");
        part_query(v, "holds", word);
        MARK(b, "#parties\">");
    }
    html_text(b, words_of(v->arena, shown));
    MARK(b, " ");
    html_int(b, (int64_t)n);
    if (chosen)
        MARK(b, "</strong> ");
    else
        MARK(b, "</a> ");
}

/* How many hold each status, as links to those alone; and a box for part of a name. */
static void put_choices(view *v, const party_line *lines, size_t count, const wanted *w) {
    buf *b = v->out;
    size_t of[STATUSES] = {0}, all = 0;
    for (size_t k = 0; k < count; k++) {
        if (!named(v->arena, &lines[k], w)) continue;
        of[rank_of(&lines[k])]++;
        all++;
    }
    MARK(b, "<p class=\"tabs\">");
    put_choice(v, S(""), S("all"), all, w->held == STATUSES);
    for (size_t k = 0; k < STATUSES; k++)
        if (of[k] || w->held == k)
            put_choice(v, str_of(statuses[k]), str_of(statuses[k]), of[k], w->held == k);
    MARK(b, "</p>\n<form class=\"inline\" action=\"#parties\"><label for=\"party\">Party</label> "
            "<input dir=\"auto\" id=\"party\" name=\"party\"");
    html_attribute(b, "value", w->party);
    MARK(b, ">");
    part_kept(v, "party");
    MARK(b, " <button>Find</button></form>\n");
}

static void put_head(view *v, const wanted *w, bool reserved) {
    MARK(v->out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Parties\">"
                 "<table><thead><tr>");
    for (by k = 0; k < BY_COUNT; k++) put_header(v, k, w);
    if (reserved) MARK(v->out, "<th scope=\"col\">Reservations, declarations</th>");
    MARK(v->out, "<th scope=\"col\">Why</th></tr></thead><tbody>\n");
}

code standing_parties(view *v, const instrument *i, day on, fault *f) {
    enum { CHOICES_FROM = 6 }; /* fewer are seen at a glance */
    party_line *lines;
    size_t n, shown = 0;
    wanted w;
    TRY(wanted_read(v->request, &w, f));
    TRY(instrument_party_lines(v->arena, v->db, i->row.id, on, &lines, &n, f));
    if (!n) return OK;
    sortable *order = arena_array(v->arena, n, sizeof *order);
    if (!order) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t k = 0; k < n; k++) {
        if (w.held != STATUSES && rank_of(&lines[k]) != w.held) continue;
        if (named(v->arena, &lines[k], &w)) order[shown++] = sortable_of(&lines[k], &w, k);
    }
    qsort(order, shown, sizeof *order, sortable_order);
    MARK(v->out, "<section id=\"parties\"><h2>Parties as of ");
    part_day(v, on);
    MARK(v->out, "</h2>\n");
    if (n >= CHOICES_FROM || shown < n) put_choices(v, lines, n, &w);
    bool reserved = any_reserved(i);
    if (shown) {
        put_head(v, &w, reserved);
        for (size_t k = 0; k < shown; k++) put_party_row(v, i, order[k].line, reserved);
        MARK(v->out, "</tbody></table></div>");
    } else {
        part_empty(v, S("No party fits. Take a choice away."));
    }
    MARK(v->out, "</section>\n");
    return OK;
}
