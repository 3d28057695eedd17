#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "text/pdf.h"

#include <string.h>
#include <time.h>
#include <zlib.h>

static arena *a;

static int fresh(void **unused) {
    (void)unused;
    a = arena_new((size_t)256 << 20);
    return a ? 0 : -1;
}

static int gone(void **unused) {
    (void)unused;
    arena_free(a);
    return 0;
}

/* A PDF of one page that shows `content`, deflated. */
static str pdf_of(str content) {
    uLongf packed = compressBound(content.n);
    Bytef *stream = arena_alloc(a, packed);
    assert_non_null(stream);
    assert_int_equal(compress2(stream, &packed, (const Bytef *)content.p, content.n, 9), Z_OK);
    static const char *const objects[] = {
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R"
        "/Resources<</Font<</F 4 0 R>>>>>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"};
    size_t offsets[6] = {0};
    buf b;
    buf_init(&b, 0);
    buf_put_z(&b, "%PDF-1.4\n");
    for (int i = 1; i <= 4; i++) {
        offsets[i] = b.n;
        buf_printf(&b, "%d 0 obj\n%s\nendobj\n", i, objects[i - 1]);
    }
    offsets[5] = b.n;
    buf_printf(&b, "5 0 obj\n<</Filter/FlateDecode/Length %lu>>stream\n", packed);
    buf_put(&b, (str){(const char *)stream, packed});
    buf_put_z(&b, "\nendstream\nendobj\n");
    size_t table = b.n;
    buf_put_z(&b, "xref\n0 6\n0000000000 65535 f \n");
    for (int i = 1; i <= 5; i++) buf_printf(&b, "%010zu 00000 n \n", offsets[i]);
    buf_printf(&b, "trailer<</Size 6/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", table);
    str copy = str_copy(a, buf_str(&b));
    buf_reset(&b);
    assert_non_null(copy.p);
    return copy;
}

static str lines_of(const char *const *lines) {
    str content = S("BT /F 12 Tf 14 TL 72 720 Td ");
    for (; *lines; lines++)
        content = str_format(a, STR_FMT "(%s) Tj T* ", STR_ARG(content), *lines);
    return pdf_of(str_format(a, STR_FMT "ET", STR_ARG(content)));
}

static void refused(str bytes, const pdf_limits *limits, const char *because) {
    str out = {NULL, 7};
    fault f = {0};
    assert_int_equal(pdf_text(a, bytes, limits, &out, &f), INVALID);
    if (!strstr(f.message, because)) fail_msg("\"%s\" does not say \"%s\"", f.message, because);
    assert_int_equal(out.n, 7);
}

static void expect_prose(const char *raw, const char *prose) {
    str out;
    assert_int_equal(pdf_prose(a, str_of(raw), &out, NULL), OK);
    if (!str_eq_z(out, prose)) fail_msg("%s\ngave\n%.*s\nnot\n%s", raw, STR_ARG(out), prose);
}

static void the_lines_of_a_page_become_a_paragraph(void **unused) {
    (void)unused;
    static const char *const lines[] = {
        "The two governments, having regard to the treaty of friendship and coope-",
        "ration that was signed ten years ago, agreed to open consulates in their",
        "second cities and to hold a joint commission each year in turn.", NULL};
    str out;
    fault f = {0};
    if (pdf_text(a, lines_of(lines), &pdf_limits_default, &out, &f) != OK)
        fail_msg("%s", f.message);
    if (!str_eq(out, S("The two governments, having regard to the treaty of friendship and "
                       "cooperation that was signed ten years ago, agreed to open consulates in "
                       "their second cities and to hold a joint commission each year in turn.\n")))
        fail_msg("%.*s", STR_ARG(out));
}

static void divided_words_are_joined_and_compounds_keep_their_hyphen(void **unused) {
    (void)unused;
    expect_prose("a long-term plan for the whole inter-\nnational community and a long-\nterm loan "
                 "from the Asia-\nPacific fund",
                 "a long-term plan for the whole international community and a long-term loan from "
                 "the Asia-Pacific fund\n");
    expect_prose("the Sides shall co\xC2\xAD\noperate", "the Sides shall cooperate\n");
}

static void paragraphs_lists_and_headings_stay_apart(void **unused) {
    (void)unused;
    expect_prose("Article 1\nThe Parties shall consult each other every year on matters of\n"
                 "mutual interest.\n\nThe Parties shall exchange students in the following fields "
                 "of\nstudy:\n\xEF\x82\xB7 medicine;\n• engineering.\n1. First\n2. Second\n",
                 "Article 1\nThe Parties shall consult each other every year on matters of mutual "
                 "interest.\n\nThe Parties shall exchange students in the following fields of "
                 "study:\n- medicine;\n- engineering.\n1. First\n2. Second\n");
}

static void heads_and_page_numbers_are_dropped_and_sentences_run_on(void **unused) {
    (void)unused;
    expect_prose("Official Gazette 17\nThe Government of the one state and the government of\n- 1 -"
                 "\n\fOfficial Gazette 18\nthe other state signed an agreement on the avoidance of"
                 "\n- 2 -\n\fOfficial Gazette 19\ndouble taxation in their capital last year.\n"
                 "Page 3 of 3\n\f",
                 "The Government of the one state and the government of the other state signed an "
                 "agreement on the avoidance of double taxation in their capital last year.\n");
}

static void a_year_at_the_start_of_a_line_is_no_list(void **unused) {
    (void)unused;
    expect_prose("The agreement was signed by the ministers of both states on May\n21. It was "
                 "ratified a year later by the parliaments of both of them.\n",
                 "The agreement was signed by the ministers of both states on May 21. It was "
                 "ratified a year later by the parliaments of both of them.\n");
}

static void ligatures_and_odd_spaces_are_plain_in_the_end(void **unused) {
    (void)unused;
    expect_prose("\xEF\xAC\x81nal\xC2\xA0 o\xEF\xAC\x83\x63\x65", "final office\n");
    expect_prose("", "");
    expect_prose("\f\f\n", "");
}

static void what_is_no_pdf_is_refused(void **unused) {
    (void)unused;
    refused(S(""), &pdf_limits_default, "no PDF");
    refused(S("%PDF-1.4 and nothing more"), &pdf_limits_default, "damaged");
    static const char *const lines[] = {"Hello", NULL};
    str whole = lines_of(lines);
    refused(str_slice(whole, 0, 120), &pdf_limits_default, "damaged");
}

static void a_locked_pdf_is_refused(void **unused) {
    (void)unused;
    buf b;
    buf_init(&b, 0);
    assert_int_equal(file_read("test/golden/pdf/locked.pdf", 1 << 20, &b, NULL), OK);
    refused(buf_str(&b), &pdf_limits_default, "locked by a password");
    buf_reset(&b);
}

static void a_pdf_of_pictures_is_refused(void **unused) {
    (void)unused;
    refused(pdf_of(S("0 0 100 100 re f")), &pdf_limits_default, "holds no text");
}

/* Forms within forms, each drawing the next 40 times: a small file, 40 to the power of `depth`
 * lines. */
static str bomb(int depth) {
    buf b;
    buf_init(&b, 0);
    buf_put_z(&b, "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
                  "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
                  "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R"
                  "/Resources<</XObject<</N 6 0 R>>>>>>\nendobj\n"
                  "4 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n"
                  "5 0 obj\n<</Length 5>>stream\n/N Do\nendstream\nendobj\n");
    for (int i = 0; i < depth; i++) {
        buf_printf(&b,
                   "%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources"
                   "<</Font<</F 4 0 R>>/XObject<</N %d 0 R>>>>/Length %d>>stream\n",
                   6 + i, 7 + i, 40 * 6);
        for (int k = 0; k < 40; k++) buf_put_z(&b, "/N Do\n");
        buf_put_z(&b, "\nendstream\nendobj\n");
    }
    buf_printf(&b,
               "%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources"
               "<</Font<</F 4 0 R>>>>/Length 56>>stream\n"
               "BT /F 9 Tf 9 TL 9 400 Td (signed) Tj T* (sealed) Tj ET  \nendstream\nendobj\n"
               "trailer<</Size %d/Root 1 0 R>>\n",
               6 + depth, 7 + depth);
    str copy = str_copy(a, buf_str(&b));
    buf_reset(&b);
    return copy;
}

static void a_pdf_that_unpacks_without_end_is_given_up(void **unused) {
    (void)unused;
    time_t start = time(NULL);
    str small_file = bomb(8);
    assert_true(small_file.n < 20000);
    refused(small_file, &(pdf_limits){1, 30, (size_t)1 << 32, 1 << 20}, "of work");
    refused(small_file, &(pdf_limits){60, 1, (size_t)1 << 32, 1 << 20}, "1 seconds to read");
    refused(small_file, &(pdf_limits){60, 60, (size_t)64 << 20, 1 << 20}, "64 MB of memory");
    assert_true(time(NULL) - start < 30);
}

static void more_text_than_is_taken_is_given_up(void **unused) {
    (void)unused;
    static const char *const lines[] = {"The sides signed a treaty.", "And sealed it.", NULL};
    refused(lines_of(lines), &(pdf_limits){60, 60, (size_t)1 << 30, 20}, "of text");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lines_of_a_page_become_a_paragraph),
        cmocka_unit_test(divided_words_are_joined_and_compounds_keep_their_hyphen),
        cmocka_unit_test(paragraphs_lists_and_headings_stay_apart),
        cmocka_unit_test(heads_and_page_numbers_are_dropped_and_sentences_run_on),
        cmocka_unit_test(a_year_at_the_start_of_a_line_is_no_list),
        cmocka_unit_test(ligatures_and_odd_spaces_are_plain_in_the_end),
        cmocka_unit_test(what_is_no_pdf_is_refused),
        cmocka_unit_test(a_locked_pdf_is_refused),
        cmocka_unit_test(a_pdf_of_pictures_is_refused),
        cmocka_unit_test(a_pdf_that_unpacks_without_end_is_given_up),
        cmocka_unit_test(more_text_than_is_taken_is_given_up),
    };
    return cmocka_run_group_tests(tests, fresh, gone);
}
