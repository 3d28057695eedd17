/* A record that came out wrong is corrected by its number: the sources keep what they claim, and
 * what a person says is held. */
#include "page/page_site.h"
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
    int64_t id;
    str patch;
    record family;
} correction;

static code work(change *c, void *context, fault *f) {
    correction *x = context;
    record_row row;
    TRY(record_find(c->a, c->d, x->id, DAY_NONE, &row, f));
    x->family = row.family;
    return record_edit(c, x->id, x->patch, f);
}

static code spec_now(request *q, int64_t id, record_spec *out, fault *f) {
    page_site *k = page_site_of(q);
    db *d;
    TRY(pool_reader(k->pool, &d, f));
    code result = spec_load(q->arena, d, id, out, f);
    pool_return(k->pool, d);
    return result;
}

code post_record_edit(request *q, response *r, fault *f) {
    correction x = {0};
    record_spec s;
    buf patch;
    TRY(record_id_of(request_path_value(q, 0), &x.id, f));
    TRY(spec_now(q, x.id, &s, f));
    const fact was = fact_of(&s);
    buf_init(&patch, (size_t)1 << 20);
    code result = fact_form_patch(q, &was, &patch, f);
    if (result == OK) x.patch = str_copy(q->arena, buf_str(&patch));
    buf_reset(&patch);
    if (result != OK) return result;
    TRY(page_change(q, r, "edit", work, &x, S("/"), f));
    str to =
        str_format(q->arena, "/%s/%lld?done=corrected", record_name(x.family), (long long)x.id);
    if (!to.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    r->location = to;
    return OK;
}
