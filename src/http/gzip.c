#include "http/gzip.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>

enum { GZIP_WRAPPER = 16, WORTH_FROM = 860 };

bool gzip_put(buf *out, str plain, gzip_level level) {
    z_stream z = {0};
    if (plain.n > UINT_MAX / 2 || out->code != OK ||
        deflateInit2(&z, (int)level, Z_DEFLATED, MAX_WBITS + GZIP_WRAPPER, 8, Z_DEFAULT_STRATEGY) !=
            Z_OK) {
        out->code = NOMEM;
        return false;
    }
    size_t room = deflateBound(&z, plain.n);
    char *p = buf_reserve(out, room);
    int result = Z_MEM_ERROR;
    if (p) {
        z.next_in = (Bytef *)(uintptr_t)plain.p;
        z.avail_in = (uInt)plain.n;
        z.next_out = (Bytef *)p;
        z.avail_out = (uInt)room;
        result = deflate(&z, Z_FINISH);
        if (result == Z_STREAM_END) out->n += z.total_out;
    }
    deflateEnd(&z);
    if (result != Z_STREAM_END) out->code = NOMEM;
    return result == Z_STREAM_END;
}

bool gzip_worth(const char *type, size_t bytes) {
    return bytes >= WORTH_FROM && /* smaller answers fit into one packet anyway */
           (strncmp(type, "text/", 5) == 0 || strncmp(type, "application/json", 16) == 0 ||
            strncmp(type, "application/javascript", 22) == 0 || strcmp(type, "image/svg+xml") == 0);
}

/* "gzip;q=0", "gzip; q=0.000": refused. */
static bool refused(str item) {
    size_t at = str_find(item, S("q="), 0);
    if (at == SIZE_MAX) return false;
    for (size_t i = at + 2; i < item.n; i++)
        if (item.p[i] >= '1' && item.p[i] <= '9') return false;
    return true;
}

bool gzip_accepted(str header) {
    bool named = false, accepted = false, star = false;
    str item;
    while (str_next(&header, ',', &item)) {
        size_t semicolon = str_find(item, S(";"), 0);
        str name = str_trim(str_slice(item, 0, semicolon));
        if (str_eq_nocase(name, S("gzip")))
            named = true, accepted = !refused(item);
        else if (str_eq(name, S("*")))
            star = !refused(item);
    }
    return named ? accepted : star;
}
