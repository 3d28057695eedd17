/* Adding up: parents are found by a sorted table of ids, weights handed down from the roots. */
#include "follow/roadmap.h"

#include <stdlib.h>

typedef struct {
    int64_t id;
    size_t index;
} by_id;

typedef struct {
    size_t parent; /* SIZE_MAX: none */
    size_t children;
    double child_weight; /* of its children that count */
    double share;        /* of the whole; negative: not worked out yet */
    bool inside, visited;
    str pillar;
} node;

static int by_id_order(const void *a, const void *b) {
    int64_t x = ((const by_id *)a)->id, y = ((const by_id *)b)->id;
    return (x > y) - (x < y);
}

static size_t id_find(const by_id *table, size_t count, int64_t id) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && table[low].id == id ? table[low].index : SIZE_MAX;
}

static double weight_of(const follow_action *action) {
    if (action->verdict.state == FOLLOW_SUPERSEDED) return 0;
    return action->weight > 0 ? action->weight : 1;
}

/* Walks up to the nearest ancestor that is settled, then settles the path down again: every node is
 * visited once in all. */
static code node_settle(const follow_action *actions, node *nodes, size_t count, size_t start,
                        size_t root, size_t *path, fault *f) {
    size_t depth = 0, at = start;
    while (at != SIZE_MAX && !nodes[at].visited) {
        if (depth == count)
            return fault_set(
                f, INVALID, NULL,
                "action %lld is among its own parents: give one of them another parent",
                (long long)actions[start].id);
        path[depth++] = at;
        at = nodes[at].parent;
    }
    while (depth > 0) {
        size_t i = path[--depth], up = nodes[i].parent;
        nodes[i].visited = true;
        nodes[i].pillar = actions[i].pillar;
        if (up != SIZE_MAX && actions[i].pillar.n == 0) nodes[i].pillar = nodes[up].pillar;
        bool top = root == SIZE_MAX ? up == SIZE_MAX : up == root;
        nodes[i].inside = top || i == root || (up != SIZE_MAX && nodes[up].inside);
        if (root != SIZE_MAX && i == root)
            nodes[i].share = 1;
        else if (up != SIZE_MAX && nodes[up].inside && nodes[up].child_weight > 0)
            nodes[i].share = nodes[up].share * weight_of(&actions[i]) / nodes[up].child_weight;
        else
            nodes[i].share = root == SIZE_MAX && up == SIZE_MAX ? weight_of(&actions[i]) : 0;
    }
    return OK;
}

static double credit_of(const follow_verdict *v) {
    if (v->state == FOLLOW_DONE || v->state == FOLLOW_DONE_LATE) return 1;
    double credit = v->score == SCORE_SUBSTANTIAL ? 2.0 / 3
                    : v->score == SCORE_LIMITED   ? 1.0 / 3
                                                  : 0;
    return v->state == FOLLOW_PARTLY && credit < 0.5 ? 0.5 : credit;
}

static void sum_add(follow_sum *s, const follow_verdict *v, double share, day today) {
    s->leaves++;
    s->count[v->state]++;
    if (v->state == FOLLOW_SUPERSEDED) return;
    if (v->state == FOLLOW_DROPPED) {
        s->dropped += share;
        return;
    }
    double credit = credit_of(v);
    s->done += share * credit;
    if (v->silent)
        s->silent += share;
    else
        s->left += share * (1 - credit);
    if (credit >= 1) return;
    if (v->overdue) s->overdue++;
    if (v->due_last != DAY_OPEN && v->due_last >= today && v->due_last < s->next_due)
        s->next_due = v->due_last;
}

static void sum_scale(follow_sum *s) {
    double whole = s->done + s->left + s->dropped + s->silent;
    if (whole <= 0) return;
    s->done /= whole;
    s->left /= whole;
    s->dropped /= whole;
    s->silent /= whole;
}

static follow_sum *pillar_of(arena *a, follow_roadmap_sum *out, size_t *capacity, str pillar) {
    for (size_t i = 0; i < out->pillar_count; i++)
        if (str_eq(out->pillars[i].pillar, pillar)) return &out->pillars[i];
    follow_sum *grown = arena_grow(a, out->pillars, out->pillar_count, capacity, sizeof *grown);
    if (grown == NULL) return NULL;
    out->pillars = grown;
    grown[out->pillar_count] = (follow_sum){.pillar = pillar, .next_due = DAY_OPEN};
    return &grown[out->pillar_count++];
}

static follow_status whole_state(const follow_sum *s) {
    size_t kept = s->count[FOLLOW_DONE] + s->count[FOLLOW_DONE_LATE];
    size_t counted = s->leaves - s->count[FOLLOW_SUPERSEDED] - s->count[FOLLOW_DROPPED];
    if (counted == 0) {
        if (s->count[FOLLOW_DROPPED] > 0) return FOLLOW_DROPPED;
        return s->leaves > 0 ? FOLLOW_SUPERSEDED : FOLLOW_UNKNOWN;
    }
    if (kept == counted) return s->count[FOLLOW_DONE_LATE] > 0 ? FOLLOW_DONE_LATE : FOLLOW_DONE;
    if (s->overdue > 0) return FOLLOW_LATE;
    if (s->done > 0) return FOLLOW_UNDER_WAY;
    return s->count[FOLLOW_UNKNOWN] == counted ? FOLLOW_UNKNOWN : FOLLOW_OPEN;
}

static str whole_reason(arena *a, const follow_sum *s) {
    size_t kept = s->count[FOLLOW_DONE] + s->count[FOLLOW_DONE_LATE];
    if (s->leaves == 0) return str_copy(a, S("no action stands under it"));
    str done = str_format(a, "%zu of %zu actions done, %.0f%% by weight", kept,
                          s->leaves - s->count[FOLLOW_SUPERSEDED], 100 * s->done);
    str late = s->overdue > 0 ? str_format(a, "; %zu past their day", s->overdue) : S("");
    str unheard =
        s->silent > 0 ? str_format(a, "; of %.0f%% nothing is known", 100 * s->silent) : S("");
    return str_format(a, STR_FMT STR_FMT STR_FMT, STR_ARG(done), STR_ARG(late), STR_ARG(unheard));
}

static code nodes_make(arena *a, const follow_action *actions, size_t count, by_id **table_out,
                       node **nodes_out, fault *f) {
    by_id *table = arena_array(a, count + 1, sizeof *table);
    node *nodes = arena_array(a, count + 1, sizeof *nodes);
    if (table == NULL || nodes == NULL) return fault_set(f, NOMEM, NULL, "no memory for a roadmap");
    for (size_t i = 0; i < count; i++) table[i] = (by_id){actions[i].id, i};
    qsort(table, count, sizeof *table, by_id_order);
    for (size_t i = 1; i < count; i++)
        if (table[i].id == table[i - 1].id)
            return fault_set(f, INVALID, NULL, "action %lld is listed twice",
                             (long long)table[i].id);
    for (size_t i = 0; i < count; i++) {
        size_t up =
            actions[i].parent_id == 0 ? SIZE_MAX : id_find(table, count, actions[i].parent_id);
        nodes[i].parent = up;
        if (up == SIZE_MAX) continue;
        nodes[up].children++;
        nodes[up].child_weight += weight_of(&actions[i]);
    }
    *table_out = table;
    *nodes_out = nodes;
    return OK;
}

code follow_roadmap(arena *a, const follow_action *actions, size_t count, int64_t root_id,
                    day today, follow_roadmap_sum *out, fault *f) {
    follow_roadmap_sum sum = {.whole.next_due = DAY_OPEN};
    by_id *table = NULL;
    node *nodes = NULL;
    size_t capacity = 0;
    TRY(nodes_make(a, actions, count, &table, &nodes, f));
    size_t root = root_id == 0 ? SIZE_MAX : id_find(table, count, root_id);
    if (root_id != 0 && root == SIZE_MAX)
        return fault_set(f, NOTFOUND, NULL, "no action has the id %lld", (long long)root_id);
    size_t *path = arena_array(a, count + 1, sizeof *path);
    if (path == NULL) return fault_set(f, NOMEM, NULL, "no memory for a roadmap");
    for (size_t i = 0; i < count; i++) TRY(node_settle(actions, nodes, count, i, root, path, f));
    for (size_t i = 0; i < count; i++) {
        if (!nodes[i].inside || nodes[i].children > 0 || i == root) continue;
        follow_sum *pillar = pillar_of(a, &sum, &capacity, nodes[i].pillar);
        if (pillar == NULL) return fault_set(f, NOMEM, NULL, "no memory for a roadmap");
        sum_add(pillar, &actions[i].verdict, nodes[i].share, today);
        sum_add(&sum.whole, &actions[i].verdict, nodes[i].share, today);
    }
    for (size_t i = 0; i < sum.pillar_count; i++) sum_scale(&sum.pillars[i]);
    sum_scale(&sum.whole);
    sum.state = whole_state(&sum.whole);
    sum.reason = whole_reason(a, &sum.whole);
    if (sum.reason.p == NULL) return fault_set(f, NOMEM, NULL, "no memory for a roadmap");
    *out = sum;
    return OK;
}
