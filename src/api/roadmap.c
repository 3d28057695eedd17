/* A roadmap from a table, or how its lines are understood. */
#include "api/api.h"
#include "api/write.h"

#include "page/roadmap.h"
#include "page/sections.h"
#include "page/write.h"

static void write_line(jout *j, const roadmap_line *x, action_result what) {
    static const char *const words[] = {
        [ACTION_ADDED] = "new", [ACTION_KNOWN] = "known", [ACTION_REPLANNED] = "replanned"};
    const new_action *a = &x->action;
    const struct {
        const char *key;
        str text;
    } cells[] = {{"pillar", a->pillar},       {"action", a->action}, {"milestone", a->milestone},
                 {"owner", a->owner},         {"start", a->start},   {"due", a->due},
                 {"due_words", x->due_given}, {"unit", a->unit}};
    jout_open(j, '{');
    jout_pair_int(j, "line", (int64_t)x->line);
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        jout_pair_str(j, cells[i].key, cells[i].text);
    jout_key(j, "target");
    jout_exact(j, a->measure);
    jout_key(j, "baseline");
    jout_exact(j, a->baseline);
    jout_pair_str(j, "wrong", x->wrong.n ? x->wrong : (str){0});
    jout_pair_str(j, "does", x->wrong.n ? (str){0} : str_of(words[what]));
    jout_close(j, '}');
}

static code preview(request *q, response *r, void *context, fault *f) {
    const int64_t *id = context;
    roadmap_table t;
    action_result *results;
    jout j;
    TRY(roadmap_preview(q->arena, q->worker, *id, request_value(q, "table"), &t, &results, f));
    answer_begin(r, &j);
    jout_key(&j, "lines");
    jout_open(&j, '[');
    for (size_t i = 0; i < t.count; i++) write_line(&j, &t.lines[i], results[i]);
    jout_close(&j, ']');
    jout_pair_int(&j, "wrong", (int64_t)t.wrong);
    answer_end(r, &j);
    return OK;
}

code api_roadmap(request *q, response *r, fault *f) {
    roadmap_imported n;
    int64_t id;
    jout j;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    if (str_eq(request_value(q, "preview"), S("1"))) return page_answer(q, r, preview, &id, f);
    TRY(roadmap_take(q, r, S("/"), &n, f));
    answer_begin(r, &j);
    jout_pair_int(&j, "added", (int64_t)n.actions);
    jout_pair_int(&j, "known", (int64_t)n.known);
    jout_pair_int(&j, "replanned", (int64_t)n.replanned);
    answer_end(r, &j);
    return OK;
}
