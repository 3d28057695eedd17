#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "store/db.h"
#include "store/pool.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/depositary-db-XXXXXX";
static char path[64];

static int fresh(void **state) {
    (void)state;
    char side[96];
    snprintf(path, sizeof path, "%s/r.db", folder);
    unlink(path);
    snprintf(side, sizeof side, "%s-wal", path);
    unlink(side);
    snprintf(side, sizeof side, "%s-shm", path);
    unlink(side);
    return 0;
}

static int folder_make(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int folder_remove(void **state) {
    fresh(state);
    return rmdir(folder);
}

static void other_program(const char *sql) {
    sqlite3 *handle;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
}

static db *made(void) {
    db *d = NULL;
    fault f = {0};
    assert_int_equal(db_open(path, DB_CREATE, &d, &f), OK);
    return d;
}

static void a_register_is_made_once_and_opened_again(void **state) {
    (void)state;
    db_close(made());
    fault f = {0};
    db *d = NULL;
    assert_int_equal(db_open(path, DB_READ, &d, &f), OK);
    assert_string_equal(db_path(d), path);
    query *q = db_query(d, "PRAGMA user_version", &f);
    assert_true(query_row(q));
    assert_int_equal(column_int(q, 0), db_schema());
    assert_int_equal(query_end(q), OK);
    assert_int_equal(db_check(d, &f), OK);
    db_close(d);
}

static void what_is_not_there_is_not_made_by_reading(void **state) {
    (void)state;
    fault f = {0};
    db *d = NULL;
    assert_int_equal(db_open(path, DB_READ, &d, &f), NOTFOUND);
    assert_int_equal(access(path, F_OK), -1);
    fault_clear(&f);
    assert_int_equal(db_open(folder, DB_CREATE, &d, &f), INVALID);
    fault_clear(&f);
    assert_int_not_equal(db_open("/nowhere/r.db", DB_CREATE, &d, &f), OK);
}

static void a_file_that_is_no_database_is_refused_untouched(void **state) {
    (void)state;
    fault f = {0};
    db *d = NULL;
    str text = S("This is a letter and no database. It is long enough to hold a header of one, "
                 "and a little longer than that, so that nobody can say it was too short.");
    assert_int_equal(file_write(path, text, &f), OK);
    assert_int_equal(db_open(path, DB_CREATE, &d, &f), DB);
    assert_non_null(strstr(f.message, "not a depositary register"));
    buf now;
    buf_init(&now, 0);
    fault_clear(&f);
    assert_int_equal(file_read(path, 1000, &now, &f), OK);
    assert_true(str_eq(buf_str(&now), text));
    buf_reset(&now);
}

static void a_database_of_another_program_is_refused(void **state) {
    (void)state;
    fault f = {0};
    db *d = NULL;
    other_program("CREATE TABLE recipes(id)");
    assert_int_equal(db_open(path, DB_WRITE, &d, &f), DB);
    assert_non_null(strstr(f.message, "another program"));
}

static void a_newer_register_is_refused_and_an_older_brought_up_to_date(void **state) {
    (void)state;
    fault f = {0};
    db_close(made());
    db *d = NULL;
    other_program("PRAGMA user_version = 999");
    assert_int_equal(db_open(path, DB_WRITE, &d, &f), DB);
    assert_non_null(strstr(f.message, "newer"));
    fault_clear(&f);
    fresh(NULL);
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d", DB_APPLICATION);
    other_program(sql);
    other_program("PRAGMA user_version = 0; CREATE TABLE t(a); DROP TABLE t");
    assert_int_equal(db_open(path, DB_READ, &d, &f), DB);
    assert_non_null(strstr(f.message, "older"));
    fault_clear(&f);
    assert_int_equal(db_open(path, DB_WRITE, &d, &f), OK);
    db_close(d);
}

static void a_locked_register_says_so(void **state) {
    (void)state;
    db *d = made();
    sqlite3 *other;
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    fault f = {0};
    assert_int_equal(db_begin(d, &f), CONFLICT);
    assert_non_null(strstr(f.message, "locked"));
    sqlite3_close(other);
    fault_clear(&f);
    assert_int_equal(db_begin(d, &f), OK);
    db_rollback(d);
    db_close(d);
}

static void a_full_disk_leaves_the_register_as_it_was(void **state) {
    (void)state;
    db *d = made();
    fault f = {0};
    assert_int_equal(db_limit_pages(d, 130, &f), OK);
    assert_int_equal(db_begin(d, &f), OK);
    code result = OK;
    for (int i = 0; i < 10000 && result == OK; i++) {
        query *q = db_query(d,
                            "INSERT INTO source(form, text, received_at) "
                            "VALUES ('text', hex(randomblob(2000)), '')",
                            &f);
        result = query_run(q);
    }
    assert_int_equal(result, IO);
    assert_non_null(strstr(f.message, "full"));
    db_rollback(d);
    fault_clear(&f);
    query *q = db_query(d, "SELECT count(*) FROM source", &f);
    assert_true(query_row(q));
    assert_int_equal(column_int(q, 0), 0);
    assert_int_equal(query_end(q), OK);
    db_close(d);
}

static void a_reading_connection_cannot_write(void **state) {
    (void)state;
    db_close(made());
    fault f = {0};
    db *d = NULL;
    assert_int_equal(db_open(path, DB_READ, &d, &f), OK);
    assert_int_equal(query_run(db_query(d, "DELETE FROM actor", &f)), DENIED);
    db_close(d);
}

static void a_statement_nested_in_itself_keeps_both_places(void **state) {
    (void)state;
    db *d = made();
    fault f = {0};
    static const char sql[] = "SELECT $2, $1, $3 UNION ALL SELECT 7, 8, 9";
    query *outer = db_query(d, sql, &f);
    bind_int(outer, 1, 41);
    bind_z(outer, 2, "outer");
    bind_real(outer, 3, 0.5);
    assert_true(query_row(outer));
    query *inner = db_query(d, sql, &f);
    assert_ptr_not_equal(inner, outer);
    bind_z(inner, 2, "inner");
    assert_true(query_row(inner));
    assert_true(str_eq_z(column_str(inner, 0), "inner"));
    assert_true(column_null(inner, 1));
    assert_int_equal(query_end(inner), OK);
    assert_true(str_eq_z(column_str(outer, 0), "outer"));
    assert_int_equal(column_int(outer, 1), 41);
    assert_true(column_real(outer, 2) == 0.5);
    assert_true(query_row(outer));
    assert_false(query_row(outer));
    assert_int_equal(query_end(outer), OK);
    assert_ptr_equal(db_query(d, sql, &f), inner);
    assert_int_equal(query_end(inner), OK);
    db_close(d);
}

static void a_statement_that_is_wrong_fails_at_its_end(void **state) {
    (void)state;
    db *d = made();
    fault f = {0};
    query *q = db_query(d, "SELECT x FROM nowhere WHERE a = $1", &f);
    bind_int(q, 1, 1);
    assert_false(query_row(q));
    assert_int_equal(query_end(q), DB);
    assert_non_null(strstr(f.message, "nowhere"));
    db_close(d);
}

static void the_log_takes_no_change_of_what_is_in_it(void **state) {
    (void)state;
    db *d = made();
    fault f = {0};
    assert_int_equal(query_run(db_query(d,
                                        "INSERT INTO entry(at, who, action, subject, subject_id, "
                                        "previous, hash) VALUES ('','','','',0,x'',x'')",
                                        &f)),
                     OK);
    assert_int_equal(query_run(db_query(d, "UPDATE entry SET who = 'me'", &f)), CONFLICT);
    assert_int_equal(query_run(db_query(d, "DELETE FROM entry", &f)), CONFLICT);
    db_close(d);
}

static void words_are_found_by_stem_and_without_accents(void **state) {
    (void)state;
    db *d = made();
    fault f = {0};
    assert_int_equal(query_run(db_query(d,
                                        "INSERT INTO search(rowid, title, body, family) VALUES "
                                        "(4, 'Agreements were ratified in Asunción', '', 'x'),"
                                        "(8, 'Подписаны соглашения', '', 'x')",
                                        &f)),
                     OK);
    const char *words[] = {"ratifying agreement", "asuncion", "соглашением"};
    for (size_t i = 0; i < 3; i++) {
        query *q = db_query(d, "SELECT rowid FROM search WHERE search MATCH $1", &f);
        bind_z(q, 1, words[i]);
        assert_true(query_row(q));
        assert_int_equal(column_int(q, 0), i < 2 ? 4 : 8);
        assert_int_equal(query_end(q), OK);
    }
    db_close(d);
}

static void a_copy_is_whole_and_never_overwrites(void **state) {
    (void)state;
    db *d = made(), *copy = NULL;
    fault f = {0};
    char to[80];
    snprintf(to, sizeof to, "%s/copy.db", folder);
    assert_int_equal(db_copy_to(d, to, &f), OK);
    assert_int_equal(db_copy_to(d, to, &f), CONFLICT);
    fault_clear(&f);
    assert_int_equal(db_open(to, DB_WRITE, &copy, &f), OK);
    assert_int_equal(db_check(copy, &f), OK);
    db_close(copy);
    db_close(d);
    unlink(to);
}

static void readers_keep_their_snapshot_while_the_writer_writes(void **state) {
    (void)state;
    db_close(made());
    fault f = {0};
    pool *p = NULL;
    assert_int_equal(pool_open(path, &p, &f), OK);
    db *reader = NULL, *later = NULL;
    static const char sql[] = "SELECT count(*) FROM actor";
    assert_int_equal(pool_reader(p, &reader, &f), OK);
    query *q = db_query(reader, sql, &f);
    assert_true(query_row(q));
    assert_int_equal(query_end(q), OK);
    db *writer = pool_writer(p);
    assert_int_equal(db_begin(writer, &f), OK);
    assert_int_equal(
        query_run(db_query(writer, "INSERT INTO actor(kind, name) VALUES ('state', 'X')", &f)), OK);
    assert_int_equal(db_commit(writer, &f), OK);
    pool_writer_return(p);
    q = db_query(reader, sql, &f);
    assert_true(query_row(q));
    assert_int_equal(column_int(q, 0), 0);
    assert_int_equal(query_end(q), OK);
    assert_int_equal(pool_reader(p, &later, &f), OK);
    q = db_query(later, sql, &f);
    assert_true(query_row(q));
    assert_int_equal(column_int(q, 0), 1);
    assert_int_equal(query_end(q), OK);
    pool_return(p, reader);
    pool_return(p, later);
    db *warm = NULL;
    assert_int_equal(pool_reader(p, &warm, &f), OK);
    assert_ptr_equal(warm, later);
    pool_return(p, warm);
    pool_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_register_is_made_once_and_opened_again, fresh),
        cmocka_unit_test_setup(what_is_not_there_is_not_made_by_reading, fresh),
        cmocka_unit_test_setup(a_file_that_is_no_database_is_refused_untouched, fresh),
        cmocka_unit_test_setup(a_database_of_another_program_is_refused, fresh),
        cmocka_unit_test_setup(a_newer_register_is_refused_and_an_older_brought_up_to_date, fresh),
        cmocka_unit_test_setup(a_locked_register_says_so, fresh),
        cmocka_unit_test_setup(a_full_disk_leaves_the_register_as_it_was, fresh),
        cmocka_unit_test_setup(a_reading_connection_cannot_write, fresh),
        cmocka_unit_test_setup(a_statement_nested_in_itself_keeps_both_places, fresh),
        cmocka_unit_test_setup(a_statement_that_is_wrong_fails_at_its_end, fresh),
        cmocka_unit_test_setup(the_log_takes_no_change_of_what_is_in_it, fresh),
        cmocka_unit_test_setup(words_are_found_by_stem_and_without_accents, fresh),
        cmocka_unit_test_setup(a_copy_is_whole_and_never_overwrites, fresh),
        cmocka_unit_test_setup(readers_keep_their_snapshot_while_the_writer_writes, fresh),
    };
    return cmocka_run_group_tests_name("store_db", tests, folder_make, folder_remove);
}
