#include "page/review.h"

#include "page/page_site.h"
#include "page/pages.h"

#include "base/jout.h"
#include "store/dispute.h"

#include <string.h>

/* Drafts beside their text, and the decisions on them. */

static void put_list(buf *b, const str *items, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i) MARK(b, ", ");
        html_name(b, items[i]);
    }
}

static void put_what(view *v, const fact *x) {
    buf *b = v->out;
    part_count_kind(v, x->record, x->kind, x->count);
    if (x->act != ACT_NONE) {
        MARK(b, ", ");
        html_text(b, words_of(v->arena, str_of(act_name(x->act))));
    }
    MARK(b, ", ");
    buf_put_z(b, modality_name(x->modality));
}

static void put_draft_facts(view *v, const draft_row *d) {
    buf *b = v->out;
    const fact *x = &d->fact;
    MARK(b, "<p class=\"meta\">");
    put_list(b, x->states, x->state_count);
    if (x->state_count && x->party_count) MARK(b, "; ");
    put_list(b, x->parties, x->party_count);
    if (x->date.n) {
        if (x->state_count || x->party_count) MARK(b, "; ");
        part_date(v, x->date);
    }
    part_sectors(v, x->sectors);
    MARK(b, "</p>\n");
}

static void put_decisions(view *v, const draft_row *d) {
    buf *b = v->out;
    str action = str_format(v->arena, "/draft/%lld/accept", (long long)d->id);
    form_open(v, action, false);
    MARK(b, "<button class=\"accept\">Accept</button> ");
    if (d->same)
        MARK(b, "<button class=\"fresh\" name=\"target\" value=\"0\">Accept as another one"
                "</button> ");
    MARK(b, "<button class=\"reject\" formaction=\"/draft/");
    html_int(b, d->id);
    MARK(b, "/reject\">Reject</button> <a class=\"edit\" href=\"/source/");
    html_int(b, d->source_id);
    MARK(b, "?edit=");
    html_int(b, d->id);
    MARK(b, "#d");
    html_int(b, d->id);
    MARK(b, "\">Edit</a> <a class=\"merge\" href=\"/draft/");
    html_int(b, d->id);
    MARK(b, "/merge\">Merge</a> <button class=\"plain split\" formaction=\"/draft/");
    html_int(b, d->id);
    MARK(b, "/split\">Split</button></form>\n");
}

static void put_outcome(view *v, const draft_row *d) {
    buf *b = v->out;
    MARK(b, "<p class=\"decided\">");
    if (d->state == DRAFT_REJECTED)
        MARK(b, "Rejected");
    else if (d->record_id) {
        MARK(b, "Accepted: <a href=\"/record/");
        html_int(b, d->record_id);
        MARK(b, "\">its record</a>");
    }
    MARK(b, "</p>\n");
}

/* What the register has of it from other sources, and otherwise. */
static void put_dispute(view *v, const draft_dispute *x) {
    buf *b = v->out;
    MARK(b, "<div class=\"dispute\"><p>Contradicts <a href=\"/record/");
    html_int(b, x->record_id);
    MARK(b, "\">record ");
    html_int(b, x->record_id);
    MARK(b, ", ");
    html_name(b, x->label);
    MARK(b, "</a>: ");
    html_text(b, x->reason);
    MARK(b, ".</p>");
    if (x->said.id && x->said.end > x->said.start) {
        MARK(b, "<p>There: ");
        part_sentence(v, &x->said);
        MARK(b, " from ");
        part_source_link(v, &x->said.source);
        MARK(b, "</p>");
    } else if (x->said.id) {
        MARK(b, "<p>There: ");
        part_source_link(v, &x->said.source);
        MARK(b, "</p>");
    }
    MARK(b, "</div>\n");
}

/* `disputes` are its own: `count` of them. */
static void put_draft(view *v, const draft_row *d, bool edited, const draft_dispute *disputes,
                      size_t count) {
    buf *b = v->out;
    size_t at = d->fact.evidence_count ? d->fact.evidence[0].start : 0;
    MARK(b, "<li id=\"d");
    html_int(b, d->id);
    MARK(b, "\" class=\"draft ");
    buf_put_z(b, record_name(d->fact.record));
    MARK(b, " ");
    buf_put_z(b, draft_state_name(d->state));
    MARK(b, "\" tabindex=\"-1\" data-at=\"e");
    html_int(b, (int64_t)at);
    MARK(b, "\"><h3>");
    if (d->state == DRAFT_WAITING) {
        MARK(b,
             "<input type=\"checkbox\" class=\"choose\" form=\"chosen\" name=\"draft\" value=\"");
        html_int(b, d->id);
        MARK(b, "\" aria-label=\"Choose draft ");
        html_int(b, d->id);
        MARK(b, "\"> ");
    }
    MARK(b, "<span class=\"family\">");
    buf_put_z(b, record_name(d->fact.record));
    MARK(b, "</span> ");
    put_what(v, &d->fact);
    if (d->edited) MARK(b, " <span class=\"meta\">corrected</span>");
    MARK(b, "</h3>\n");
    if (d->fact.title.n) {
        MARK(b, "<p class=\"title\">");
        html_name(b, d->fact.title);
        MARK(b, "</p>\n");
    }
    put_draft_facts(v, d);
    MARK(b, "<p><a class=\"sentence\" href=\"#e");
    html_int(b, (int64_t)at);
    MARK(b, "\"><q dir=\"auto\">");
    html_text(b, d->quote);
    MARK(b, "</q></a></p>\n");
    if (d->same && d->target_id && d->state == DRAFT_WAITING) {
        MARK(b, "<p class=\"same\">Known already, it seems: <a href=\"/record/");
        html_int(b, d->target_id);
        MARK(b, "\">");
        html_name(b, d->target_label);
        MARK(b, "</a></p>\n");
    }
    for (size_t i = 0; i < count; i++) put_dispute(v, &disputes[i]);
    if (d->state == DRAFT_WAITING && edited)
        draft_form(v, d);
    else if (d->state == DRAFT_WAITING)
        put_decisions(v, d);
    else
        put_outcome(v, d);
    MARK(b, "</li>\n");
}

/* The boxes beside the drafts belong to this form, wherever they stand. */
static void put_chosen(view *v, int64_t source_id) {
    buf *b = v->out;
    MARK(b, "<form id=\"chosen\" method=\"post\" action=\"/source/");
    html_int(b, source_id);
    MARK(b, "/accept\"><input type=\"hidden\" name=\"token\" value=\"");
    buf_put_z(b, v->request->session.token);
    MARK(b, "\"><input type=\"hidden\" name=\"only\" value=\"chosen\"><button "
            "class=\"plain some\">Accept chosen</button> <button class=\"plain none\" "
            "formaction=\"/source/");
    html_int(b, source_id);
    MARK(b, "/reject\">Reject chosen</button></form>");
}

/* A draft was split or corrected a moment ago, and nothing is decided yet. */
static bool may_undo(const view *v) {
    str done = request_value(v->request, "done");
    return str_eq(done, S("split")) || str_eq(done, S("edited"));
}

static void put_bulk(view *v, int64_t source_id, size_t waiting, size_t all) {
    buf *b = v->out;
    MARK(b, "<p class=\"progress\"><progress max=\"");
    html_int(b, (int64_t)all);
    MARK(b, "\" value=\"");
    html_int(b, (int64_t)(all - waiting));
    MARK(b, "\" aria-label=\"Drafts decided\"></progress> ");
    html_int(b, (int64_t)(all - waiting));
    MARK(b, " of ");
    html_int(b, (int64_t)all);
    MARK(b, " decided</p>\n<div class=\"bulk\">");
    if (waiting) {
        str accept = str_format(v->arena, "/source/%lld/accept", (long long)source_id);
        form_open(v, accept, false);
        MARK(b, "<button class=\"accept\">Accept all</button> <button formaction=\"/source/");
        html_int(b, source_id);
        MARK(b, "/reject\">Reject all</button></form>");
        put_chosen(v, source_id);
    }
    if (waiting < all || may_undo(v)) {
        form_open(v, S("/undo"), false);
        MARK(b, "<input type=\"hidden\" name=\"source\" value=\"");
        html_int(b, source_id);
        MARK(b, "\"><button class=\"undo\">Undo the last decision</button></form>");
    }
    MARK(b, "<a class=\"next\" href=\"/review?after=");
    html_int(b, source_id);
    MARK(b, "\">Next document</a>");
    MARK(b, "</div>\n");
}

code review_drafts(view *v, const source_page *s, int64_t edited, fault *f) {
    size_t waiting = 0, dispute_count, next = 0;
    draft_dispute *disputes;
    TRY(disputes_of_drafts(v->arena, v->db, &s->ref, s->drafts, s->draft_count, &disputes,
                           &dispute_count, f));
    for (size_t i = 0; i < s->draft_count; i++) waiting += s->drafts[i].state == DRAFT_WAITING;
    MARK(v->out, "<section class=\"review\" aria-labelledby=\"drafts\"><h2 id=\"drafts\">What it "
                 "says</h2>\n");
    put_bulk(v, s->ref.id, waiting, s->draft_count);
    MARK(v->out, "<p class=\"meta keys\">Keys: <kbd>j</kbd> <kbd>k</kbd> next, previous; "
                 "<kbd>a</kbd> accept; <kbd>r</kbd> reject; <kbd>e</kbd> edit; <kbd>m</kbd> merge; "
                 "<kbd>s</kbd> split; <kbd>x</kbd> choose, <kbd>X</kbd> all; "
                 "<kbd>A</kbd> <kbd>R</kbd> accept, reject the chosen; <kbd>f</kbd> a fact from "
                 "the selected "
                 "text; <kbd>u</kbd> undo; <kbd>n</kbd> next document</p>"
                 "\n<ol class=\"drafts\">\n");
    for (size_t i = 0; i < s->draft_count; i++) {
        size_t first = next;
        while (next < dispute_count && disputes[next].draft == i) next++;
        put_draft(v, &s->drafts[i], s->drafts[i].id == edited,
                  dispute_count ? &disputes[first] : NULL, next - first);
    }
    MARK(v->out, "</ol>\n");
    if (dispute_count == DISPUTES_SHOWN_MOST)
        MARK(v->out,
             "<p class=\"meta\">More of them may contradict the register: that is shown once "
             "those above are decided.</p>\n");
    if (s->text.n) review_missed(v, s->ref.id);
    MARK(v->out, "</section>\n");
    return OK;
}

/* Where one goes on after a decision: the next draft of the source that waits, else its top. */
static str next_stop(arena *a, db *d, int64_t source_id, int64_t after, const char *done) {
    draft_row *rows;
    size_t n;
    int64_t next = 0;
    bool passed = after == 0;
    if (draft_list(a, d, source_id, DRAFT_STATE_COUNT, &rows, &n, NULL) != OK) n = 0;
    for (size_t i = 0; i < n; i++) {
        bool waits = rows[i].state == DRAFT_WAITING;
        if (waits && (!next || (passed && next < 0))) next = passed ? rows[i].id : -rows[i].id;
        if (waits && passed) {
            next = rows[i].id;
            break;
        }
        passed |= rows[i].id == after;
    }
    str to = next ? str_format(a, "/source/%lld?done=%s#d%lld", (long long)source_id, done,
                               (long long)(next < 0 ? -next : next))
                  : str_format(a, "/source/%lld?done=%s", (long long)source_id, done);
    return to.p ? to : S("/sources");
}

/* A decision: one change, made by `decide`, then on to the next draft. */
typedef struct {
    int64_t id; /* of a draft or a source */
    int64_t source_id, draft_id;
    const char *done;
    int64_t target;
    request *q;             /* whose form corrects a draft */
    const field_list *form; /* the drafts chosen; null: all */
} decision;

static code change_with(request *q, response *r, const char *action, decision *what,
                        code (*decide)(change *, decision *, fault *), fault *f) {
    page_site *k = page_site_of(q);
    db *d = pool_writer(k->pool);
    change c;
    code result = change_begin(&c, d, q->arena, action, q->session.who, f);
    if (result == OK) {
        result = decide(&c, what, f);
        if (result == OK)
            result = change_commit(&c, f);
        else
            change_rollback(&c);
    }
    if (result == OK)
        respond_see_other(
            r, what->source_id ? next_stop(q->arena, d, what->source_id, what->draft_id, what->done)
                               : S("/log"));
    pool_writer_return(k->pool);
    return result;
}

static code id_of_path(request *q, const char *what, int64_t *out, fault *f) {
    if (str_int(request_path_value(q, 0), out) && *out > 0) return OK;
    return fault_set(f, NOTFOUND, NULL, "a %s has a number", what);
}

static code draft_of(change *c, decision *what, fault *f) {
    draft_row row;
    TRY(draft_find(c->a, c->d, what->id, &row, f));
    what->source_id = row.source_id;
    what->draft_id = row.id;
    return OK;
}

static code decide_accept(change *c, decision *what, fault *f) {
    accepted result;
    TRY(draft_of(c, what, f));
    TRY(draft_accept(c, what->id, what->target, &result, f));
    what->done = result.joined ? "joined" : "accepted";
    return OK;
}

code post_draft_accept(request *q, response *r, fault *f) {
    decision what = {0};
    TRY(id_of_path(q, "draft", &what.id, f));
    TRY(request_int(q, "target", -1, &what.target, f));
    return change_with(q, r, "accept", &what, decide_accept, f);
}

static code decide_reject(change *c, decision *what, fault *f) {
    TRY(draft_of(c, what, f));
    what->done = "rejected";
    return draft_reject(c, what->id, f);
}

code post_draft_reject(request *q, response *r, fault *f) {
    decision what = {0};
    TRY(id_of_path(q, "draft", &what.id, f));
    return change_with(q, r, "reject", &what, decide_reject, f);
}

/* Each chosen draft of the source; what was decided meanwhile is a conflict. */
static code decide_chosen(change *c, decision *what, bool accept, fault *f) {
    size_t n = 0;
    int64_t *ids = arena_array(c->a, what->form->count + 1, sizeof *ids);
    if (!ids) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < what->form->count; i++) {
        const field *x = &what->form->items[i];
        draft_row row;
        if (!str_eq(x->name, S("draft")) || !str_int(x->value, &ids[n])) continue;
        TRY(draft_find(c->a, c->d, ids[n], &row, f));
        if (row.source_id != what->source_id)
            return fault_set(f, INVALID, "draft", "draft %lld is of another source",
                             (long long)ids[n]);
        what->draft_id = ids[n++];
    }
    TRY(accept ? draft_accept_chosen(c, ids, n, f) : draft_reject_chosen(c, ids, n, f));
    if (!n) return fault_set(f, INVALID, "draft", "choose a draft first, by the box before it");
    change_about(c, "source", what->source_id, (str){0}, (str){0});
    what->done = accept ? "accepted-chosen" : "rejected-chosen";
    return OK;
}

static void take_chosen(const request *q, decision *what) {
    if (str_eq(request_value(q, "only"), S("chosen"))) what->form = &q->form;
}

static code decide_accept_all(change *c, decision *what, fault *f) {
    size_t n;
    what->source_id = what->id;
    what->done = "accepted-all";
    if (what->form) return decide_chosen(c, what, true, f);
    return draft_accept_all(c, what->id, 0, &n, f);
}

code post_source_accept(request *q, response *r, fault *f) {
    decision what = {0};
    TRY(id_of_path(q, "source", &what.id, f));
    take_chosen(q, &what);
    return change_with(q, r, "accept", &what, decide_accept_all, f);
}

static code decide_reject_all(change *c, decision *what, fault *f) {
    size_t n;
    what->source_id = what->id;
    what->done = "rejected-all";
    if (what->form) return decide_chosen(c, what, false, f);
    return draft_reject_all(c, what->id, &n, f);
}

code post_source_reject(request *q, response *r, fault *f) {
    decision what = {0};
    TRY(id_of_path(q, "source", &what.id, f));
    take_chosen(q, &what);
    return change_with(q, r, "reject", &what, decide_reject_all, f);
}

static code decide_undo(change *c, decision *what, fault *f) {
    int64_t undone;
    what->done = "undone";
    return entry_undo(c, &undone, f);
}

code post_undo(request *q, response *r, fault *f) {
    decision what = {0};
    int64_t back;
    TRY(request_int(q, "source", 0, &what.source_id, f));
    TRY(request_int(q, "instrument", 0, &back, f));
    TRY(change_with(q, r, "undo", &what, decide_undo, f));
    if (back > 0)
        r->location = str_format(q->arena, "/instrument/%lld?done=undone", (long long)back);
    return r->location.p ? OK : fault_set(f, NOMEM, NULL, "not enough memory");
}

static code decide_edit(change *c, decision *what, fault *f) {
    str patch;
    TRY(draft_of(c, what, f));
    TRY(fact_form_patch(what->q, c->d, NULL, &patch, f));
    what->draft_id = 0; /* stay where we are: at the draft that was corrected */
    what->done = "edited";
    return draft_edit(c, what->id, patch, f);
}

code post_draft_edit(request *q, response *r, fault *f) {
    decision what = {.q = q};
    TRY(id_of_path(q, "draft", &what.id, f));
    TRY(change_with(q, r, "edit", &what, decide_edit, f));
    if (what.source_id) {
        str to = str_format(q->arena, "/source/%lld?done=edited#d%lld", (long long)what.source_id,
                            (long long)what.id);
        if (to.p) r->location = to;
    }
    return OK;
}
