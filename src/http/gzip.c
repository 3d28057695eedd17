#include "http/gzip.h"

#include <assert.h>
#include <limits.h>
#include <string.h>
#include <zlib.h>

/* Level 4: pages of 30 KB come to within 4 % of level 6 in half of its time. What is packed once
 * for many has the time. */
enum { LEVEL = 4, LEVEL_KEPT = 6, GZIP_WRAPPER = 16, WORTH_FROM = 860 };

bool gzip_put(buf *out, str plain) {
    z_stream z = {0};
    if (plain.n > UINT_MAX / 2 || out->code != OK ||
        deflateInit2(&z, LEVEL, Z_DEFLATED, MAX_WBITS + GZIP_WRAPPER, 8, Z_DEFAULT_STRATEGY) !=
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

enum { HOLE_HEAD = 5, FLUSH_MOST = 32 }; /* of a stored block; of a block that ends at a byte */

/* The run is flushed to a byte's end, and nothing after it refers to what is before: then the
 * filling can stand there as a stored block (RFC 1951, 3.2.4), written without the compressor. */
static bool put_run(z_stream *z, str run, size_t hole_bytes, bool last) {
    z->next_in = (Bytef *)(uintptr_t)run.p;
    z->avail_in = (uInt)run.n;
    bool flushed = !run.n && z->total_out && !last; /* zlib takes a second flush for a mistake */
    int result = flushed ? Z_OK : deflate(z, last ? Z_FINISH : Z_FULL_FLUSH);
    if (last) return result == Z_STREAM_END;
    if (result != Z_OK || z->avail_in || z->avail_out < HOLE_HEAD) return false;
    const Bytef head[HOLE_HEAD] = {0, (Bytef)(hole_bytes & 255), (Bytef)(hole_bytes >> 8),
                                   (Bytef)(~hole_bytes & 255), (Bytef)(~hole_bytes >> 8 & 255)};
    memcpy(z->next_out, head, HOLE_HEAD);
    z->next_out += HOLE_HEAD;
    z->avail_out -= HOLE_HEAD;
    return true;
}

bool gzip_put_runs(buf *out, str plain, const uint32_t *holes, size_t count, size_t hole_bytes,
                   gzip_run *runs) {
    z_stream z = {0};
    assert(hole_bytes < 65536);
    if (plain.n > UINT_MAX / 2 || out->code != OK ||
        deflateInit2(&z, LEVEL_KEPT, Z_DEFLATED, MAX_WBITS + GZIP_WRAPPER, 8, Z_DEFAULT_STRATEGY) !=
            Z_OK)
        return false;
    size_t room = deflateBound(&z, plain.n) + count * (HOLE_HEAD + FLUSH_MOST), from = 0;
    Bytef *start = (Bytef *)buf_reserve(out, room);
    bool good = start != NULL;
    z.next_out = start;
    z.avail_out = (uInt)room;
    for (size_t i = 0; i <= count && good; i++) {
        str run = str_slice(plain, from, i < count ? holes[i] : plain.n);
        good = put_run(&z, run, hole_bytes, i == count);
        runs[i] = (gzip_run){(size_t)(z.next_out - start), crc32_z(0, (const Bytef *)run.p, run.n),
                             crc32_combine_gen((z_off_t)run.n)};
        from = i < count ? holes[i] + hole_bytes : plain.n;
    }
    deflateEnd(&z);
    if (!good) return false;
    runs[count].end -= GZIP_TRAILER_BYTES; /* that one knows of no filling */
    out->n += runs[count].end;
    return true;
}

void gzip_trailer(const gzip_run *runs, size_t count, str filling, size_t plain_bytes,
                  unsigned char out[GZIP_TRAILER_BYTES]) {
    unsigned long sum = runs[0].crc, filled = crc32_z(0, (const Bytef *)filling.p, filling.n),
                  step = crc32_combine_gen((z_off_t)filling.n);
    for (size_t i = 1; i <= count; i++) {
        sum = crc32_combine_op(sum, filled, step);
        sum = crc32_combine_op(sum, runs[i].crc, runs[i].step);
    }
    for (int i = 0; i < 4; i++) {
        out[i] = (unsigned char)(sum >> 8 * i);
        out[4 + i] = (unsigned char)(plain_bytes >> 8 * i);
    }
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
