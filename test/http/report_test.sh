#!/bin/sh
# A joint commission's session as the moment when reports are due: in the terminal, on pages, as data, in the calendar.
. test/lib.sh
. test/serve.sh

db=$work/r.db
cat >"$work/r.ndjson" <<'END'
{"ref":"road","record":"instrument","kind":"roadmap","act":"signed","modality":"done","states":["NOR","FIN"],"title":"Roadmap 2030-2032","date":"2030-05-01"}
{"ref":"goods","record":"commitment","kind":"deliver","modality":"planned","states":["NOR","FIN"],"title":"A list of goods","due":"2032","date":"2030-05-01","parent":"road","owners":["Ministry of Trade"]}
{"ref":"ferry","record":"commitment","kind":"deliver","modality":"planned","states":["NOR","FIN"],"title":"Two ferries","due":"2033","date":"2030-05-01","parent":"road"}
{"ref":"loose","record":"commitment","kind":"deliver","modality":"planned","states":["NOR","FIN"],"title":"Something apart","due":"2033","date":"2030-05-01"}
{"ref":"s8","record":"engagement","kind":"commission","modality":"done","states":["NOR","FIN"],"title":"Eighth session of the trade and economic commission","date":"2031-03-12"}
{"ref":"m3","record":"engagement","kind":"commission","modality":"done","states":["NOR","FIN"],"title":"Third session of the commission on fisheries","date":"2031-06-01"}
{"ref":"s9","record":"engagement","kind":"commission","modality":"planned","states":["NOR","FIN"],"title":"Ninth session of the trade and economic commission","date":"2032-04-20"}
{"ref":"x","record":"engagement","kind":"commission","modality":"planned","states":["NOR","SWE"],"title":"First session of the trade and economic commission","date":"2032-04-10"}
{"source":"s","title":"A gazette","published":"2031-01-01"}
END
"$DEPOSITARY" import register "$work/r.ndjson" --db "$db" >/dev/null || exit 1
on() { day=$1; shift; "$DEPOSITARY" due --db "$db" --on "$day" --until 2031-01-01 "$@"; }
page() { day=$1; shift; "$DEPOSITARY" get --db "$db" --today "$day" "$@"; }

if on 2032-03-01 | grep -q 'before a session'; then fail "what is tied to no session reports at none"; else pass "what is tied to no session reports at none"; fi
expect_status 0 "a roadmap is tied to the sessions of a body" "$DEPOSITARY" sessions "economic commission" --under 1 --db "$db"
expect_out "before the next one reports are due" '^reports before a session$' on 2032-03-01
cp "$work/out" "$work/due"
expect_out "by the day before it" '^     2  report     2032-04-19 +A list of goods$' cat "$work/due"
expect_out "with the reason and the owner" 'a report is due before the session of 2032-04-20 \(Ninth session .*\); there was none at the one before; owner: Ministry of Trade$' cat "$work/due"
if grep -q 'Something apart' "$work/due"; then fail "and nothing else"; else pass "and nothing else"; fi
if on 2032-02-19 | grep -q 'before a session'; then fail "two months before, and not earlier"; else pass "two months before, and not earlier"; fi
expect_out "what was not reported at the last is told after it" 'not reported at the last session \(which is not the same as not done\)' on 2031-04-01 --late
expect_out "with the session" 'no report at the session of 2031-03-12 \(Eighth session' on 2031-04-01 --late
if on 2031-03-11 --late | grep -q 'no report at'; then fail "and not before it"; else pass "and not before it"; fi
expect_out "the due page says it" 'Reports due before a session.*' page 2032-03-01 /due
expect_out "the late page too, and what it means" 'No report is not the same as not done' page 2031-04-01 '/due?show=late'
expect_out "its promise is open all the same" '"state":"open","reason":"due 2033; no source says what came of it"' page 2031-04-01 /api/commitment/3
address=$(page 2032-03-01 --headers /record/2 | sed -n 's/^Location: //p' | tr -d '\r')
expect_out "its own page says it" '<strong>Report due by <time datetime="2032-04-19">' page 2032-03-01 "$address"
expect_out "the month has it" 'Reports due before a session' page 2032-03-01 '/calendar?month=2032-04'
page 2032-03-01 /calendar.ics >"$work/cal"
tr -d '\r' <"$work/cal" | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n //g' >"$work/unfolded"
expect_out "the calendar has one day for a session" '^SUMMARY:reports are due: Ninth session' cat "$work/unfolded"
expect_out "with all that is to be reported" '^DESCRIPTION:to be reported: A list of goods\\; Two ferries' cat "$work/unfolded"
expect_out "on the day before it" '^DTSTART;VALUE=DATE:20320419$' cat "$work/unfolded"
page 2032-03-01 '/calendar.ics?owner=Ministry+of+Trade' | tr -d '\r' | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n //g' >"$work/unfolded"
expect_out "an owner's has what the owner reports" '^DESCRIPTION:to be reported: A list of goods\\;$' cat "$work/unfolded"
uid_of() { tr -d '\r' <"$1" | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n //g' | grep '^UID:reports-'; }
uid=$(uid_of "$work/cal")
sequence() { tr -d '\r' | sed -n '/^BEGIN:VEVENT/{h;d};H;/^END:VEVENT/{x;/UID:reports-/p}' | sed -n 's/^SEQUENCE://p'; }
was=$(sequence <"$work/cal")
"$DEPOSITARY" edit 7 date=2032-04-27 --record --db "$db" >/dev/null
page 2032-03-01 /calendar.ics >"$work/cal2"
now=$(sequence <"$work/cal2")
if [ "$uid" = "$(uid_of "$work/cal2")" ] && [ "$now" -gt "$was" ] && tr -d '\r' <"$work/cal2" | grep -q 'DATE:20320426'; then
    pass "a session that is moved moves it, under its UID, with a greater SEQUENCE"; else
    fail "a session that is moved moves it, under its UID, with a greater SEQUENCE" "$uid" "$was $now"; fi
"$DEPOSITARY" undo --db "$db" >/dev/null
expect_out "the digest tells of it" '^REPORTS TO SESSIONS \(2\)$' "$DEPOSITARY" digest --db "$db" --on 2032-03-01 --since 2032-02-01 --pair NOR,FIN
session=$(page 2031-04-01 --headers /record/5 | sed -n 's/^Location: //p' | tr -d '\r')
expect_out "the page of a session lists what reports at it" 'What reports at it.*' page 2031-04-01 "$session"
expect_out "and how much has" '2 open, of which 0 reported' page 2031-04-01 "$session"
expect_out "as data" '"title":"A list of goods".*"state":"due","by":"2032-04-19","session":7' page 2032-03-01 '/api/reports?pair=NOR,FIN'
expect_out "those missing as well" '"state":"missing","by":"2031-03-11","session":5' page 2031-04-01 '/api/reports?missing=1&under=1'
expect_out "not those of others" '"reports":\[\]' page 2032-03-01 '/api/reports?state=SWE'

serve_start "$db"
serve_enter /record/1
sent "a report is made" 303 /commitment/2/progress -d 'on=2032-02-25&score=limited&note=half+of+it'
page 2032-03-01 '/api/reports?pair=NOR,FIN' >"$work/data"
if grep -q 'A list of goods' "$work/data"; then fail "it is not asked for again"; else pass "it is not asked for again"; fi
expect_out "the other still is" 'Two ferries' cat "$work/data"
sent "a roadmap is untied by its form" 303 /record/1/sessions -d 'sessions='
expect_out "then nothing is asked" '"reports":\[\]' page 2032-03-01 /api/reports
sent "a pair is tied by its form" 303 /pair/NOR/FIN/sessions -d 'sessions=any'
expect_out "then all that the two promised reports" '"title":"Something apart".*' page 2032-03-01 '/api/reports?pair=NOR,FIN'
expect_out "its page says so" 'Reports are due before each session of: any joint commission' page 2032-03-01 /pair/FIN/NOR
expect_out "any commission counts" 'no report at the session of 2031-06-01 \(Third session of the commission on fisheries' on 2031-07-01 --late
sent "a state and itself are no pair" 400 /api/pair/NOR/NOR/sessions -d 'sessions=any'
sent "as data it is untied" 200 /api/pair/FIN/NOR/sessions -d 'sessions='
expect_out "and tied no more" '"reports":\[\]' page 2032-03-01 /api/reports
cat >"$work/minutes.txt" <<'END'
Minutes of the eighth session

1. The list of goods was published in February 2031 and is in use.
2. Work on the two ferries has not begun.
3. The parties will publish something apart in due course.
END
expect_status 0 "a roadmap is tied again" "$DEPOSITARY" sessions "economic commission" --under 1 --db "$db"
"$DEPOSITARY" sessions none --pair NOR,FIN --db "$db"
expect_out "minutes come in one step" 'minutes of record 5: 2 reports offered$' "$DEPOSITARY" add "$work/minutes.txt" --minutes 5 --title 'Minutes of the eighth session' --db "$db"
expect_out "each with its sentence" '"The list of goods was published in February 2031 and is in use" \(source 2\)$' "$DEPOSITARY" reports --db "$db"
expect_out "on the day of the session" '  waiting   2031-03-12  completed: record 2: A list of goods$' "$DEPOSITARY" reports --db "$db"
expect_out "and what it says" '  waiting   2031-03-12  not_started: record 3: Two ferries$' "$DEPOSITARY" reports --session 5 --db "$db"
expect_out "nothing counts before somebody accepts it" '"state":"open"' page 2031-04-01 /api/commitment/3
expect_out "added again they offer nothing new" ': 0 reports offered$' "$DEPOSITARY" add "$work/minutes.txt" --minutes 5 --db "$db"
curl -s -L -H "Cookie: $cookie" "$url/record/5" >"$work/body"
expect_out "the page of the session shows them" 'Accept the report' cat "$work/body"
expect_out "with its minutes" '>Minutes of the eighth session' cat "$work/body"
offer() { "$DEPOSITARY" reports --db "$db" --promise "$1" | sed -n 's/^ *\([0-9]*\) .*/\1/p' | head -n 1; }
sent "one is accepted" 303 "/report/$(offer 2)/accept"
expect_out "then the promise is done, by that sentence" '"state":"done".*"score":"completed","counted":true.*"sentence":"The list of goods was published' page 2031-04-01 /api/commitment/2
sent "it is decided once" 409 "/api/report/$(offer 2)/refuse"
sent "the other is refused" 200 "/api/report/$(offer 3)/refuse"
expect_out "and nothing came of it" '"progress":\[\]' page 2031-04-01 /api/commitment/3
expect_out "both decisions are kept" '"state":"refused"' page 2031-04-01 '/api/offers?session=5'
expect_out "none waits" '"offers":\[\]' page 2031-04-01 /api/offers
"$DEPOSITARY" undo --db "$db" >/dev/null
"$DEPOSITARY" undo --db "$db" >/dev/null
expect_out "both can be taken back" '"state":"open"' page 2031-04-01 /api/commitment/2
if [ "$("$DEPOSITARY" reports --db "$db" | grep -c ' waiting ')" = 2 ]; then pass "and wait again"; else fail "and wait again"; fi
expect_out "the terminal accepts as well" ': accepted \(record 3\)$' "$DEPOSITARY" reports accept "$(offer 3)" --db "$db"
expect_out "not started is what it says" '"score":"not_started","counted":true' page 2031-04-01 /api/commitment/3
expect_out "and it was reported at the session" 'of which 1 reported' page 2031-04-01 "$session"
sent "minutes are pasted into the page of a session" 303 /engagement/7/minutes --data-urlencode 'text=Minutes. The two ferries were launched.' -d published=2032-04-20
expect_out "with what they offer" '2032-04-20  completed: record 3' "$DEPOSITARY" reports --session 7 --db "$db"
sent "as data too" 200 /api/engagement/7/minutes --data-urlencode 'text=More minutes. The list of goods is being drafted.' -d published=2032-04-20
expect_out "it tells how many" '"source":4,"drafts":[0-9]*,"offers":1\}' cat "$work/body"
sent "without a text there are none" 422 /engagement/7/minutes -d 'text='
expect_status 2 "a promise has no minutes" "$DEPOSITARY" add "$work/minutes.txt" --minutes 2 --db "$db"
expect_status 3 "nor what is not there" "$DEPOSITARY" add "$work/minutes.txt" --minutes 999 --db "$db"
expect_status 3 "an offer that is none" "$DEPOSITARY" reports accept 999 --db "$db"
expect_status 2 "a word that is none" "$DEPOSITARY" reports maybe 1 --db "$db"
expect_status 2 "the terminal wants to know what" "$DEPOSITARY" sessions any --db "$db"
expect_status 0 "and ties pairs too" "$DEPOSITARY" sessions any --pair FIN,NOR --db "$db"
expect_out "as it says" 'before a session' on 2032-03-01 --party NOR --with FIN
"$DEPOSITARY" export register --db "$db" >"$work/export"
expect_out "a pair's tie goes out with an export" '^\{"pair":\["FIN","NOR"\],"sessions":"any"\}$' cat "$work/export"
expect_out "minutes go out with what they offer" '^\{"minutes":"source-2","session":"s8","reports":\[.*"of":"ferry","on":"2031-03-12","score":"not_started","state":"accepted"' cat "$work/export"
expect_out "an export is imported" '^4 pairs and minutes tied to sessions$' "$DEPOSITARY" import register "$work/export" --db "$work/other.db"
"$DEPOSITARY" export register --db "$work/other.db" >"$work/again"
unclaimed() { sed 's/"claims":\[[^]]*\],//' "$1"; } # what a line says is what its source says
unclaimed "$work/export" >"$work/was"
unclaimed "$work/again" >"$work/is"
if cmp -s "$work/was" "$work/is"; then pass "and goes out as it was"; else fail "and goes out as it was" "$(diff "$work/was" "$work/is" | head -c 600)"; fi
db=$work/other.db
expect_out "there the same is asked of the pair" 'before a session' on 2032-03-01 --party NOR --with FIN
expect_out "what waits can be accepted" ': accepted \(record 2\)$' "$DEPOSITARY" reports accept "$(offer 2)" --db "$db"
expect_status 4 "what was accepted is decided" "$DEPOSITARY" reports accept "$(offer 3)" --db "$db"
"$DEPOSITARY" export register --db "$db" >"$work/before"
"$DEPOSITARY" import register "$work/export" --db "$db" >/dev/null
"$DEPOSITARY" export register --db "$db" >"$work/again"
if cmp -s "$work/before" "$work/again"; then pass "the same file again changes nothing"; else fail "the same file again changes nothing" "$(diff "$work/before" "$work/again" | head -c 600)"; fi
cat >"$work/wrong.ndjson" <<'END'
{"pair":["NOR"],"sessions":"any"}
END
expect_status 2 "half a pair is refused" "$DEPOSITARY" import register "$work/wrong.ndjson" --db "$db"
expect_out "with the place and what would be right" 'wrong.ndjson:1.*must be two codes' sh -c '"$@" 2>&1; :' - "$DEPOSITARY" import register "$work/wrong.ndjson" --db "$db"
printf '{"minutes":"s","session":"s8","reports":[{"of":"ferry","on":"2031","score":"good","state":"waiting","start":1,"end":2}]}\n' >"$work/wrong.ndjson"
expect_status 2 "a score that is none is refused" "$DEPOSITARY" import register "$work/wrong.ndjson" --db "$db"
cat >"$work/russian.ndjson" <<'END'
{"ref":"line","record":"commitment","kind":"deliver","modality":"planned","states":["RUS","FIN"],"content":"Открыть паромную линию между Турку и Мурманском","date":"2030-03-01","sources":[{"key":"s"}]}
{"ref":"session","record":"engagement","kind":"commission","title":"Заседание комиссии","modality":"done","states":["RUS","FIN"],"date":"2031-03-12","sources":[{"key":"s"}]}
END
printf 'Протокол заседания\n\nСтороны обсудили ход работы. Паромная линия из Турку в Мурманск в основном построена. Встреча прошла в дружественной обстановке.\n' >"$work/russian.txt"
"$DEPOSITARY" import register "$work/russian.ndjson" --db "$work/russian.db" >/dev/null
expect_out "minutes are read in their own language" 'minutes of record 2: 1 report offered$' "$DEPOSITARY" add "$work/russian.txt" --minutes 2 --db "$work/russian.db"
expect_out "with their sentence" '^.*"Паромная линия из Турку в Мурманск в основном построена" ' "$DEPOSITARY" reports --db "$work/russian.db"
finish
