#include "http/form.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The first byte chooses: a query, a path, or a body of one of two types. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    if (!n) return 0;
    arena *a = arena_new((size_t)1 << 22);
    if (!a) return 0;
    str rest = {(const char *)data + 1, n - 1}, decoded;
    field_list list = {0};
    fault f = {.code = OK};
    code result = OK;
    if (data[0] % 4 == 0) result = form_parse_query(a, rest, &list, &f);
    if (data[0] % 4 == 1) result = url_decode(a, rest, &decoded, &f);
    if (data[0] % 4 == 2)
        result = form_parse_body(a, S("multipart/form-data; boundary=x"), rest, &list, &f);
    if (data[0] % 4 == 3) {
        /* up to the first zero the type, then the body */
        size_t cut = 0;
        while (cut < rest.n && rest.p[cut]) cut++;
        result = form_parse_body(a, str_slice(rest, 0, cut), str_slice(rest, cut + 1, rest.n),
                                 &list, &f);
    }
    assert(result == f.code);
    for (size_t i = 0; result == OK && i < list.count; i++)
        assert(list.items[i].is_file || list.items[i].value.n == 0 ||
               !memchr(list.items[i].value.p, '\0', list.items[i].value.n));
    arena_free(a);
    return 0;
}
