#!/bin/bash
# README's tour works as written: its commands are taken from the page and run, in order, on the sample register.
. test/lib.sh
DEPOSITARY_DB=$work/tour.db
export DEPOSITARY_DB DEPOSITARY
expect_status 0 "the sample register is made" tools/sample "$DEPOSITARY_DB"
grep -q 'depositary read' README.md || fail "README has no tour"
while read -r line; do
    eval "set -- $line"
    shift
    expect_status 0 "$line" "$DEPOSITARY" "$@"
    [ -s "$work/out" ] || fail "$line says nothing"
done < <(sed -n '/^## Five minutes/,/^## An archive/s/^ \{7\}depositary /depositary /p' README.md)
"$DEPOSITARY" read --text data/sample/agreement.txt | jq -Rsc '{id: "a", text: .}' >"$work/archive.ndjson" 2>/dev/null ||
    printf '{"id":"a","text":"The ministers of France and Spain signed an agreement on customs."}\n' >"$work/archive.ndjson"
expect_out "a stream is answered" '^\{"id":"a","facts":\[' sh -c '"$1" read --stream --jobs 4 <"$2"' sh "$DEPOSITARY" "$work/archive.ndjson"
finish
