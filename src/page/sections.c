#include "page/sections.h"
#include "page/proposals.h"

#include "store/entry.h"
#include "store/link.h"

#include <string.h>

static void put_title_lines(view *v, const record_row *row) {
    part_field(v, S("Title in the source"), str_eq(row->title, row->label) ? S("") : row->title);
    part_field(v, S("What it says"), row->content);
}

/* Of a treaty with a hundred parties the table further down is the list. */
static void put_party_names(view *v, const record_row *row) {
    enum { MOST = 16 };
    buf *b = v->out;
    if (!row->party_count) return;
    MARK(b, "<div><dt>Parties</dt><dd>");
    if (row->family == RECORD_INSTRUMENT && row->party_count > MOST) {
        MARK(b, "<a href=\"#parties\">");
        html_int(b, (int64_t)row->party_count);
        MARK(b, ", in the table below</a></dd></div>\n");
        return;
    }
    if (row->party_count > MOST)
        MARK(b, "<ul class=\"columns\">");
    else
        MARK(b, "<ul class=\"plain\">");
    for (size_t i = 0; i < row->party_count; i++) {
        const record_party *p = &row->parties[i];
        MARK(b, "<li>");
        part_actor(v, &p->actor);
        if (p->role != ROLE_SIDE && p->role != ROLE_PARTICIPANT) {
            MARK(b, " <span class=\"meta\">");
            html_text(b, words_of(v->arena, str_of(role_name(p->role))));
            MARK(b, "</span>");
        }
        MARK(b, "</li>");
    }
    MARK(b, "</ul></dd></div>\n");
}

void section_facts(view *v, const record_row *row) {
    buf *b = v->out;
    MARK(b, "<dl class=\"facts\">\n");
    put_title_lines(v, row);
    MARK(b, "<div><dt>Kind</dt><dd>");
    part_kind(v, row);
    MARK(b, "</dd></div>\n");
    if (row->date.n) {
        MARK(b, "<div><dt>Date</dt><dd>");
        part_date(v, row->date);
        MARK(b, "</dd></div>\n");
    }
    put_party_names(v, row);
    if (row->sectors) {
        MARK(b, "<div><dt>Sectors</dt><dd>");
        part_sectors(v, row->sectors);
        MARK(b, "</dd></div>\n");
    }
    part_field(v, S("Place"), row->place);
    part_field(v, S("Note"), row->note);
    MARK(b, "</dl>\n");
    if (row->withdrawn) return;
    MARK(b, "<p class=\"meta\"><a href=\"/record/");
    html_int(b, row->id);
    MARK(b, "/edit\">Correct this record</a></p>\n");
}

static size_t distinct(int64_t *ids, size_t n, int64_t id) {
    for (size_t i = 0; i < n; i++)
        if (ids[i] == id) return n;
    ids[n] = id;
    return n + 1;
}

/* "2 independent sources and a copy": a text that was taken over says nothing more. */
static code put_source_count(view *v, const evidence_row *e, size_t n, fault *f) {
    int64_t *all = arena_array(v->arena, n + 1, sizeof *all);
    int64_t *originals = arena_array(v->arena, n + 1, sizeof *originals);
    if (!all || !originals) return fault_set(f, NOMEM, NULL, "not enough memory");
    size_t sources = 0, independent = 0;
    for (size_t i = 0; i < n; i++) {
        const source_ref *s = &e[i].source;
        sources = distinct(all, sources, s->id);
        independent = distinct(originals, independent, s->copy_of ? s->copy_of : s->id);
    }
    if (sources < 2) return OK;
    buf *b = v->out;
    MARK(b, "<p class=\"meta\">");
    html_int(b, (int64_t)independent);
    buf_put_z(b, independent == 1 ? " independent source" : " independent sources");
    if (sources > independent) {
        MARK(b, " and ");
        html_int(b, (int64_t)(sources - independent));
        buf_put_z(b, sources - independent == 1 ? " copy" : " copies");
    }
    MARK(b, "</p>\n");
    return OK;
}

code section_evidence(view *v, int64_t id, fault *f) {
    evidence_row *e;
    size_t n;
    TRY(record_evidence(v->arena, v->db, id, &e, &n, f));
    MARK(v->out, "<section id=\"evidence\"><h2>What says so</h2>\n");
    if (!n) part_empty(v, S("No source is kept for this record."));
    TRY(put_source_count(v, e, n, f));
    for (size_t i = 0; i < n; i++) part_quote(v, &e[i]);
    MARK(v->out, "</section>\n");
    return OK;
}

static void put_claim_value(view *v, str name, str value) {
    if (str_eq(name, S("date")) || str_eq(name, S("due")) || str_eq(name, S("period")))
        part_date(v, value);
    else
        html_name(v->out, words_of(v->arena, value));
    if (!value.n) MARK(v->out, "nothing");
}

code section_claims(view *v, int64_t id, fault *f) {
    claim_row *c;
    size_t n;
    TRY(record_claims(v->arena, v->db, id, &c, &n, f));
    bool any = false;
    for (size_t i = 0; i < n; i++) any |= c[i].disagrees;
    if (!any) return OK;
    buf *b = v->out;
    MARK(b, "<section id=\"claims\"><h2>Sources disagree</h2>\n<div class=\"scroll\"><table>"
            "<thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Value</th>"
            "<th scope=\"col\">Says</th><th scope=\"col\">Held</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < n; i++) {
        if (!c[i].disagrees) continue;
        MARK(b, "<tr><td>");
        html_text(b, words_of(v->arena, c[i].field));
        MARK(b, "</td><td>");
        put_claim_value(v, c[i].field, c[i].value);
        MARK(b, "</td><td>");
        if (c[i].source.id)
            part_source_link(v, &c[i].source);
        else
            MARK(b, "an editor");
        if (c[i].held)
            MARK(b, "</td><td><strong>held</strong></td></tr>\n");
        else
            MARK(b, "</td><td></td></tr>\n");
    }
    MARK(b, "</tbody></table></div></section>\n");
    return OK;
}

/* A link as the page of one of its two ends words it. */
static str link_words(link_kind k, bool outgoing) {
    static const char *const out[LINK_KIND_COUNT] = {
        [LINK_FULFILS] = "Fulfils",
        [LINK_PARTLY_FULFILS] = "Fulfils in part",
        [LINK_CONTRADICTS] = "Contradicts",
        [LINK_SAME_AS] = "The same as",
        [LINK_IMPLEMENTS] = "Implements",
        [LINK_FOLLOWS_UP] = "Follows up",
        [LINK_AMENDS] = "Amends",
        [LINK_SUPERSEDES] = "Supersedes",
        [LINK_MADE_UNDER] = "Made under",
        [LINK_OUTCOME_OF] = "Came of",
        [LINK_MEMBER_OF] = "One of a group",
        [LINK_LEADS_TO] = "Led to",
    };
    static const char *const in[LINK_KIND_COUNT] = {
        [LINK_FULFILS] = "Fulfilled by",
        [LINK_PARTLY_FULFILS] = "Fulfilled in part by",
        [LINK_CONTRADICTS] = "Contradicted by",
        [LINK_SAME_AS] = "The same as",
        [LINK_IMPLEMENTS] = "Implemented by",
        [LINK_FOLLOWS_UP] = "Followed up by",
        [LINK_AMENDS] = "Amended by",
        [LINK_SUPERSEDES] = "Superseded by",
        [LINK_MADE_UNDER] = "Made under it",
        [LINK_OUTCOME_OF] = "What came of it",
        [LINK_MEMBER_OF] = "Members of the group",
        [LINK_LEADS_TO] = "Came after",
    };
    return str_of(outgoing ? out[k] : in[k]);
}

static code put_link(view *v, int64_t id, const link_row *l, fault *f) {
    static const records_look look = {.family = true};
    TRY(part_records(v, &l->other, 1, &look, f));
    if (l->state != LINK_PROPOSED && !l->reason.n) return OK;
    MARK(v->out, "<p class=\"meta\">");
    if (l->state == LINK_PROPOSED) MARK(v->out, "Proposed, not confirmed. ");
    html_name(v->out, l->reason);
    MARK(v->out, "</p>\n");
    if (l->state == LINK_PROPOSED) link_buttons(v, l->id, id, l->other.label);
    return OK;
}

code section_links(view *v, int64_t id, day on, fault *f) {
    link_row *l;
    size_t n;
    TRY(record_links(v->arena, v->db, id, on, &l, &n, f));
    if (!n) return OK;
    MARK(v->out, "<section id=\"links\"><h2>Related</h2>\n");
    for (size_t i = 0; i < n; i++) {
        str words = link_words(l[i].kind, l[i].outgoing);
        if (!i || !str_eq(words, link_words(l[i - 1].kind, l[i - 1].outgoing))) {
            MARK(v->out, "<h3>");
            html_text(v->out, words);
            MARK(v->out, "</h3>\n");
        }
        TRY(put_link(v, id, &l[i], f));
    }
    MARK(v->out, "</section>\n");
    return OK;
}

code section_history(view *v, int64_t id, fault *f) {
    entry_page entries;
    TRY(entry_browse(v->arena, v->db, id, S(""), 50, &entries, f));
    if (!entries.count) return OK;
    buf *b = v->out;
    MARK(b, "<section id=\"history\"><h2>History</h2>\n<ol class=\"log\">\n");
    for (size_t i = 0; i < entries.count; i++) part_entry(v, &entries.items[i]);
    MARK(b, "</ol></section>\n");
    return OK;
}

code record_id_of(str key, int64_t *out, fault *f) {
    size_t n = 0;
    while (n < key.n && key.p[n] >= '0' && key.p[n] <= '9') n++;
    if (!n || (n < key.n && key.p[n] != '-') || !str_int(str_slice(key, 0, n), out))
        return fault_set(f, NOTFOUND, NULL,
                         "an address of this kind starts with a number, such as /instrument/7");
    return OK;
}

bool record_moved(request *q, response *r, const record_row *row) {
    str here = record_address(q->arena, row->family, row->id, row->label);
    if (str_eq(here, q->path)) return false;
    size_t mark = str_find(q->target, S("?"), 0);
    str asked = mark == SIZE_MAX ? S("") : str_slice(q->target, mark, q->target.n);
    str to = str_format(q->arena, STR_FMT STR_FMT, STR_ARG(here), STR_ARG(asked));
    if (!to.p) return false;
    respond_moved(r, to);
    return true;
}
