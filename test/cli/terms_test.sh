#!/bin/sh
# depositary terms: files of all forms, and what it refuses. status: names in its sentences.
. test/lib.sh

cat >"$work/pact.html" <<'END'
<!doctype html><html lang="en"><head><title>Pact</title></head><body><h2>Article 9</h2>
<p>1. This Pact shall enter into force on the date of its signature.</p>
<p>2. It shall remain in force for five years.</p></body></html>
END
printf 'Article 9\n\nThis Pact shall enter into force on the date of its signature.\n' >"$work/pact.txt"
: >"$work/empty.txt"
printf 'a\0b\0c' >"$work/bytes.bin"
printf '\211PNG\r\n\032\n0000' >"$work/map.png"
printf 'Cet accord entrera en vigueur le jour de sa signature par les Parties et il restera en vigueur pour une dur\303\251e de cinq ans. Les Parties sont les \303\211tats qui ont sign\303\251.\n' >"$work/pacte.txt"

# A page of one line; poppler finds the objects without a table of their places.
line='(This Pact shall enter into force on the date of its signature.) Tj'
cat >"$work/pact.pdf" <<END
%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
4 0 obj <</Length $((${#line} + 29))>>
stream
BT /F1 12 Tf 72 700 Td $line ET
endstream
endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
trailer <</Root 1 0 R>>
END
expect_out "terms reads a PDF" '"on":"signature"' "$DEPOSITARY" terms "$work/pact.pdf"
expect_out "terms reads plain text" '"entry":\{"on":"signature","article":"9"\}' "$DEPOSITARY" terms "$work/pact.txt"
expect_out "terms reads a page" '"duration":\{"term":"P5Y","article":"9\(2\)"\}' "$DEPOSITARY" terms "$work/pact.html"
expect_out "terms reads standard input" '"on":"signature"' sh -c '"$1" terms - <"$2"' sh "$DEPOSITARY" "$work/pact.html"
expect_out "one answer a file" '"on":"signature"' "$DEPOSITARY" terms "$work/pact.txt" "$work/pact.html"
expect_out "the table has a clause a line" '^entry	9\(1\)	on	This Pact shall enter' "$DEPOSITARY" terms --table "$work/pact.html"
expect_err "an empty file is refused" 2 'empty.txt: it is empty' "$DEPOSITARY" terms "$work/empty.txt"
expect_err "bytes are refused" 2 'bytes.bin: it is binary' "$DEPOSITARY" terms "$work/bytes.bin"
expect_err "a picture is refused by its kind" 2 'map.png: it is a picture' "$DEPOSITARY" terms "$work/map.png"
expect_err "a text in another language is named" 0 "pacte.txt: this seems to be in 'fr'" "$DEPOSITARY" terms "$work/pacte.txt"
expect_err "a language without clauses is refused" 3 "no clauses are known in 'xx'" "$DEPOSITARY" terms --language xx "$work/pact.txt"
expect_err "a locked PDF is refused" 2 'locked by a password' "$DEPOSITARY" terms test/golden/pdf/locked.pdf

cat >"$work/case.ndjson" <<'END'
{"instrument": "pact", "terms": {"entry": {"on": "consents", "count": 1, "after": "P3M"}}, "acts": [{"party": "IDN", "act": "ratify", "on": "2020-01-28"}]}
END
expect_out "sentences have the names of states" "1st consent was Indonesia's" "$DEPOSITARY" status --cases "$work/case.ndjson"
finish
