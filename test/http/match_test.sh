#!/bin/sh
# A deed told in a later document, from the document to the decision: added by a command and by the
# page, proposed with its reason and both sentences, confirmed, refused, taken back.
. test/lib.sh

db=$work/r.db
get() { "$DEPOSITARY" get --db "$db" "$@"; }
links() { "$DEPOSITARY" links --db "$db" "$@"; }
texts=test/follow/vietnam-sri-lanka

"$DEPOSITARY" add "$texts/2019-08-09.txt" --published 2019-08-09 --accept --db "$db" >"$work/made" 2>&1
"$DEPOSITARY" add "$texts/2018-04-25.txt" --published 2018-04-25 --accept --db "$db" >>"$work/made" 2>&1
expect_out "what was promised earlier and read later is found as well" \
    'both number 3, both in LKA; promised 2018-04-25 for 2019-01/2019-03, done 2019-08-08, 130 days late' links
expect_out "with the sentence of the deed" 'convened the third session of their joint committee' links
expect_out "and that of the promise" 'would be held in Colombo in the first quarter of 2019' links

# By the page: a text is pasted, its drafts are accepted.
expect_out "a document is added by the page" '^Location: /source/3' \
    get --method POST --headers --form "published=2024-04-03&text=$(sed 's/ /+/g' "$texts/2024-04-03.txt" |
        awk '{ printf "%s%%0A", $0 }')" /add
expect_out "accepting its drafts leads on" '^Location: .*done=accepted-all' \
    get --method POST --headers /source/3/accept
expect_out "the deed waits for a decision" 'both number 4, both in VNM; promised 2019-08-09 for 2021, done 2024-04-02, 823 days late' \
    get /proposals
has() { if grep -qE -- "$2" "$work/out"; then pass "$1"; else fail "$1" "no line matches: $2"; fi; }
has "with its sentence" 'The fourth session of the Joint Committee on Economic Cooperation between Viet Nam and Sri Lanka was held in Hanoi'
has "and the promise's" 'Both sides decided to hold the fourth session in Hanoi in 2021'
link=$(links | sed -n 's/^ *\([0-9][0-9]*\)  .*both number 4.*/\1/p' | head -n 1)
[ -n "$link" ] || fail "the link has a number"
expect_out "programs get it with both sentences" \
    "\"link\":$link,\"kind\":\"fulfils\",\"reason\":\"both a commission.*\"deed_sentence\":\"The fourth session.*\"promise_sentence\":\"Both sides decided" \
    get /api/proposals
plan=$(links | sed -n "/^ *$link /,/carries out/s/.*carries out record \([0-9]*\).*/\1/p")
here=$(get --headers "/record/$plan" | sed -n 's/^[Ll]ocation: \([^ ]*\).*/\1/p' | tr -d '\r')
page=${here:-/record/$plan}
expect_out "the promise's page says why it is proposed" '823 days late' get "$page"
has "that it waits for somebody" 'Proposed, not confirmed'
has "the sentence of the deed" 'The fourth session of the Joint Committee on Economic Cooperation between'
has "and its own" 'Both sides decided to hold the fourth session in Hanoi in 2021'
has "it is late until somebody confirms" 'is-late'

expect_out "it is confirmed on the page" '^Location: /proposals\?done=confirmed' get --method POST --headers "/link/$link/confirm"
expect_out "and the promise is done, late" 'is-done_late' get "$page"
expect_status 0 "the decision is taken back" "$DEPOSITARY" undo --db "$db"
expect_out "and waits again" "^ *$link  both a commission" links
expect_out "it is refused by a command" "link $link: refused" links refuse "$link"
expect_out "everything compared anew proposes nothing" '^0 links proposed' links find
expect_out "and the refused one does not come back" . links
if grep -q "^ *$link " "$work/out"; then fail "nor in the list"; else pass "nor in the list"; fi

# A figure after its day, and a thing that did not come about.
"$DEPOSITARY" add "$texts/2021-03-18.txt" --published 2021-03-18 --accept --db "$db" >>"$work/made" 2>&1
expect_out "a figure reported contradicts what was aimed at, with the arithmetic" \
    '350 million of 1 billion USD, which is 35 %, 650 million short' links
"$DEPOSITARY" add "$texts/2019-03-04.txt" --published 2019-03-04 --accept --db "$db" >>"$work/made" 2>&1
expect_out "what was put off is never done" \
    'commission is said not to have come about, .* put off, said 2019-03-04' links
finish
