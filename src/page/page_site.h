#ifndef PAGE_PAGE_SITE_H
#define PAGE_PAGE_SITE_H

#include "http/site.h"
#include "read/read.h"
#include "store/pool.h"

/* What all pages of one register share: the context of the site. */
typedef struct page_site {
    pool *pool;
    language *language; /* reads what is pasted */
    char asset_tag[17]; /* of the style sheet and scripts in this binary: part of their addresses */
    route_table tables[4];
    site site;
} page_site;

/* page_site_open - the register at `path` with its pages, and further tables of routes (the data
 * interface; borrowed). Errors as pool_open and language_open. */
code page_site_open(const char *path, const route_table *more, size_t more_count, page_site **out,
                    fault *f);
void page_site_close(page_site *k);

page_site *page_site_of(const request *q);

#endif
