#include "base/utf8.h"
#include "text/document.h"
#include "text/pdf.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* Any bytes are a document or are refused with a reason. The first byte says what they are taken
 * for: a file by its own looks, or what pdftotext prints. (A PDF itself would start a child process
 * each time; poppler has its own fuzzing.) */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    if (n == 0) return 0;
    str body = {(const char *)bytes + 1, n - 1};
    arena *a = arena_new((size_t)64 << 20);
    fault f = {.code = OK};
    document d;
    str prose;
    if (!a) return 0;
    if (bytes[0] == 'p') {
        bool valid = utf8_bad_at(body) == SIZE_MAX;
        if (pdf_prose(a, body, &prose, &f) != OK) abort();
        if (valid && utf8_bad_at(prose) != SIZE_MAX) abort();
    } else if (!pdf_is(body)) {
        code result = document_read(a, body, bytes[0] == 'h' ? "a.html" : "a.txt", &d, &f);
        if (result == OK) {
            if (utf8_bad_at(d.text) != SIZE_MAX || str_trim(d.text).n == 0) abort();
        } else if (!f.message[0] || f.code != result) {
            abort();
        }
    }
    arena_free(a);
    return 0;
}
