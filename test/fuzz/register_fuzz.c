/* A line of an imported register, into a register in memory that is rolled back each time. */
#include "exchange/register.h"
#include "store/register.h"

#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static db *open_once(void) {
    static db *d;
    static char path[64] = "/tmp/depositary-fuzz-XXXXXX";
    fault f = {.code = OK};
    if (d) return d;
    int file = mkstemp(path);
    if (file < 0) abort();
    close(file);
    if (register_open(path, &d, &f) != OK) abort();
    unlink(path);
    return d;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    db *d = open_once();
    arena *a = arena_new((size_t)64 << 20);
    change c;
    imported n = {0};
    fault f = {.code = OK};
    str text = {(const char *)data, size};
    if (change_begin(&c, d, a, "import", S("fuzz"), &f) == OK) {
        if (register_import(&c, text, "fuzz", &n, &f) == OK)
            register_import_links(&c, text, "fuzz", &n, &f);
        change_rollback(&c);
    }
    arena_free(a);
    return 0;
}
