#ifndef PAGE_LIST_CSV_H
#define PAGE_LIST_CSV_H

#include "page/view.h"

/* list_csv - all records of a filter as CSV (RFC 4180), a download. INVALID: more than 5000. */
code list_csv(request *q, response *r, const record_filter *filter, fault *f);

/* part_list_downloads - the list that is shown, as CSV and JSON. */
void part_list_downloads(view *v, record family);

/* csv_download - the answer is a file of CSV, NAME.csv. csv_field - a field and the comma after it;
 * what a spreadsheet would take for a formula is made text. */
void csv_download(request *q, response *r, str name);
void csv_field(buf *b, arena *a, str s);

#endif
