#ifndef PAGE_DESK_H
#define PAGE_DESK_H

#include "http/site.h"
#include "read/read.h"
#include "store/pool.h"

/* What all pages of one register share: the context of the site. */
typedef struct desk {
    pool *pool;
    language *language; /* reads what is pasted */
    char asset_tag[17]; /* of the style sheet and scripts in this binary: part of their addresses */
    route_table tables[4];
    site site;
} desk;

/* desk_open - the register at `path` with its pages, and further tables of routes (the data
 * interface; borrowed). Errors as pool_open and language_open. */
code desk_open(const char *path, const route_table *more, size_t more_count, desk **out, fault *f);
void desk_close(desk *k);

desk *desk_of(const request *q);

#endif
