#ifndef CMD_BRIEF_H
#define CMD_BRIEF_H

#include "base/fault.h"

/* brief_print - the brief of two states (codes or names) as of the day `on` (null: today): a page
 * of HTML with its style inside on standard output, or where `pdf` is given, a PDF file through
 * Chromium. NOTFOUND: an unknown state, or no Chromium here. */
code brief_print(const char *register_file, const char *first, const char *second, const char *on,
                 const char *pdf, fault *f);

#endif
