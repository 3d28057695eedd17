#include "base/jnode.h"
#include "cmd/stream.h"
#include "cmd/stream_record.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static language *english, *russian;
static pthread_mutex_t large = PTHREAD_MUTEX_INITIALIZER;

/* Two parsers of the same JSON: where the tree takes a line and it has the right members, the
 * scanner does too, with the same text. The tree refuses more: any key twice, half a character,
 * numbers out of range. (And jansson lets a NUL pass between tokens, which the scanner does not.)
 */
static void compare(arena *a, str line, code scanned, const stream_record *r) {
    const jnode *root;
    code parsed = jnode_parse(a, line, &root, NULL);
    if (parsed != OK || memchr(line.p, 0, line.n)) return;
    str text = jnode_str(root, "text");
    const jnode *id = jnode_field(root, "id"), *date = jnode_field(root, "date");
    bool fits =
        text.p &&
        (!id || id->type == JNODE_STRING || id->type == JNODE_INT || id->type == JNODE_REAL) &&
        (!date || date->type == JNODE_STRING || date->type == JNODE_NULL);
    if (fits != (scanned == OK)) abort();
    if (fits && !str_eq(text, r->text)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    if (!english && language_open("en", &english, NULL) != OK) abort();
    if (!russian && language_open("ru", &russian, NULL) != OK) abort();
    if (n > 65536) return 0;
    arena *a = arena_new((size_t)64 << 20), *b = arena_new((size_t)64 << 20);
    char *line = malloc(n + 1), *again = malloc(n + 1);
    if (!a || !b || !line || !again) abort();
    memcpy(line, bytes, n);
    memcpy(again, bytes, n);
    stream_record r;
    code scanned = stream_record_parse(line, n, &r, NULL);
    compare(b, (str){(const char *)bytes, n}, scanned, &r);
    buf out, errors;
    buf_init(&out, (size_t)16 << 20);
    buf_init(&errors, 65536);
    bool cyrillic = memchr(bytes, 0xd0, n) != NULL;
    stream_options o = {.language = cyrillic ? russian : english, .jobs = 1};
    code answered = stream_answer(a, &large, &o, again, n, 1, &out, &errors);
    if (scanned != OK && answered != scanned) abort();
    if (out.n == 0 || out.p[out.n - 1] != '\n' || memchr(out.p, '\n', out.n - 1)) abort();
    if ((answered != OK) != (errors.n != 0)) abort();
    buf_reset(&out);
    buf_reset(&errors);
    free(line);
    free(again);
    arena_free(a);
    arena_free(b);
    return 0;
}
