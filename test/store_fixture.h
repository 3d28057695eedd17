#ifndef TEST_STORE_FIXTURE_H
#define TEST_STORE_FIXTURE_H

/* A register in a folder of its own, and a document of our own with its facts. */

#include "base/file.h"
#include "store/commitment.h"
#include "store/draft.h"
#include "store/engagement.h"
#include "store/entry.h"
#include "store/front.h"
#include "store/instrument.h"
#include "store/link.h"
#include "store/register.h"
#include "store/search.h"
#include "store/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char fixture_folder[64];
static char fixture_path[96];
static arena *fixture_arena;
static db *fixture_db;
static fault fixture_fault;

__attribute__((unused)) static void fixture_unlink(void) {
    char side[128];
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) {
        snprintf(side, sizeof side, "%s%s", fixture_path, ends[i]);
        unlink(side);
    }
}

__attribute__((unused)) static int fixture_open(void **state) {
    (void)state;
    snprintf(fixture_folder, sizeof fixture_folder, "/tmp/depositary-test-XXXXXX");
    if (!mkdtemp(fixture_folder)) return -1;
    snprintf(fixture_path, sizeof fixture_path, "%s/r.db", fixture_folder);
    fault_clear(&fixture_fault);
    fixture_arena = arena_new((size_t)512 << 20);
    return register_open(fixture_path, &fixture_db, &fixture_fault) == OK ? 0 : -1;
}

__attribute__((unused)) static int fixture_close(void **state) {
    (void)state;
    db_close(fixture_db);
    arena_free(fixture_arena);
    fixture_unlink();
    return rmdir(fixture_folder);
}

/* A change around one call that uses `c` and `f`. */
#define CHANGE(action, call)                                                                       \
    do {                                                                                           \
        change c;                                                                                  \
        fault *f = &fixture_fault;                                                                 \
        fault_clear(f);                                                                            \
        code changed = change_begin(&c, fixture_db, fixture_arena, action, S("tester"), f);        \
        if (changed == OK) {                                                                       \
            changed = (call);                                                                      \
            if (changed == OK)                                                                     \
                changed = change_commit(&c, f);                                                    \
            else                                                                                   \
                change_rollback(&c);                                                               \
        }                                                                                          \
        if (changed != OK) print_message("%s: %s\n", f->place, f->message);                        \
        assert_int_equal(changed, OK);                                                             \
    } while (0)

__attribute__((unused)) static int64_t fixture_number(const char *sql) {
    query *q = db_query(fixture_db, sql, &fixture_fault);
    int64_t n = query_row(q) ? column_int(q, 0) : -1;
    return query_end(q) == OK ? n : -1;
}

#endif
