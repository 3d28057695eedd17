#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include "http/message.h"

/* The table of what a site answers: from its rows come dispatch, permission, refusal of unknown
 * parameters, /help and openapi.json. */

typedef enum { MAY_READ, MAY_WRITE } permission;

typedef enum {
    PARAMETER_TEXT,
    PARAMETER_DAY, /* YYYY-MM-DD */
    PARAMETER_INT,
    PARAMETER_FILE,
} parameter_type;

typedef struct {
    const char *name;
    const char *help; /* one line */
    parameter_type type;
    bool many; /* may be given several times */
} parameter;

#define PARAMETERS_MOST 16

typedef struct route {
    method method; /* GET (answers HEAD too) or POST */
    /* "/instrument/{id}": a {name} stands for one segment that is not empty. What stands for
     * {token} is a secret and is not logged. */
    const char *path;
    permission permission;
    code (*answer)(request *q, response *r, fault *f);
    const char *help;                      /* one line, as /help prints it; null: not listed */
    parameter parameters[PARAMETERS_MOST]; /* query or form; the first without a name ends them */
} route;

typedef struct {
    const route *rows;
    size_t count;
} route_table;

/* route_find - the row for a method and a decoded path; fills q->path_values and q->route.
 * NOTFOUND: no row has such a path. DENIED: one has, for another method; *allow lists them. */
code route_find(const route_table *tables, size_t count, request *q, str *allow, fault *f);

/* route_check - the parameters given are known to the row, given once (unless `many`), and days
 * and numbers are such. INVALID names the parameter and lists those that are known. */
code route_check(const route *row, const request *q, fault *f);

#endif
