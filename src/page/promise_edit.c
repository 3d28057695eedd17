/* What a person knows of a promise that its sentence does not say: who has to see to it, the
 * number, its place in a roadmap. */
#include "page/promise_write.h"

#include "page/promise.h"
#include "page/sections.h"
#include "page/write.h"

#include "base/jout.h"
#include "store/field_patch.h"
#include "store/record_spec.h"

#include <math.h>

static const char *const names[] = {
    "owners",           "beneficiaries", "content", "due_words", "measure_target", "measure_unit",
    "measure_baseline", "pillar",        "weight",  "parent",    "sessions",
};
enum { NAMES = sizeof names / sizeof *names };

typedef struct {
    int64_t id;
    str patch;
    day today;
    promise_written done;
} edited;

static code work(change *c, void *context, fault *f) {
    edited *x = context;
    record_row row;
    TRY(record_find(c->a, c->d, x->id, x->today, &row, f));
    if (row.family != RECORD_COMMITMENT)
        return fault_set(f, NOTFOUND, NULL, "no commitment %lld", (long long)x->id);
    TRY(record_edit(c, x->id, x->patch, f));
    TRY(record_find(c->a, c->d, x->id, x->today, &row, f));
    return follow_judge_row(c->a, c->d, &row, x->today, &x->done.is_promise, &x->done.verdict, f);
}

static code patch_make(request *q, str *out, fault *f) {
    buf text;
    jout j;
    size_t n = 0;
    buf_init(&text, 0);
    jout_init(&j, &text);
    jout_open(&j, '{');
    for (size_t i = 0; i < NAMES; i++) {
        if (!form_find(&q->form, names[i])) continue;
        field_patch(&j, str_of(names[i]), request_value(q, names[i]));
        n++;
    }
    jout_close(&j, '}');
    *out = text.code == OK ? str_copy(q->arena, buf_str(&text)) : (str){0};
    buf_reset(&text);
    if (!out->p) return fault_set(f, NOMEM, NULL, "not enough memory");
    return n ? OK : fault_set(f, INVALID, NULL, "nothing to change was given");
}

code promise_edit(request *q, response *r, str location, promise_written *out, fault *f) {
    edited x = {.today = q->today};
    TRY(record_id_of(request_path_value(q, 0), &x.id, f));
    x.done.promise_id = x.id;
    TRY(patch_make(q, &x.patch, f));
    TRY(page_change(q, r, "edit", work, &x, location, f));
    *out = x.done;
    return OK;
}

static str joined(arena *a, const str *items, size_t count) {
    buf b;
    buf_init(&b, 0);
    for (size_t i = 0; i < count; i++) {
        if (i) buf_put_z(&b, "; ");
        buf_put(&b, items[i]);
    }
    str all = b.n ? str_copy(a, buf_str(&b)) : S("");
    buf_reset(&b);
    return all.p ? all : S("");
}

static str number_text(arena *a, double v) {
    str text = isnan(v) ? S("") : str_format(a, "%.15g", v);
    return text.p ? text : S("");
}

code section_promise_edit(view *v, int64_t id, fault *f) {
    record_spec s;
    arena *a = v->arena;
    TRY(spec_load(a, v->db, id, &s, f));
    str action = str_format(a, "/commitment/%lld/edit", (long long)id);
    if (!action.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    const struct {
        const char *name, *label;
        str value;
    } lines[] = {
        {"owners", "Owners: agencies, companies, person: NAME (semicolons between)",
         joined(a, s.owners, s.owner_count)},
        {"beneficiaries", "To whom it was promised (semicolons between)",
         joined(a, s.beneficiaries, s.beneficiary_count)},
        {"measure_target", "Number to be reached", number_text(a, s.measure_target)},
        {"measure_unit", "Its unit (USD, tractors)", s.measure_unit},
        {"measure_baseline", "Where it began", number_text(a, s.measure_baseline)},
        {"parent", "Part of (a record's ref, or record-12)", s.parent},
        {"pillar", "Pillar", s.pillar},
        {"weight", "Weight beside the other actions", number_text(a, s.weight)},
        {"due_words", "How the source words the day", s.due_words},
    };
    MARK(v->out, "<details id=\"edit-promise\"><summary>Owner, number, place in a roadmap</summary>"
                 "\n");
    form_open(v, action, false);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        put_line_input(v, lines[i].name, lines[i].label, "text", lines[i].value, false);
    MARK(v->out, "<p><button>Save</button></p></form></details>\n");
    return OK;
}
