#ifndef TEXT_PDF_H
#define TEXT_PDF_H

#include "base/fault.h"
#include "base/str.h"

/* PDF to text, by poppler's pdftotext in a child process that can do nothing else. */

typedef struct {
    unsigned cpu_seconds, wall_seconds;
    size_t memory_bytes; /* address space of the child */
    size_t text_bytes;   /* most text taken from it */
} pdf_limits;

extern const pdf_limits pdf_limits_default;

/* pdf_text - the text of the PDF as prose, in `a`: see pdf_prose.
 *
 * The child gets the bytes as an anonymous file, a pipe for its answer, no other descriptor, no
 * shell, an empty environment, the limits, and where the system lets it no network. It never
 * outlives the call. INVALID: not a PDF or a damaged one, locked by a password, no text in it (a
 * scan), past a limit. IO: pdftotext is not installed, or no process could be started. NOMEM. */
code pdf_text(arena *a, str bytes, const pdf_limits *limits, str *out, fault *f);

/* pdf_prose - lines as printed to paragraphs: lines of a paragraph joined by a space, words divided
 * at line ends joined (the hyphen stays where the document has the word with it elsewhere), page
 * numbers and lines that head or foot page after page dropped, a blank line between
 * paragraphs. `raw` has a form feed after each page. Linear in it. NOMEM. */
code pdf_prose(arena *a, str raw, str *out, fault *f);

/* pdf_is - whether a PDF header stands in the first 1,024 bytes. */
bool pdf_is(str bytes);

#endif
