#ifndef TEXT_DOCUMENT_H
#define TEXT_DOCUMENT_H

#include "base/fault.h"
#include "base/str.h"

/* A received file as text. */

#define DOCUMENT_BYTES_MAX ((size_t)50 << 20) /* a file, and the text that comes of it */

typedef enum { DOCUMENT_TEXT, DOCUMENT_HTML, DOCUMENT_PDF } document_form;

typedef struct {
    document_form form;
    str text;      /* UTF-8; spans of facts count in it */
    str title;     /* what the document says of itself; each may be empty */
    str published; /* "2024-11-26" */
    str address;   /* http or https */
    str language;  /* "en", "ru": as declared, else guessed from frequent words; empty: unsure */
} document;

/* document_read - what the bytes of a file say, in text.
 *
 * The form is told from the bytes, with the ending of `name` (may be null) as a hint for HTML.
 * Plain text is borrowed from `bytes` as it is, without its byte order mark; UTF-16 with a mark,
 * and HTML that declares Windows-1251 or -1252, are converted. Everything else comes from `a`.
 *
 * INVALID, with a message for people: nothing in it; more than DOCUMENT_BYTES_MAX; binary (names
 * what it seems to be); broken UTF-8 (names the byte, from the start of the file); a PDF that is
 * none, is damaged, is locked by a password, holds no text, or takes more work than html.h and
 * pdf.h allow. IO: pdftotext is missing. NOMEM. *out is written on OK only. */
code document_read(arena *a, str bytes, const char *name, document *out, fault *f);

const char *document_form_name(document_form form); /* "text", "html", "pdf" */

/* document_language - guess from frequent words: "en", "ru", "fr", "es", "de"; empty: unsure. */
str document_language(str text);

#endif
