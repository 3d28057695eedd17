#ifndef TEST_QUERY_PLAN_H
#define TEST_QUERY_PLAN_H

/* The plans of all statements that a connection has run: none may read a whole table that grows
 * with the register. */

#include "store/db.h"

#include <stdio.h>
#include <string.h>

/* A statement that reads a table or index as a whole, and why it may. `text` is how the statement
 * begins, to where no other begins so; `plan` is the line of its plan, all of it. */
typedef struct {
    const char *text, *plan, *reason;
} plan_exempt;

typedef struct {
    const char *texts[1200];
    size_t count;
} plan_texts;

static void plan_collect(void *context, const char *sql) {
    plan_texts *s = context;
    if (s->count < sizeof s->texts / sizeof *s->texts && strncmp(sql, "EXPLAIN", 7) != 0)
        s->texts[s->count++] = sql;
}

typedef struct {
    str lines[64];
    size_t count;
    bool sorts; /* reads all before it gives the first row */
} plan;

static plan plan_of(arena *a, db *d, const char *sql, fault *f) {
    plan p = {.count = 0};
    str explain = str_format(a, "EXPLAIN QUERY PLAN %s", sql);
    query *q = db_query(d, explain.p, f);
    while (query_row(q) && p.count < 64) {
        str line = column_copy(a, q, 3);
        p.sorts |= str_starts(line, S("USE TEMP B-TREE"));
        p.lines[p.count++] = line;
    }
    assert_int_equal(query_end(q), OK);
    return p;
}

/* The word after SCAN. */
static str plan_scanned(str line) {
    size_t end = str_find(line, S(" "), 5);
    return str_slice(line, 5, end == SIZE_MAX ? line.n : end);
}

/* Whether the statement names a part of itself so: "WITH RECURSIVE under(id) AS (". */
static bool plan_defines(const char *sql, str name) {
    static const char *const before[] = {"WITH RECURSIVE ", "WITH ", "), "};
    static const char *const after[] = {"(", " AS "};
    for (size_t i = 0; i < 6; i++) {
        char text[96];
        snprintf(text, sizeof text, "%s" STR_FMT "%s", before[i / 2], STR_ARG(name), after[i % 2]);
        if (strstr(sql, text)) return true;
    }
    return false;
}

/* Rows that the same statement has made: what they are made of is looked at by its own line. `name`
 * is such a part, or what the statement calls it: "FROM under t". */
static bool plan_is_derived(const plan *p, const char *sql, str name) {
    static const char *const makers[] = {"MATERIALIZE ", "CO-ROUTINE "};
    for (size_t i = 0; i < p->count; i++)
        for (size_t k = 0; k < 2; k++)
            if (str_starts(p->lines[i], str_of(makers[k])) &&
                str_eq(str_slice(p->lines[i], strlen(makers[k]), p->lines[i].n), name))
                return true;
    if (str_eq_z(name, "CONSTANT") || plan_defines(sql, name)) return true;
    char called[64];
    snprintf(called, sizeof called, " %.*s ", (int)name.n, name.p);
    for (const char *at = sql; (at = strstr(at, called)) != NULL; at++) {
        const char *from = at;
        while (from > sql && from[-1] != ' ' && from[-1] != '(') from--;
        str word = {from, (size_t)(at - from)};
        if (word.n && plan_defines(sql, word)) return true;
    }
    return false;
}

/* A line that reads a whole table or index. Along an index, for no more rows than a limit takes, is
 * no such thing; nor is a question to the full text, or the rows of a JSON text. */
static bool plan_reads_all(const plan *p, str line, const char *sql) {
    if (!str_starts(line, S("SCAN ")) || plan_is_derived(p, sql, plan_scanned(line))) return false;
    size_t way = str_find(line, S("VIRTUAL TABLE INDEX "), 0);
    if (way != SIZE_MAX) /* "0:M3" asks the full text, "0:=" is one row of it, "1:" takes a JSON
                            text apart */
        return str_find(line, S(":M"), way) == SIZE_MAX && !str_ends(line, S(":=")) &&
               !str_ends(line, S(" INDEX 1:"));
    bool along = str_find(line, S(" USING INDEX "), 0) != SIZE_MAX ||
                 str_find(line, S(" USING COVERING INDEX "), 0) != SIZE_MAX;
    return !(along && strstr(sql, "LIMIT") && !p->sorts);
}

/* plans_check - of every statement of `d`; each finding is printed, and so is an exemption that
 * nothing needs. Gives the number of both. */
static size_t plans_check(arena *a, db *d, const plan_exempt *exempt, size_t exempt_count,
                          size_t least, fault *f) {
    static plan_texts all;
    bool used[64] = {false};
    size_t bad = 0;
    all.count = 0;
    db_each_statement(d, plan_collect, &all);
    if (all.count < least) print_message("only %zu statements\n", all.count);
    assert_true(all.count >= least);
    for (size_t i = 0; i < all.count; i++) {
        const char *sql = all.texts[i];
        plan p = plan_of(a, d, sql, f);
        for (size_t k = 0; k < p.count; k++) {
            size_t at = 0;
            if (!plan_reads_all(&p, p.lines[k], sql)) continue;
            while (at < exempt_count &&
                   (strncmp(sql, exempt[at].text, strlen(exempt[at].text)) != 0 ||
                    !str_eq_z(p.lines[k], exempt[at].plan)))
                at++;
            if (at < exempt_count) {
                used[at] = true;
                continue;
            }
            print_message(STR_FMT "\n    %s\n", STR_ARG(p.lines[k]), sql);
            bad++;
        }
    }
    for (size_t i = 0; i < exempt_count; i++) {
        if (used[i]) continue;
        print_message("nothing needs the exemption of: %s (%s)\n", exempt[i].text, exempt[i].plan);
        bad++;
    }
    return bad;
}

#endif
