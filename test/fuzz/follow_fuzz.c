/* Any bytes as a sentence: due words, figures, reports and matching. The first line is the day. */
#include "follow/due.h"
#include "follow/match.h"
#include "follow/minutes.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static arena *kept;
    static follow_words *words;
    static const str actors[] = {{"NOR", 3}, {"FIN", 3}};
    if (words == NULL) {
        kept = arena_new((size_t)8 << 20);
        if (follow_words_open(kept, "en", &words, NULL) != OK) abort();
    }
    arena *a = arena_new((size_t)16 << 20);
    str text = {(const char *)data, size}, said = {"", 0};
    follow_due *due;
    follow_item *reports;
    follow_proposal *proposals;
    size_t n;
    str_next(&text, '\n', &said);
    if (follow_due_find(a, words, text, said, &due, &n, NULL) == OK)
        for (size_t i = 0; i < n; i++)
            if (!edtf_is(due[i].due) || due[i].end > text.n || due[i].start >= due[i].end) abort();
    follow_item items[2] = {{.family = RECORD_COMMITMENT,
                             .kind = KIND_DELIVER,
                             .modality = MODALITY_PLANNED,
                             .actors = actors,
                             .actor_count = 2,
                             .text = text,
                             .due = said}};
    items[1] = items[0];
    items[1].modality = MODALITY_DONE;
    items[1].date = said;
    if (follow_match(a, words, items, 2, items, 2, &proposals, &n, NULL) == OK)
        for (size_t i = 0; i < n; i++)
            if (proposals[i].score < 0.6 || proposals[i].score > 1) abort();
    const minutes_action actions[] = {{1, S("Publish a list of goods")}, {2, text}};
    minutes_report *told;
    if (follow_minutes(a, words, text, actions, 2, &told, &n, NULL) == OK)
        for (size_t i = 0; i < n; i++)
            if (told[i].start >= told[i].end || told[i].end > text.n || told[i].action > 1) abort();
    (void)follow_told(a, words, text, said, &reports, &n, NULL);
    arena_free(a);
    return 0;
}
