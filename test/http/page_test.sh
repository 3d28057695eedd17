#!/bin/sh
# Pages and data without a socket: `get` on a register with the sample, and what each must show.
. test/lib.sh

db=$work/register.db
tools/sample "$db" >"$work/made" 2>&1 || { cat "$work/made"; exit 1; }
get() { "$DEPOSITARY" get --db "$db" --today 2026-03-01 "$@"; }

for path in / /search /instruments /engagements /commitments /positions /memberships /relations /due \
    '/due?show=late' /states '/states?show=all' '/states?show=organisation' /state/PAK /pair /pair/BLR/PAK /sources \
    '/sources?show=waiting' /add /log /help; do
    expect_out "$path is a page with its heading" '<h1>' get "$path"
done
for path in '/api/records?limit=5' '/api/search?q=extradition' /api/openapi.json; do
    expect_out "$path is JSON" '^\{' get "$path"
    if command -v python3 >/dev/null; then
        if python3 -c 'import json,sys; json.load(open(sys.argv[1]))' "$work/out"; then pass "$path parses"; else fail "$path parses"; fi
    fi
done

get '/instruments?state=Belarus&other=PAK' >"$work/list"
address=$(grep -oE '/instrument/[0-9]+-[a-z0-9-]+' "$work/list" | head -n 1)
id=${address#/instrument/}
id=${id%%-*}
expect_out "a filter by names of states finds instruments" 'class="what"' get '/instruments?state=Belarus&other=PAK'
expect_out "an instrument has its sentence or source" 'id="evidence"' get "$address"
expect_out "and its history" 'id="history"' get "$address"
expect_out "another title in the address leads to the right one" "^Location: $address\$" get --headers "/instrument/$id-wrong"
expect_out "the bare number too, with its day kept" "^Location: $address\\?on=2020-01-01\$" get --headers "/instrument/$id?on=2020-01-01"
expect_out "the number of a record leads to its page" "^Location: $address\$" get --headers "/record/$id"
expect_status 3 "an instrument is no engagement" get "/engagement/$id"
expect_status 3 "a record that is none is not found" get /instrument/999999
expect_status 3 "nor one without a number" get /instrument/treaty
expect_status 2 "a day that does not exist is refused" get "$address?on=2025-02-30"
expect_status 3 "an unknown state is told" get '/instruments?state=Atlantis'
expect_status 2 "a key that is none is refused" get '/instruments?after=zzz'
expect_status 2 "a year of letters is refused" get '/instruments?year=soon'
expect_out "names in a pair lead to codes" '^Location: /pair/BLR/PAK$' get --headers '/pair?a=Belarus&b=Pakistan'
expect_out "codes in small letters too" '^Location: /pair/BLR/PAK$' get --headers /pair/blr/pak
expect_out "what is typed is shown as text, never as markup" '&lt;script&gt;alert' get '/search?q=<script>alert'
expect_out "the start of a word finds while it is typed" 'class="what" href="/instrument/' get '/search?q=extradi&part=results'
if grep -q '<html' "$work/out"; then fail "which is no page of its own"; else pass "which is no page of its own"; fi
expect_out "but not when it is asked for in full" 'Nothing found' get '/search?q=extradi'
expect_out "of one family the list can be narrowed further" 'href="/instruments[?]q=extradition"' get '/search?q=extradition&in=instrument'
expect_status 2 "another part is refused" get '/search?q=x&part=head'
expect_out "dates are words" '<time datetime="20[0-9-]+">[0-9]+.[A-Z][a-z]+ 20' get /pair/BLR/PAK
if grep -q '<script>alert' "$work/out"; then fail "no markup of others"; else pass "no markup of others"; fi

expect_out "a pair has its brief" 'Pending, and what is missing' get /pair/BLR/PAK/brief
expect_out "a pair is counted by sector" '<th scope="row">trade</th>' get /pair/BLR/PAK
expect_out "and drawn in time" 'class="draw draw-timeline"' get /pair/BLR/PAK
expect_out "whose pending ones say what is missing" 'class="reason">signed [0-9]+ [A-Z][a-z]+ 20[0-9]+; its final clauses are not recorded' \
    get /pair/BLR/PAK/brief
if "$DEPOSITARY" pair BLR PAK --db "$db" >"$work/out" && grep -A1 'Agreement on readmission' "$work/out" | grep -q 'its final clauses are not recorded'; then
    pass "the command groups them and says what is missing"
else fail "the command groups them and says what is missing" "$(head -20 "$work/out")"; fi
expect_out "a state is drawn in time" 'class="draw draw-timeline"' get /state/PAK
expect_out "and counted by sector" 'href="/engagements[?]sector=trade&amp;state=PAK"' get /state/PAK
expect_out "the count has a page" '<h1>Pakistan by sector' get '/sectors?state=Pakistan'
expect_out "the brief is printed with its style inside" '<style>' \
    "$DEPOSITARY" pair Belarus PAK --brief --db "$db"

expect_out "a state's agreements are on the map" 'class="draw draw-map"' get '/map?state=Pakistan&on=2015-12-31'
expect_out "whose years are links" 'on=1990-12-31' get '/map?state=PAK'
expect_out "an instrument's parties too" 'In force for <strong>' get "/instrument/$id/map"
expect_out "sectors are counted" 'href="/sector/trade"' get /sectors
expect_out "and each has its page" 'class="what"' get /sector/trade
expect_status 3 "a sector that is none is not found" get /sector/magic
expect_out "states stand in a matrix" 'href="/instruments[?]state=BLR&amp;other=PAK">[0-9]+</a>' get '/matrix?states=BLR,+Pakistan,KAZ'
count=$(grep -oE 'state=BLR&amp;other=PAK">[0-9]+' "$work/out" | head -n 1 | grep -oE '[0-9]+$')
rows=$(get '/instruments?state=BLR&other=PAK&format=csv' | grep -cE '^[0-9]+,instrument,')
if [ -n "$count" ] && [ "$count" = "$rows" ]; then pass "whose number is that of the list it leads to"; else
    fail "whose number is that of the list it leads to" "$count, the list has $rows"
fi
expect_out "of one sector too" 'state=BLR&amp;other=PAK&amp;sector=trade">' get '/matrix?states=BLR,PAK&sector=trade'
expect_out "or a state's partners by sector" 'state=PAK&amp;other=BLR&amp;sector=trade">[0-9]+' get '/matrix?state=Pakistan'
count=$(grep -oE 'state=PAK&amp;other=BLR&amp;sector=trade">[0-9]+' "$work/out" | head -n 1 | grep -oE '[0-9]+$')
rows=$(get '/instruments?state=BLR&other=PAK&sector=trade&format=csv' | grep -cE '^[0-9]+,instrument,')
if [ -n "$count" ] && [ "$count" = "$rows" ]; then pass "counted as the list counts"; else
    fail "counted as the list counts" "$count, the list has $rows"
fi
expect_out "it is drawn" 'class="draw draw-matrix"' get /matrix
expect_status 3 "a matrix with a state that is none is refused" get '/matrix?states=BLR,Atlantis'
expect_out "a month shows who met" 'class="what" href="/engagement/' get '/calendar?month=2024-11'
expect_out "in a grid of its days" '<td><time datetime="2024-11-26">26</time><ul><li>.*href="/engagement/' get '/calendar?month=2024-11'
if [ "$(grep -cE '<time datetime="2024-11-[0-9]+">[0-9]+</time>' "$work/out")" = 5 ] && [ "$(grep -oE '<td><time datetime="2024-11-[0-9]+">' "$work/out" | wc -l)" = 30 ]; then
    pass "of five weeks and thirty days"
else fail "of five weeks and thirty days" "$(grep -oE '<td><time datetime="2024-11-[0-9]+">' "$work/out" | wc -l)"; fi
expect_out "that begins on its weekday" '<tr><td></td><td></td><td></td><td></td><td><time datetime="2024-11-01">' get '/calendar?month=2024-11'
expect_out "today is marked" '<td aria-current="date"><time datetime="2026-03-01">' get /calendar
expect_status 2 "a month that is none is refused" get '/calendar?month=soon'
expect_out "a list is a file of CSV" '^[0-9]+,instrument,' get '/instruments?state=PAK&other=BLR&format=csv'
expect_status 2 "in no other form" get '/instruments?format=xls'
expect_out "a record tells how to cite it" 'id="cite"' get "$address"

# A ministry is cited and downloaded as a record is.
body=$(get '/states?show=agency' | grep -oE '/body/[0-9]+-[a-z0-9-]+' | head -n 1)
actor=${body#/body/}
actor=${actor%%-*}
expect_out "a body is cited by its address" "<code>$body</code>, as of" get "$body"
rows=$(grep -c 'class="what"' "$work/out")
expect_out "which is found by its number" "^Location: $body\$" get --headers "/body/$actor"
expect_out "its records are a file" "^Content-Disposition: attachment; filename=\"body-$actor.csv\"" get --headers "/body/$actor/csv"
if [ "$(get "/body/$actor/csv" | grep -cE '^[0-9]+,')" = "$rows" ]; then pass "as many as its page shows"; else fail "as many as its page shows" "$rows"; fi
expect_out "and JSON" '^\{"body":\{"id":[0-9]+,"kind":"agency","code":null,"name":"[^"]+"\},"of":.*"names":\[\{.*"records":\[\{' get "/api/body/$actor"
expect_status 3 "a body that is none has no file" get /body/999999/csv
expect_status 3 "nor JSON" get /api/body/999999

# A list goes on by key and ends, with no record twice.
path=/engagements
pages=0
: >"$work/all"
while [ -n "$path" ] && [ $pages -lt 50 ]; do
    get "$path" >"$work/out"
    grep -oE 'class="what" href="/engagement/[0-9]+' "$work/out" >>"$work/all"
    next=$(sed -n 's/.*rel="next" href="?\([^"]*\)".*/\1/p' "$work/out" | sed 's/&amp;/\&/g')
    path=${next:+/engagements?$next}
    pages=$((pages + 1))
done
if [ $pages -gt 1 ] && [ "$(sort "$work/all" | uniq -d | wc -l)" = 0 ]; then
    pass "a list goes on by key, nothing twice ($pages pages)"
else fail "a list goes on by key, nothing twice" "$pages pages"; fi

# Every treaty's party table, on any day.
treaty=$(get '/search?q=copyright+treaty&in=instrument' | grep -oE '/instrument/[0-9]+-[a-z0-9-]+' | head -n 1)
if [ -n "$treaty" ]; then
    expect_out "a treaty has its party table" '<th scope="row">' get "$treaty"
    expect_out "with a reason for each status" 'class="why">(<bdi>)?[^<]' get "$treaty"
    "$DEPOSITARY" get --db "$db" "$treaty?on=1890-01-01" | grep -c 'status in_force' >"$work/then"
    "$DEPOSITARY" get --db "$db" "$treaty?on=2024-01-01" | grep -c 'status in_force' >"$work/now"
    if [ "$(cat "$work/then")" -lt "$(cat "$work/now")" ]; then pass "the day changes the table"; else
        fail "the day changes the table" "$(cat "$work/then" "$work/now")"
    fi
    expect_out "it is sorted by a link in its header" '<th scope="col"><a href="[?]sort=consent#parties">' get "$treaty"
    get "$treaty?sort=-consent" | grep -oE '</a></span></td><td>(<time datetime="[0-9-]+">[^<]*</time>)?</td><td><time datetime="[0-9-]+' |
        grep -oE '[0-9-]+$' >"$work/consents"
    if [ "$(wc -l <"$work/consents")" -gt 20 ] && sort -rc "$work/consents" 2>"$work/unsorted"; then pass "and is"; else
        fail "and is" "$(head -3 "$work/consents")"
    fi
    expect_out "the header says so" '<th scope="col" aria-sort="descending"><a href="[?]sort=consent#' get "$treaty?sort=-consent"
    rows() { get "$treaty$1" | grep -c '<tr><th scope="row">'; }
    if [ "$(rows '?holds=in_force')" -gt 20 ] && [ "$(rows '?holds=in_force')" -lt "$(rows '')" ] && [ "$(rows '?party=jpn')" = 1 ]; then
        pass "it is chosen from by status and by name"
    else fail "it is chosen from by status and by name" "$(rows '?holds=in_force') $(rows '') $(rows '?party=jpn')"; fi
    expect_out "nobody of that name is said" 'No party fits' get "$treaty?party=Atlantis"
    expect_status 2 "an order that is none is refused" get "$treaty?sort=size"
    expect_status 2 "nor a status" get "$treaty?holds=good"
    expect_out "many consents are drawn by year" 'class="draw draw-bars"' get "$treaty"
    circuits=$(get '/search?q=integrated+circuits&in=instrument' | grep -oE '/instrument/[0-9]+-[a-z0-9-]+' | head -n 1)
    expect_out "few acts one by one" 'class="draw draw-timeline"' get "$circuits"
else fail "a treaty is found"; fi

# Reviewing without a browser.
source=$(get '/sources?show=waiting' | grep -oE '/source/[0-9]+' | head -n 1)
expect_out "a source that waits shows its drafts" 'class="draft [a-z]+ waiting"' get "$source"
expect_out "its text has the evidence marked" '<mark class="[a-z]+" id="e[0-9]+"' get "$source"
draft=$(grep -oE '/draft/[0-9]+' "$work/out" | head -n 1)
expect_out "a draft can be corrected in a form" '<select id="kind"' get "$draft"
expect_out "accepting leads on" '^Location: .*done=(accepted|joined)' \
    get --method POST --headers "$draft/accept"
expect_status 4 "what is decided cannot be decided again" get --method POST "$draft/accept"
expect_out "undo takes it back" '^Location: .*done=undone' \
    get --method POST --form "source=${source#/source/}" --headers /undo
expect_status 2 "a kind that is none is refused" get --method POST --form 'kind=pact' "$draft/edit"
expect_status 2 "an unknown field is refused" get --method POST --form 'colour=red' "$draft/accept"
expect_status 6 "a change needs POST" get "$draft/accept"
expect_status 2 "an empty document is refused" get --method POST --form 'text=+' /add
expect_status 2 "a date that is none is refused" get --method POST --form 'text=Hello&published=soon' /add
expect_status 2 "an address that is none is refused" \
    get --method POST --form 'text=Hello&address=javascript:alert(1)' /add
expect_out "a record to merge with is found by search" 'It is this one' get "$draft/merge?q=Pakistan"
expect_out "a draft is made two" '^Location: .*done=split#d[0-9]+' get --method POST --headers "$draft/split"
expect_out "a fact is added by words of the text" '^Location: /source/[0-9]+[?]edit=[0-9]+#d[0-9]+' \
    get --method POST --headers --form 'words=Islamabad&kind=visit' "$source/fact"
expect_status 2 "words that are not there are refused" \
    get --method POST --form 'words=no+such+words+at+all&kind=visit' "$source/fact"
expect_out "chosen drafts are rejected together" '^Location: .*done=rejected-chosen' \
    get --method POST --headers --form "only=chosen&draft=${draft#/draft/}" "$source/reject"
expect_status 2 "choosing none is told" get --method POST --form 'only=chosen' "$source/accept"
for made in rejected added split; do
    expect_out "undo takes back what was $made" '^Location: .*done=undone' get --method POST --headers --form 'source=1' /undo
done
expect_out "the next document to review is found" '^Location: /source/[0-9]+' get --headers '/review?after=1'
expect_out "accepting all empties the list" '^Location: .*done=accepted-all' \
    get --method POST --headers "$source/accept"
expect_out "nothing waits any more" 'Nothing waits for you' get '/sources?show=waiting'

finish
