#ifndef TEXT_PUBLISHED_H
#define TEXT_PUBLISHED_H

#include "base/str.h"

/* The day a page says it was published. Results are "2024-11-26" within the argument or `a`; empty:
 * none that exists. */

/* published_day - "2024-11-26T09:30:00+05:00", "2024-11-26", "2024/11/26", "20241126", "Tue, 26 Nov
 * 2024 ...", "November 26, 2024", "26 November 2024". The day as written: no time zone is applied.
 */
str published_day(arena *a, str written);

/* published_json - the first datePublished of a JSON-LD block, at any depth. A block that is no
 * JSON has none. */
str published_json(arena *a, str block);

#endif
