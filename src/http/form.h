#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include "base/fault.h"
#include "base/str.h"

/* What a client sends as names and values: the query of an address, and form bodies. */

/* One name and its value. Text is valid UTF-8 without NUL, lines ending in LF. */
typedef struct {
    str name, value;
    bool is_file;  /* came as a file of a multipart form: `value` is bytes as they are */
    str file_name; /* may be empty, also where is_file: no file was chosen */
    str file_type; /* as the client says; may be empty */
} field;

typedef struct {
    field *items;
    size_t count, capacity;
} field_list;

#define FORM_FIELDS_MOST 4096 /* of one request; a page of drafts stays far below */

/* url_decode - %XX of a path segment or a path. INVALID: % without two hexadecimal digits, a NUL,
 * or bytes that are not UTF-8. The result lives in `a` (or is `s` where nothing had to be decoded).
 */
code url_decode(arena *a, str s, str *out, fault *f);

/* form_parse_query - "a=1&b=two+words" appended to *to; empty parts are passed over. INVALID as
 * url_decode, and for more than FORM_FIELDS_MOST. */
code form_parse_query(arena *a, str query, field_list *to, fault *f);

/* form_parse_body - a body of type application/x-www-form-urlencoded or multipart/form-data (RFC
 * 7578), in UTF-8. Values of multipart forms are borrowed from `body` where nothing had to change.
 * INVALID: another type or charset, text that is not UTF-8, a multipart body that is cut short. */
code form_parse_body(arena *a, str content_type, str body, field_list *to, fault *f);

/* form_find - the last field of that name; null where there is none. */
const field *form_find(const field_list *list, const char *name);

#endif
