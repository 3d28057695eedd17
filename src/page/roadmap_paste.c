/* A table pasted into a roadmap: shown as it was understood first, line by line, then taken. */
#include "page/pages.h"
#include "page/promise.h"
#include "page/roadmap.h"
#include "page/sections.h"
#include "page/write.h"

#include "exchange/roadmap_import.h"

#include <math.h>

typedef struct {
    int64_t id;
    str table;
    roadmap_imported n;
} pasted;

void part_paste(view *v, int64_t id, str table, bool closed) {
    buf *b = v->out;
    str action = str_format(v->arena, "/record/%lld/roadmap", (long long)id);
    if (closed)
        MARK(b, "<details id=\"paste-roadmap\"><summary>Add actions from a table</summary>\n");
    form_open(v, action.p ? action : S(""), false);
    MARK(b, "<p><label for=\"table\">Cells copied from a spreadsheet or a document, or lines with "
            "tabs, \"|\", commas or semicolons between</label><span class=\"hint\" "
            "id=\"table-hint\">The first row names the columns, in any order: action, milestone, "
            "pillar, owner, start, due, weight, target, unit, baseline. Nothing is taken before "
            "you have seen how it was understood.</span><textarea id=\"table\" "
            "name=\"table\" dir=\"auto\" rows=\"8\" required aria-describedby=\"table-hint\">");
    html_text(b, table);
    MARK(b, "</textarea></p><p><button>Show how it is understood</button></p></form>");
    if (closed) MARK(b, "</details>");
    MARK(b, "\n");
}

static void put_cell(view *v, str text) {
    MARK(v->out, "<td>");
    html_name(v->out, text);
    MARK(v->out, "</td>");
}

static void put_number_cell(view *v, double x, str unit) {
    MARK(v->out, "<td class=\"number\">");
    if (!isnan(x)) {
        buf_printf(v->out, "%.15g ", x);
        html_name(v->out, unit);
    }
    MARK(v->out, "</td>");
}

static void put_line(view *v, const roadmap_line *x, action_result what) {
    static const char *const words[] = {[ACTION_ADDED] = "new",
                                        [ACTION_KNOWN] = "there already: stays as it is",
                                        [ACTION_REPLANNED] = "there already: planned anew"};
    buf *b = v->out;
    const new_action *a = &x->action;
    MARK(b, "<tr><td class=\"number\">");
    html_int(b, (int64_t)x->line);
    MARK(b, "</td>");
    put_cell(v, a->pillar);
    put_cell(v, a->action);
    put_cell(v, a->milestone);
    put_cell(v, a->owner);
    MARK(b, "<td>");
    part_date(v, a->start);
    MARK(b, "</td><td>");
    part_date(v, a->due);
    if (x->due_given.n) {
        MARK(b, " <q>");
        html_name(b, x->due_given);
        MARK(b, "</q>");
    }
    MARK(b, "</td>");
    put_number_cell(v, a->weight > 0 ? a->weight : NAN, S(""));
    put_number_cell(v, a->baseline, a->unit);
    put_number_cell(v, a->measure, a->unit);
    if (x->wrong.n) {
        MARK(b, "<td class=\"warn\">");
        html_text(b, x->wrong);
        MARK(b, "</td></tr>\n");
    } else {
        put_cell(v, str_of(words[what]));
        MARK(b, "</tr>\n");
    }
}

static void put_lines(view *v, const roadmap_table *t, const action_result *results) {
    static const char *const heads[] = {"Line",  "Pillar", "Action",      "Milestone",
                                        "Owner", "Start",  "Due",         "Weight",
                                        "From",  "Target", "What it does"};
    buf *b = v->out;
    MARK(b, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Lines of the "
            "table\"><table><thead><tr>");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        MARK(b, "<th scope=\"col\">");
        buf_put_z(b, heads[i]);
        MARK(b, "</th>");
    }
    MARK(b, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < t->count; i++) put_line(v, &t->lines[i], results[i]);
    MARK(b, "</tbody></table></div>\n");
}

static void put_take(view *v, int64_t id, str table, size_t changes) {
    buf *b = v->out;
    str action = str_format(v->arena, "/record/%lld/roadmap", (long long)id);
    form_open(v, action.p ? action : S(""), false);
    MARK(b, "<input type=\"hidden\" name=\"take\" value=\"1\"><input type=\"hidden\" "
            "name=\"table\"");
    html_attribute(b, "value", table);
    MARK(b, "><p><button class=\"accept\">Take ");
    html_int(b, (int64_t)changes);
    if (changes == 1)
        MARK(b, " line");
    else
        MARK(b, " lines");
    MARK(b, "</button></p></form>\n");
}

static code page_preview(request *q, response *r, void *context, fault *f) {
    int64_t id = ((const pasted *)context)->id;
    str table = ((const pasted *)context)->table;
    record_row row;
    roadmap_table t;
    action_result *results;
    TRY(record_find(q->arena, q->worker, id, q->today, &row, f));
    TRY(roadmap_preview(q->arena, q->worker, id, table, &t, &results, f));
    const page_head head = {.title = S("A table, as it was understood"), .section = "/commitments"};
    view v = view_open(q, r, &head);
    size_t changes = 0;
    for (size_t i = 0; i < t.count; i++)
        changes += !t.lines[i].wrong.n && results[i] != ACTION_KNOWN;
    MARK(v.out, "<p>Actions of ");
    part_record_link(&v, &row);
    MARK(v.out, ". Nothing was written yet.</p>\n");
    put_lines(&v, &t, results);
    if (t.wrong) {
        MARK(v.out, "<p class=\"warn\" role=\"alert\">");
        html_int(v.out, (int64_t)t.wrong);
        MARK(v.out, " of the lines cannot be taken: mend them below. All are taken or none.</p>\n");
    } else if (changes) {
        put_take(&v, id, table, changes);
    } else {
        part_empty(&v, S("All of it is there already."));
    }
    MARK(v.out, "<h2>The table</h2>\n");
    part_paste(&v, id, table, false);
    view_close(&v);
    return OK;
}

static code work(change *c, void *context, fault *f) {
    pasted *x = context;
    TRY(roadmap_import(c, x->id, x->table, "line", &x->n, f));
    c->idle = x->n.actions + x->n.replanned == 0;
    change_about(c, "record", x->id, (str){0}, (str){0});
    return OK;
}

code roadmap_take(request *q, response *r, str location, roadmap_imported *out, fault *f) {
    pasted x = {.table = request_value(q, "table")};
    TRY(record_id_of(request_path_value(q, 0), &x.id, f));
    TRY(page_change(q, r, "plan", work, &x, location, f));
    *out = x.n;
    return OK;
}

code post_roadmap(request *q, response *r, fault *f) {
    roadmap_imported n;
    pasted x = {.table = request_value(q, "table")};
    TRY(record_id_of(request_path_value(q, 0), &x.id, f));
    if (!str_eq(request_value(q, "take"), S("1"))) return page_answer(q, r, page_preview, &x, f);
    str to = str_format(q->arena, "/record/%lld", (long long)x.id);
    if (!to.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    return roadmap_take(q, r, to, &n, f);
}
