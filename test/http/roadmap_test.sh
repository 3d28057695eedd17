#!/bin/sh
# Roadmaps from tables: as a file, as data, and pasted into the page, shown before it is taken.
. test/lib.sh
. test/serve.sh

db=$work/r.db
cat >"$work/r.ndjson" <<'END'
{"ref":"road","record":"instrument","kind":"roadmap","act":"signed","modality":"done","states":["NOR","FIN"],"title":"Roadmap 2025-2027","date":"2025-01-10","sectors":["trade"]}
END
"$DEPOSITARY" import register "$work/r.ndjson" --db "$db" >/dev/null || exit 1
get() { "$DEPOSITARY" get --db "$db" --today 2025-03-01 "$@"; }
import() { "$DEPOSITARY" import roadmap "$1" --under 1 --db "$db"; }

cat >"$work/pipes.txt" <<'END'

| No. | Deadline            | Responsible body              | Activity                 | Area  | Share |
|-----|---------------------|-------------------------------|--------------------------|-------|-------|
| 1   | by the end of 2025  | Ministry of Trade; Customs Service | Publish a list of goods | Trade | 2 |
| 2   | 31.12.2026          | Ministry of Ferries           | Run two ferries          | Sea   | 1     |
END
expect_out "a table as it is written in text is taken" '^2 actions; 0 were there already$' import "$work/pipes.txt"
get /api/promises?under=1 >"$work/data"
expect_out "with words worked out and kept" '"due":"2025-01-10/2025-12-31","due_words":"by the end of 2025"' cat "$work/data"
expect_out "and days as they are written" '"due":"2026-12-31"' cat "$work/data"
expect_out "each body an owner of its own" '"name":"Customs Service"\},"role":"owner"' cat "$work/data"
printf 'Due;Action\n2027;"Run two ferries"\n2025-06;Open a "desk"\n' >"$work/semicolons.csv"
expect_out "a later table plans anew and adds" '^1 actions; 1 were there already, 1 of them with another day now$' import "$work/semicolons.csv"
page=$(get --headers /record/1 | sed -n 's/^Location: //p' | tr -d '\r')
get "$page" >"$work/page"
expect_out "the first plan stays beside the new one" 'first: <time datetime="2026-12-31">' cat "$work/page"
expect_out "the same again changes nothing" '^0 actions; 2 were there already$' import "$work/semicolons.csv"
printf 'Action\tMilestone\tDue\tTarget\tBaseline\nFish\tFirst boats\t2025-09\t10 boats\t2\n\tAll boats\t2026-09\t40 boats\t2\n' >"$work/tabs.tsv"
expect_out "milestones stand under their action" '^2 actions' import "$work/tabs.tsv"
get "$page" >"$work/page"
expect_out "once" '– <a href="/commitment/[0-9]*-all-boats' cat "$work/page"
if [ "$(grep -c 'commitment/[0-9]*-fish"' "$work/page")" = 1 ]; then pass "which is there once"; else fail "which is there once"; fi
expect_out "with their numbers" '"measure":\{"unit":"boats","baseline":2,"target":40,' get /api/commitment/7
printf 'action,due,weight\na,2030,1\n\nb,sometime,1\nc,2030\nd,2030,heavy\n' >"$work/bad.csv"
expect_err "what is wrong is told by its line and column" 2 'bad\.csv:4: due: .sometime. is no day.*wrong as well: line 5, 6' import "$work/bad.csv"
printf 'action,colour\na,red\n' >"$work/bad.csv"
expect_err "a column that is none" 2 'bad\.csv:1: "colour": no column of a roadmap' import "$work/bad.csv"
printf '\n\n' >"$work/bad.csv"
expect_err "a table that is none" 2 'the table is empty' import "$work/bad.csv"

serve_start "$db"
serve_enter /record/1
count() { curl -s "$url/api/promises?under=1" | grep -o '"total":[0-9]*'; }
before=$(count)
printf 'Action\tDue\nA bridge\twithin two weeks\nRun two ferries\t2028\nOpen a "desk"\t2025-06\n' >"$work/table"
sent "a pasted table is shown first" 200 /record/1/roadmap --data-urlencode "table@$work/table"
expect_out "with the day that its words come to" '2025-01-10.*2025-01-24.*<q>within two weeks</q>' cat "$work/body"
expect_out "what is new" '>new<' cat "$work/body"
expect_out "what is planned anew" 'there already: planned anew' cat "$work/body"
expect_out "what stays" 'there already: stays' cat "$work/body"
expect_out "and how many lines would be taken" 'Take 2 lines' cat "$work/body"
if [ "$(count)" = "$before" ]; then pass "nothing was written for that"; else fail "nothing was written for that"; fi
printf 'Action\tDue\nA bridge\tsoonish\nA road\t2028\n' >"$work/bad"
sent "lines that are wrong are shown" 200 /record/1/roadmap --data-urlencode "table@$work/bad"
expect_out "each with what is wrong" '<td class="number">2</td>.*is no day' cat "$work/body"
if grep -q 'name="take"' "$work/body"; then fail "and cannot be taken"; else pass "and cannot be taken"; fi
sent "nor by a program" 422 /record/1/roadmap -d take=1 --data-urlencode "table@$work/bad"
sent "as data it is told as well" 200 /api/record/1/roadmap -d preview=1 --data-urlencode "table@$work/bad"
expect_out "line by line" '"line":2,.*"wrong":"due: .*"line":3,.*"does":"new"\}\],"wrong":1\}' cat "$work/body"
sent "a table that names no columns" 422 /record/1/roadmap --data-urlencode 'table=one two three'
sent "what was shown is taken" 303 /record/1/roadmap -d take=1 --data-urlencode "table@$work/table"
if [ "$(count)" = "\"total\":$((${before##*:} + 1))" ]; then pass "as one more action"; else fail "as one more action" "$before $(count)"; fi
sent "and as data" 200 /api/record/1/roadmap --data-urlencode "table@$work/table"
expect_out "where all is known by now" '"added":0,"known":3,"replanned":0' cat "$work/body"
"$DEPOSITARY" undo --db "$db" >/dev/null
if [ "$(count)" = "$before" ]; then pass "a table is taken back as a whole"; else fail "a table is taken back as a whole"; fi
curl -s -L "$url/record/1" >"$work/body"
expect_out "and the plan that it changed" '<time datetime="2027">' cat "$work/body"
"$DEPOSITARY" export register --db "$db" >"$work/export"
"$DEPOSITARY" import register "$work/export" --db "$work/other.db" >/dev/null || fail "an export is imported"
"$DEPOSITARY" export register --db "$work/other.db" >"$work/again"
if cmp -s "$work/export" "$work/again"; then pass "a roadmap goes out and comes in as it was"; else fail "a roadmap goes out and comes in as it was" "$(diff "$work/export" "$work/again" | head -c 600)"; fi
finish
