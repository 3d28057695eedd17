#include "store/roadmap.h"

#include "store/commitment.h"
#include "store/commitment_plan.h"
#include "store/record_read.h"
#include "store/record_spec.h"

#include <math.h>
#include <stdlib.h>

/* UNION, and not UNION ALL: promises that are each other's parents end the search as well. */
static const char sql_actions[] =
    "WITH RECURSIVE party(id) AS (SELECT id FROM commitment WHERE parent_id = $1 UNION "
    "SELECT c.id FROM party t CROSS JOIN commitment c ON c.parent_id = t.id) "
    "SELECT c.id, c.parent_id, r.label, c.pillar, c.weight, c.due, r.modality, r.date, "
    "(SELECT group_concat(a.name, '; ') FROM record_party p JOIN actor a ON a.id = p.actor_id "
    "WHERE p.record_id = c.id AND p.role IN ('owner', 'body')), "
    "(SELECT p.start FROM plan p WHERE p.commitment_id = c.id ORDER BY p.version DESC LIMIT 1), "
    "(SELECT p.start FROM plan p WHERE p.commitment_id = c.id ORDER BY p.version LIMIT 1), "
    "(SELECT p.due FROM plan p WHERE p.commitment_id = c.id ORDER BY p.version LIMIT 1) "
    "FROM party t CROSS JOIN commitment c ON c.id = t.id JOIN record r ON r.id = c.id "
    "WHERE r.withdrawn_at IS NULL AND c.id <> $1 ORDER BY c.id";

typedef struct {
    roadmap_action *actions;
    followed *judged;
    size_t count, room, judged_room;
} loaded;

static code action_read(arena *a, query *q, loaded *l, fault *f) {
    roadmap_action *actions = arena_grow(a, l->actions, l->count, &l->room, sizeof *actions);
    followed *judged = arena_grow(a, l->judged, l->count, &l->judged_room, sizeof *judged);
    if (!actions || !judged) return out_of_memory(f);
    l->actions = actions;
    l->judged = judged;
    roadmap_action *x = &actions[l->count];
    *x = (roadmap_action){.id = column_int(q, 0),
                          .parent_id = column_int(q, 1),
                          .label = column_copy(a, q, 2),
                          .pillar = column_copy(a, q, 3),
                          .weight = column_real(q, 4),
                          .due = column_copy(a, q, 5),
                          .owner = column_copy(a, q, 8),
                          .start = column_copy(a, q, 9),
                          .base_start = column_copy(a, q, 10),
                          .base_due = column_copy(a, q, 11)};
    followed *p = &judged[l->count++];
    *p = (followed){.id = x->id, .due = x->due, .date = column_copy(a, q, 7)};
    modality_of(column_str(q, 6), &p->modality);
    return OK;
}

static day last_day(str date) {
    edtf e;
    return edtf_parse(date, &e, NULL) == OK ? e.last : DAY_OPEN;
}

typedef struct {
    size_t pillar;
    day due;
    int64_t id;
    size_t at;
} place;

static int by_place(const void *a, const void *b) {
    const place *x = a, *y = b;
    if (x->pillar != y->pillar) return x->pillar < y->pillar ? -1 : 1;
    if (x->due != y->due) return x->due < y->due ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static size_t pillar_number(const loaded *l, str pillar) {
    size_t at = 0;
    while (!str_eq(l->actions[at].pillar, pillar)) at++;
    return at;
}

/* Those under `parent` in their order, each followed by its own. */
static void put_children(const loaded *l, const place *order, int64_t parent, int depth,
                         roadmap *out) {
    enum { DEEPEST = 20 };
    for (size_t i = 0; i < l->count && depth < DEEPEST; i++) {
        const roadmap_action *x = &l->actions[order[i].at];
        if (x->parent_id != parent || out->count == l->count) continue;
        out->actions[out->count] = *x;
        out->actions[out->count++].depth = depth;
        put_children(l, order, x->id, depth + 1, out);
    }
}

static code sum_find(arena *a, const loaded *l, day today, follow_roadmap_sum *out, fault *f) {
    follow_action *all = arena_array(a, l->count + 1, sizeof *all);
    if (!all) return out_of_memory(f);
    for (size_t i = 0; i < l->count; i++) {
        const roadmap_action *x = &l->actions[i];
        all[i] = (follow_action){.id = x->id,
                                 .parent_id = x->parent_id,
                                 .pillar = x->pillar,
                                 .weight = x->weight,
                                 .verdict = x->verdict};
    }
    return follow_roadmap(a, all, l->count, 0, today, out, f);
}

code roadmap_find(arena *a, db *d, int64_t root, day today, roadmap *out, fault *f) {
    loaded l = {0};
    roadmap found = {0};
    query *q = db_query(d, sql_actions, f);
    bind_int(q, 1, root);
    code result = OK;
    while (result == OK && query_row(q)) result = action_read(a, q, &l, f);
    code ended = query_end(q);
    if (result != OK || ended != OK) return result != OK ? result : ended;
    *out = found;
    if (l.count == 0) return OK;
    TRY(follow_judge(a, d, l.judged, l.count, today, true, f));
    place *order = arena_array(a, l.count, sizeof *order);
    found.actions = arena_array(a, l.count, sizeof *found.actions);
    if (!order || !found.actions) return out_of_memory(f);
    for (size_t i = 0; i < l.count; i++) {
        l.actions[i].verdict = l.judged[i].verdict;
        order[i] = (place){.pillar = pillar_number(&l, l.actions[i].pillar),
                           .due = last_day(l.actions[i].due),
                           .id = l.actions[i].id,
                           .at = i};
    }
    TRY(sum_find(a, &l, today, &found.sum, f));
    qsort(order, l.count, sizeof *order, by_place);
    put_children(&l, order, root, 0, &found);
    *out = found;
    return OK;
}

code roadmap_known(db *d, int64_t under, str action, int64_t *id, str *due, arena *a, fault *f) {
    query *q = db_query(d,
                        "SELECT c.id, c.due FROM commitment c JOIN record r ON r.id = c.id "
                        "WHERE c.parent_id = $1 AND r.title = $2 AND r.withdrawn_at IS NULL",
                        f);
    bind_int(q, 1, under);
    bind_str(q, 2, action);
    *id = query_row(q) ? column_int(q, 0) : 0;
    if (*id) *due = column_copy(a, q, 1);
    return query_end(q);
}

static code owners_take(arena *a, str list, record_spec *s, fault *f) {
    str part;
    s->owners = arena_array(a, list.n + 1, sizeof *s->owners);
    if (!s->owners) return out_of_memory(f);
    while (list.n > 0 && str_next(&list, ';', &part))
        if (str_trim(part).n) s->owners[s->owner_count++] = str_trim(part);
    return OK;
}

static code date_check(const char *field, str date, fault *f) {
    edtf unused;
    fault why = {.code = OK};
    if (!date.n || edtf_parse(date, &unused, &why) == OK) return OK;
    return fault_set(f, INVALID, field, "%s", why.message);
}

/* A new one, with its baseline. */
static code action_make(change *c, const record_spec *parent, int64_t under, const new_action *what,
                        int64_t *id, fault *f) {
    record_spec s;
    spec_init(&s);
    s.family = RECORD_COMMITMENT;
    s.kind = KIND_OTHER;
    s.modality = MODALITY_PLANNED;
    s.title = what->action;
    s.states = parent->states;
    s.state_count = parent->state_count;
    s.sectors = parent->sectors;
    s.date = parent->date;
    s.due = what->due;
    s.due_words = what->due_words;
    s.pillar = what->pillar;
    if (what->weight > 0) s.weight = what->weight;
    s.parent = parent->ref.n ? parent->ref : str_format(c->a, "record-%lld", (long long)under);
    if (!s.parent.p) return out_of_memory(f);
    s.measure_target = what->measure;
    s.measure_baseline = what->baseline;
    s.measure_unit = what->unit;
    TRY(owners_take(c->a, what->owner, &s, f));
    TRY(record_make(c, &s, id, f));
    TRY(plan_put(c, *id, 0, what->start, what->due, S(""), 0, f));
    TRY(record_index(c->d, c->a, *id, f));
    return change_touched(c, under, f);
}

/* What stands there is a new plan where its day is another; else it stays as it is. */
static code action_known(change *c, int64_t id, str due, const new_action *what,
                         action_result *result, fault *f) {
    *result = ACTION_KNOWN;
    if (!what->due.n || str_eq(what->due, due)) return OK;
    *result = ACTION_REPLANNED;
    return commitment_replan_as(c, id, what->start, what->due, what->due_words,
                                S("as a later table has it"), 0, f);
}

code roadmap_add(change *c, int64_t under, const new_action *given, int64_t *id,
                 action_result *result, fault *f) {
    record_spec parent;
    new_action what = *given;
    str due = S("");
    if (!what.action.n)
        return fault_set(f, INVALID, "action", "says what is to be done; it is empty");
    TRY(date_check("start", what.start, f));
    TRY(date_check("due", what.due, f));
    TRY(spec_load(c->a, c->d, under, &parent, f));
    if (parent.family != RECORD_INSTRUMENT && parent.family != RECORD_COMMITMENT)
        return fault_set(f, INVALID, "under",
                         "record %lld is a %s; a roadmap is an instrument or a "
                         "promise",
                         (long long)under, record_name(parent.family));
    if (what.milestone.n) {
        const new_action above = {.action = what.action,
                                  .pillar = what.pillar,
                                  .owner = what.owner,
                                  .start = S(""),
                                  .due = S(""),
                                  .milestone = S(""),
                                  .due_words = S(""),
                                  .measure = NAN,
                                  .baseline = NAN,
                                  .unit = S("")};
        action_result unused;
        what.action = what.milestone;
        what.milestone = S("");
        TRY(roadmap_add(c, under, &above, &under, &unused, f));
        return roadmap_add(c, under, &what, id, result, f);
    }
    TRY(roadmap_known(c->d, under, what.action, id, &due, c->a, f));
    if (*id) return action_known(c, *id, due, &what, result, f);
    *result = ACTION_ADDED;
    return action_make(c, &parent, under, &what, id, f);
}
