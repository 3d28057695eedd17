/* A record that came out wrong is corrected by its number: the sources keep what they claim, and
 * what a person says is held. */
#include "page/pages.h"
#include "page/review.h"
#include "page/sections.h"
#include "page/write.h"

#include "store/record_spec.h"

static fact fact_of(const record_spec *s) {
    return (fact){.record = s->family,
                  .kind = s->kind,
                  .act = s->act,
                  .modality = s->modality,
                  .title = s->title,
                  .date = s->date,
                  .count = s->count,
                  .sectors = s->sectors,
                  .states = s->states,
                  .state_count = s->state_count,
                  .parties = s->parties,
                  .party_count = s->party_count};
}

code page_record_edit(request *q, response *r, fault *f) {
    record_row row;
    record_spec s;
    int64_t id;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    TRY(record_find(q->arena, q->worker, id, q->today, &row, f));
    TRY(spec_load(q->arena, q->worker, id, &s, f));
    const fact x = fact_of(&s);
    const page_head head = {.title = S("Correct a record"), .section = ""};
    view v = view_open(q, r, &head);
    buf *b = v.out;
    MARK(b, "<p>");
    part_record_link(&v, &row);
    MARK(b, ". Its sources keep what they say; what you say here is held, and stands in its "
            "history.</p>\n");
    form_open(&v, str_format(q->arena, "/record/%lld/edit", (long long)id), false);
    fact_fields(&v, &x);
    MARK(b, "<p><label for=\"place\">Place</label><input dir=\"auto\" id=\"place\" "
            "name=\"place\"");
    html_attribute(b, "value", s.place);
    MARK(b, "></p>\n<p><button class=\"accept\">Save</button> <a href=\"");
    html_text(b, record_address(q->arena, row.family, id, row.label));
    MARK(b, "\">Cancel</a></p></form>\n");
    view_close(&v);
    return OK;
}

typedef struct {
    request *q;
    int64_t id;
    record family;
} correction;

static code work(change *c, void *context, fault *f) {
    correction *x = context;
    record_spec s;
    str patch;
    TRY(spec_load(c->a, c->d, x->id, &s, f));
    x->family = s.family;
    const fact was = fact_of(&s);
    TRY(fact_form_patch(x->q, c->d, &was, &patch, f));
    return record_edit(c, x->id, patch, f);
}

code post_record_edit(request *q, response *r, fault *f) {
    correction x = {.q = q};
    TRY(record_id_of(request_path_value(q, 0), &x.id, f));
    TRY(page_change(q, r, "edit", work, &x, S("/"), f));
    str to =
        str_format(q->arena, "/%s/%lld?done=corrected", record_name(x.family), (long long)x.id);
    if (!to.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    r->location = to;
    return OK;
}
