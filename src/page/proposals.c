/* Which deed may carry out which promise: a person confirms, or refuses. */
#include "page/proposals.h"
#include "page/pages.h"
#include "page/promise.h"
#include "page/promise_write.h"

#include "store/proposal.h"

void link_buttons(view *v, int64_t link_id, int64_t record_id, str about) {
    static const char *const words[][2] = {{"confirm", "Confirm"}, {"refuse", "Refuse"}};
    buf *b = v->out;
    MARK(b, "<div class=\"decide\">");
    for (size_t i = 0; i < 2; i++) {
        str action = str_format(v->arena, "/link/%lld/%s", (long long)link_id, words[i][0]);
        form_open(v, action.p ? action : S(""), false);
        if (record_id) {
            MARK(b, "<input type=\"hidden\" name=\"record\" value=\"");
            html_int(b, record_id);
            MARK(b, "\">");
        }
        MARK(b, "<button>");
        buf_put_z(b, words[i][1]);
        MARK(b, "<span class=\"unseen\"> that ");
        html_text(b, about);
        MARK(b, "</span></button></form>");
    }
    MARK(b, "</div>");
}

static code put_side(view *v, const record_row *row, fault *f) {
    buf *b = v->out;
    MARK(b, "<div class=\"about\">");
    part_record_link(v, row);
    MARK(b, "<p class=\"meta\">");
    part_kind(v, row);
    if (row->date.n) MARK(b, "; ");
    part_date(v, record_when(row));
    MARK(b, "</p>");
    evidence_row *quote;
    TRY(part_quotes(v, row, 1, &quote, f));
    if (quote->id) part_sentence(v, quote);
    MARK(b, "</div>");
    return OK;
}

static code put_proposal(view *v, const proposal *p, fault *f) {
    static const char *const words[LINK_KIND_COUNT] = {
        [LINK_FULFILS] = "carries out",
        [LINK_PARTLY_FULFILS] = "carries out a part of",
        [LINK_CONTRADICTS] = "contradicts",
        [LINK_SUPERSEDES] = "takes the place of",
    };
    buf *b = v->out;
    MARK(b, "<li id=\"l");
    html_int(b, p->id);
    MARK(b, "\">");
    TRY(put_side(v, &p->deed, f));
    MARK(b, "<p class=\"verb\">");
    if (words[p->kind]) buf_put_z(b, words[p->kind]);
    MARK(b, "</p>");
    TRY(put_side(v, &p->promise, f));
    MARK(b, "<p class=\"reason\">");
    html_name(b, p->reason);
    MARK(b, "</p>");
    link_buttons(v, p->id, 0, p->deed.label);
    MARK(b, "</li>\n");
    return OK;
}

code page_proposals(request *q, response *r, fault *f) {
    proposal_page page;
    TRY(proposal_browse(q->arena, q->worker, 0, q->today, request_value(q, "after"), 30, &page, f));
    const page_head head = {.title = S("Promises that may have been kept"),
                            .section = "/commitments"};
    view v = view_open(q, r, &head);
    MARK(v.out, "<p>What happened is compared with what was promised before, and what one source "
                "tells with what another does. Nothing counts until you confirm it; what you "
                "refuse is not proposed again. The log's last decision "
                "can be taken back.</p>\n");
    if (!page.count)
        part_empty(&v, S("No link waits for your decision. When a deed that may carry out an open "
                         "promise enters the register, the two stand here to be confirmed."));
    if (page.count) MARK(v.out, "<ol class=\"proposals\">\n");
    for (size_t i = 0; i < page.count; i++) TRY(put_proposal(&v, &page.items[i], f));
    if (page.count) MARK(v.out, "</ol>\n");
    part_pager(&v, page.next);
    form_button(&v, S("/undo"), S("Take the last decision back"), S(""));
    view_close(&v);
    return OK;
}

static code decide(request *q, response *r, link_state state, fault *f) {
    int64_t record_id;
    promise_written done;
    TRY(request_int(q, "record", 0, &record_id, f));
    str to = record_id ? str_format(q->arena, "/record/%lld", (long long)record_id)
                       : str_format(q->arena, "/proposals?done=%s", link_state_name(state));
    if (!to.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    return link_answer(q, r, state, to, &done, f);
}

code post_link_confirm(request *q, response *r, fault *f) {
    return decide(q, r, LINK_CONFIRMED, f);
}

code post_link_refuse(request *q, response *r, fault *f) {
    return decide(q, r, LINK_REFUSED, f);
}
