#include "page/pages.h"
#include "page/pair.h"
#include "page/sections.h"
#include "page/sector_table.h"

#include "store/front.h"

/* States and organisations, bodies, and pairs. */

static void put_actor_list(view *v, const actor_ref *items, size_t count) {
    MARK(v->out, "<ul class=\"columns\">\n");
    for (size_t i = 0; i < count; i++) {
        MARK(v->out, "<li>");
        part_actor(v, &items[i]);
        MARK(v->out, "</li>\n");
    }
    MARK(v->out, "</ul>\n");
}

code page_states(request *q, response *r, fault *f) {
    actor_page page;
    str show = request_value(q, "show");
    actor_kind k = ACTOR_STATE;
    if (show.n && !str_eq(show, S("all")) && !actor_kind_of(show, &k))
        return fault_set(f, INVALID, "show",
                         "state, organisation, agency, company or person is wanted here");
    bool all = str_eq(show, S("all"));
    TRY(actor_browse(q->arena, q->worker, k, 0, !all, request_value(q, "after"), 400, &page, f));
    const page_head head = {.title = S("States and organisations"), .section = "/states"};
    view v = view_open(q, r, &head);
    MARK(v.out, "<p class=\"tabs\"><a href=\"/states\">States</a> "
                "<a href=\"/states?show=organisation\">Organisations</a> "
                "<a href=\"/states?show=agency\">Agencies</a> "
                "<a href=\"/states?show=company\">Companies</a> "
                "<a href=\"/states?show=all\">All states</a> <a href=\"/pair\">A pair</a> "
                "<a href=\"/matrix\">Matrix</a></p>\n");
    if (!page.count) part_teach(&v, S("None has a record yet."));
    put_actor_list(&v, page.items, page.count);
    part_pager(&v, page.next);
    view_close(&v);
    return OK;
}

static void put_names(view *v, const actor *a) {
    buf *b = v->out;
    size_t shown = 0;
    for (size_t i = 0; i < a->name_count; i++) {
        if (str_eq(a->names[i].name, a->ref.name) || str_eq(a->names[i].name, a->ref.code) ||
            str_eq(a->names[i].kind, S("adjective")))
            continue;
        if (shown == 0)
            MARK(b, "<p class=\"meta\">Also: ");
        else
            MARK(b, "; ");
        MARK(b, "<span");
        html_attribute(b, "lang", a->names[i].language);
        MARK(b, ">");
        html_name(b, a->names[i].name);
        MARK(b, "</span>");
        if (++shown == 12) break;
    }
    if (shown) MARK(b, "</p>\n");
    if (a->exists_from.n || a->exists_to.n) {
        MARK(b, "<p class=\"meta\">Existed ");
        if (a->exists_from.n) {
            MARK(b, "from ");
            part_date(v, a->exists_from);
        }
        if (a->exists_to.n) {
            MARK(b, " until ");
            part_date(v, a->exists_to);
        }
        MARK(b, "</p>\n");
    }
}

static void put_counts(view *v, const state_page *s) {
    buf *b = v->out;
    MARK(b, "<ul class=\"counts\">");
    for (record k = 0; k < RECORD_COUNT; k++) {
        if (!s->records[k]) continue;
        MARK(b, "<li><a href=\"/");
        buf_put_z(b, record_name(k));
        MARK(b, "s?state=");
        html_path(b, s->actor.ref.code);
        MARK(b, "\"><strong>");
        html_int(b, s->records[k]);
        MARK(b, "</strong> ");
        buf_put_z(b, record_name(k));
        if (s->records[k] != 1) MARK(b, "s");
        MARK(b, "</a></li>");
    }
    MARK(b, "</ul>\n");
}

static void put_partners(view *v, const state_page *s) {
    buf *b = v->out;
    if (!s->partner_count) return;
    MARK(b, "<section id=\"partners\"><h2>Together with</h2>\n<ul class=\"columns\">\n");
    for (size_t i = 0; i < s->partner_count; i++) {
        const partner *p = &s->partners[i];
        MARK(b, "<li><a href=\"/pair/");
        html_path(b, s->actor.ref.code);
        MARK(b, "/");
        html_path(b, p->other.code);
        MARK(b, "\">");
        html_name(b, p->other.name);
        MARK(b, "</a> <span class=\"meta\">");
        html_int(b, p->records);
        MARK(b, "</span></li>\n");
    }
    MARK(b, "</ul></section>\n");
}

code section_due(view *v, const due_page *late, const due_page *soon, fault *f) {
    if (late->count) {
        MARK(v->out, "<section id=\"late\"><h2>Late</h2>\n");
        TRY(part_due_list(v, late->items, late->count, f));
        MARK(v->out, "</section>\n");
    }
    if (soon->count) {
        MARK(v->out, "<section id=\"soon\"><h2>Due soon</h2>\n");
        TRY(part_due_list(v, soon->items, soon->count, f));
        MARK(v->out, "</section>\n");
    }
    return OK;
}

/* Its agreements by sector; of the heaviest states the count has a page of its own. */
static code put_sectors(view *v, const state_page *s, fault *f) {
    enum { RECORDS_MOST = 5000 };
    int64_t records = 0, of[SECTOR_COUNT][RECORD_COUNT];
    for (record k = 0; k < RECORD_COUNT; k++) records += s->records[k];
    if (!records || records > RECORDS_MOST) return OK;
    TRY(world_state_sectors(v->arena, v->db, s->actor.ref.id, of, f));
    MARK(v->out, "<section id=\"sectors\"><h2>By sector</h2>\n");
    sector_table(v, of, s->actor.ref.code);
    MARK(v->out, "</section>\n");
    return OK;
}

static code put_timeline(view *v, const state_page *s, fault *f) {
    record_filter filter = RECORD_ANY;
    record_page met;
    filter.state = s->actor.ref.id;
    filter.family = RECORD_ENGAGEMENT;
    filter.on = v->request->today;
    TRY(record_browse(v->arena, v->db, &filter, S(""), 60, &met, f));
    const due_page *const due[] = {&s->late, &s->soon};
    section_timeline(v, &met, due, 2);
    return OK;
}

code page_state(request *q, response *r, fault *f) {
    state_page s;
    TRY(state_find(q->arena, q->worker, request_path_value(q, 0), q->today, &s, f));
    if (!str_eq(q->path, actor_address(q->arena, &s.actor.ref))) {
        respond_moved(r, actor_address(q->arena, &s.actor.ref));
        return OK;
    }
    static const records_look look = {.family = true};
    const page_head head = {.title = s.actor.ref.name, .section = "/states"};
    view v = view_open(q, r, &head);
    put_names(&v, &s.actor);
    put_counts(&v, &s);
    MARK(v.out, "<p><a href=\"/map?state=");
    html_path(v.out, s.actor.ref.code);
    MARK(v.out, "\">Its agreements on the map</a>; <a href=\"/state/");
    html_path(v.out, s.actor.ref.code);
    MARK(v.out, "/status\">What binds it on a day, and why</a>; <a href=\"/sectors?state=");
    html_path(v.out, s.actor.ref.code);
    MARK(v.out, "\">by sector</a>; <a href=\"/matrix?state=");
    html_path(v.out, s.actor.ref.code);
    MARK(v.out, "\">with whom, by sector</a></p>\n");
    TRY(put_timeline(&v, &s, f));
    TRY(put_sectors(&v, &s, f));
    put_partners(&v, &s);
    TRY(section_due(&v, &s.late, &s.soon, f));
    if (s.newest.count) {
        MARK(v.out, "<section id=\"newest\"><h2>Newest</h2>\n");
        TRY(part_records(&v, s.newest.items, s.newest.count, &look, f));
        MARK(v.out, "</section>\n");
    } else {
        part_teach(&v, S("The register holds nothing of it yet."));
    }
    if (s.membership_count) {
        MARK(v.out, "<section id=\"memberships\"><h2>Memberships</h2>\n");
        TRY(part_records(&v, s.memberships, s.membership_count, &look, f));
        MARK(v.out, "</section>\n");
    }
    section_cite_state(&v, s.actor.ref.name, actor_address(q->arena, &s.actor.ref),
                       s.actor.ref.code, S(""));
    view_close(&v);
    return OK;
}

code page_body(request *q, response *r, fault *f) {
    int64_t id;
    actor a;
    record_page page;
    record_filter filter = RECORD_ANY;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    TRY(actor_find(q->arena, q->worker, id, &a, f));
    str here = actor_address(q->arena, &a.ref);
    if (!str_eq(here, q->path)) {
        respond_moved(r, here);
        return OK;
    }
    filter.state = id;
    filter.on = q->today;
    TRY(record_browse(q->arena, q->worker, &filter, request_value(q, "after"), 50, &page, f));
    const page_head head = {.title = a.ref.name, .section = "/states"};
    view v = view_open(q, r, &head);
    MARK(v.out, "<p class=\"meta\">");
    buf_put_z(v.out, actor_kind_name(a.ref.kind));
    if (a.state.id) {
        MARK(v.out, " of ");
        part_actor(&v, &a.state);
    }
    MARK(v.out, "</p>\n");
    put_names(&v, &a);
    static const records_look look = {.family = true, .empty = {"Nothing is recorded of it.", 26}};
    TRY(part_records(&v, page.items, page.count, &look, f));
    part_pager(&v, page.next);
    section_cite_body(&v, &a.ref);
    view_close(&v);
    return OK;
}

static void put_pair_box(view *v, str a, str b) {
    MARK(v->out, "<form class=\"filters\" action=\"/pair\"><p><label for=\"a\">State</label>"
                 "<input id=\"a\" name=\"a\" required");
    html_attribute(v->out, "value", a);
    MARK(v->out, "></p><p><label for=\"b\">and</label><input id=\"b\" name=\"b\" required");
    html_attribute(v->out, "value", b);
    MARK(v->out, "></p><p><button>Show the pair</button></p></form>\n");
}

code page_pair_choose(request *q, response *r, fault *f) {
    str a = str_trim(request_value(q, "a")), b = str_trim(request_value(q, "b"));
    actor_ref first, second;
    if (a.n && b.n) {
        TRY(actor_lookup(q->arena, q->worker, a, &first, f));
        TRY(actor_lookup(q->arena, q->worker, b, &second, f));
        if (!first.code.n || !second.code.n)
            return fault_set(f, INVALID, "a pair", "two states or organisations are wanted");
        str to = str_format(q->arena, "/pair/" STR_FMT "/" STR_FMT, STR_ARG(first.code),
                            STR_ARG(second.code));
        if (!to.p) return fault_set(f, NOMEM, NULL, "not enough memory");
        respond_see_other(r, to);
        return OK;
    }
    const page_head head = {.title = S("A pair of states"), .section = "/states"};
    view v = view_open(q, r, &head);
    MARK(v.out, "<p>All that two states have signed, said and promised each other, on one page. "
                "Codes and names both work: BLR, Belarus.</p>\n");
    put_pair_box(&v, a, b);
    view_close(&v);
    return OK;
}
