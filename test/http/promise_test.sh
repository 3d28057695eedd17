#!/bin/sh
# Reports, new plans and decisions on links, sent to a real server as its forms send them, and their
# twins of the data interface.
. test/lib.sh
. test/serve.sh

db=$work/r.db
cat >"$work/r.ndjson" <<'END'
{"ref":"ferry","record":"commitment","kind":"deliver","modality":"planned","states":["NOR","FIN"],"title":"A ferry","due":"2020-06","date":"2019-01-10","sectors":["transport"],"sources":[{"key":"s1","title":"The story","address":"https://example.org/1"}]}
{"ref":"invited","record":"engagement","kind":"commission","modality":"planned","states":["NOR","FIN"],"title":"the sixth session of the joint commission","date":"2020-01"}
{"ref":"held","record":"engagement","kind":"commission","modality":"done","states":["NOR","FIN"],"title":"The sixth session of the joint commission was held in Oslo","date":"2020-01-12"}
END
"$DEPOSITARY" import register "$work/r.ndjson" --db "$db" >"$work/made" 2>&1 || cat "$work/made"
"$DEPOSITARY" links find --db "$db" >>"$work/made" 2>&1
link=$("$DEPOSITARY" links --db "$db" | sed -n 's/^ *\([0-9][0-9]*\)  .*/\1/p' | head -n 1)
[ -n "$link" ] || { cat "$work/made"; fail "a link is proposed"; }

serve_start "$db"
serve_enter /commitment/1
has() { if grep -qE -- "$2" "$work/$3"; then pass "$1"; else fail "$1" "no line matches: $2" "$(head -c 600 "$work/$3")"; fi; }
lacks() { if grep -qE -- "$2" "$work/$3"; then fail "$1" "$(grep -E -- "$2" "$work/$3" | head -c 300)"; else pass "$1"; fi; }
page() { curl -s -L -H "Cookie: $cookie" "$url$1" >"$work/page"; }

sent "a report is sent by its form" 303 /commitment/1/progress -d 'on=2020-02-01&score=limited&note=keel+laid&source=1'
has "and leads back to the promise" '^Location: /commitment/1\?done=reported' head
page /commitment/1
has "which shows it" 'keel laid' page
sent "a plan is sent by its form" 303 /commitment/1/plan -d 'due=2020-09-15&reason=ice'
page /commitment/1
has "the first plan stays beside the new one" 'as first promised' page
sent "a link is confirmed by its form" 303 "/link/$link/confirm"
has "and leads back to the list" '^Location: /proposals\?done=confirmed' head
page /proposals
lacks "where it does not wait any more" "/link/$link/confirm" page
page /record/2
has "the page of what was carried out links it by its title" 'carried out by <a href="/record/3">.*The sixth session of the joint commission was held in Oslo.*</a> on 2020-01-12' page
sent "a wrong score is refused" 422 /commitment/1/progress -d 'on=2020-02-01&score=great'
has "by name" 'score.*must be not_started, limited' body
sent "none is asked for" 422 /commitment/1/progress -d 'on=2020-02-01&score='
has "in words" 'score.*say how far it is: not started, limited, substantial, completed or dropped' body
sent "a new plan wants a date that is one" 422 /commitment/1/plan -d 'due=soon&reason=x'
sent "a promise that is none" 404 /commitment/99/plan -d 'due=2021&reason=x'
sent "a link that is none" 404 /link/9999/confirm

token_kept=$token token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
for path in /commitment/1/progress /commitment/1/plan "/link/$link/refuse" /api/commitment/1/progress \
    /api/commitment/1/plan "/api/link/$link/refuse" "/api/link/$link/confirm"; do
    sent "$path wants the token of the session" 403 "$path" -d 'on=2020&score=completed&source=1&due=2022&reason=x'
done
token=$token_kept
got=$(curl -s -o "$work/body" -w '%{http_code}' -H "Origin: http://evil.example" -H "Cookie: $cookie" \
    --data-urlencode "token=$token" -d 'on=2020&score=completed&source=1' "$url/api/commitment/1/progress")
if [ "$got" = 403 ]; then pass "a page of another site reports nothing"; else fail "a page of another site reports nothing" "$got"; fi
got=$(curl -s -o "$work/body" -w '%{http_code}' "$url/api/commitment/1/progress")
if [ "$got" = 405 ]; then pass "nor does an address alone"; else fail "nor does an address alone" "$got"; fi
curl -s "$url/api/commitment/1" >"$work/body"
has "nothing of that was written" '"state":"late".*"progress":\[\{[^]]*"score":"limited"[^}]*\}\]' body
has "plans and their versions are data" '"plans":\[\{"version":0,"start":"","due":"2020-06".*\{"version":1,.*"due":"2020-09-15","reason":"ice"' body

sent "a report without a source is taken as data" 200 /api/commitment/1/progress -d 'on=2020-02-20&score=completed'
has "and not counted" '^\{"promise":1,"report":2,"counted":false,"standing":\{"state":"[a-z_]*","reason":"[^"]*claimed completed without evidence' body
sent "one with a source is counted" 200 /api/commitment/1/progress -d 'on=2020-02-20&score=completed&source=1&reporter=NOR'
has "and the promise is done" '"counted":true,"standing":\{"state":"done"' body
sent "a plan as data" 200 /api/commitment/1/plan -d 'due=2021&reason=storm'
has "answers with the new day" '"due":"2021"' body
sent "who owns a promise and its number are set by a form" 303 /commitment/1/edit --data-urlencode 'owners=Ministry of Ferries; person: Kari Nordmann' \
    --data-urlencode 'measure_target=1,200' --data-urlencode 'measure_unit=cars a day' -d 'measure_baseline=200&pillar=Sea'
page /commitment/1
has "and shown" 'Ministry of Ferries.*<span class="meta">owner</span>' page
has "with no word of how far it is" 'Target: <strong>1200 cars a day</strong>, from 200 cars a day. No source tells how far it is' page
curl -s "$url/api/commitment/1" >"$work/body"
has "a person is one" '"kind":"person","code":null,"name":"Kari Nordmann"\},"role":"owner"' body
has "the number is data" '"measure":\{"unit":"cars a day","baseline":200,"target":1200,"target_of_sentence":false,"latest":null' body
sent "a report tells the number without a source" 200 /api/commitment/1/progress -d 'on=2020-03-01&score=limited&value=1100'
curl -s "$url/api/commitment/1" >"$work/body"
has "which is not counted" '"latest":null,"latest_on":"","share":null' body
sent "with one" 200 /api/commitment/1/progress -d 'on=2020-03-02&score=limited&source=1' --data-urlencode 'value=700'
curl -s "$url/api/commitment/1" >"$work/body"
has "it is, and so is the share of the way" '"latest":700,"latest_on":"2020-03-02","share":0.5\}' body
page /commitment/1
has "which people read as well" 'Latest: <strong>700 cars a day</strong>, .*: 50 % of the way' page
sent "a number that is none is refused" 422 /commitment/1/edit -d 'measure_target=much'
has "by its field" 'measure_target.*must be a number' body
sent "nothing at all is refused" 422 /commitment/1/edit
sent "a promise is no part of itself" 400 /api/commitment/1/edit -d 'parent=ferry'
sent "as data one field is set and the others stay" 200 /api/commitment/1/edit -d 'weight=3'
curl -s "$url/api/commitment/1" >"$work/body"
has "all of them" '"target":1200,.*"pillar":"Sea","weight":3,' body
curl -s "$url/due?show=all&owner=Kari+Nordmann" >"$work/body"
has "what a person owns is a list" 'A ferry' body
curl -s "$url/calendar.ics?owner=Kari+Nordmann" >"$work/body"
has "and a calendar" '^BEGIN:VCALENDAR' body
"$DEPOSITARY" export register --db "$db" >"$work/export"
has "an owner goes out with an export" '"owners":\["person: Kari Nordmann","Ministry of Ferries"\].*"progress":.*"value":"700.0"' export
for undone in weight number report report report; do "$DEPOSITARY" undo --db "$db" >/dev/null; done
"$DEPOSITARY" export register --db "$db" >"$work/export"
lacks "and all of it can be taken back" '"owners"' export
sent "a report tells nothing of a number that was not promised" 400 /api/commitment/1/progress -d 'on=2020-02-20&score=limited&source=1&value=3'
sent "one with a source is counted" 200 /api/commitment/1/progress -d 'on=2020-02-20&score=completed&source=1&reporter=NOR'
sent "a plan as data" 200 /api/commitment/1/plan -d 'due=2021&reason=storm'
sent "a link is refused as data" 200 "/api/link/$link/refuse"
has "and the promise stands without it" "\"link\":$link,\"decided\":\"refused\",\"standing\":\{\"state\":\"late\"" body
sent "and confirmed" 200 "/api/link/$link/confirm"
has "which carries it out" '"decided":"confirmed","standing":\{"state":"done"' body
sent "a link that is none, as data" 404 /api/link/9999/confirm
has "is told as data" '"code":"notfound"|"error"' body
sent "an unknown field is refused" 400 "/api/link/$link/confirm" -d 'why=x'
sent "a plan in words counts from the day of its source" 200 /api/commitment/1/plan -d 'reason=fog' --data-urlencode 'due=by the end of 2039'
has "to a date" '"due":"[0-9-]*/2039-12-31"' body
curl -s "$url/api/commitment/1" >"$work/body"
has "and is kept with its wording" '"due":"[0-9-]*/2039-12-31","due_words":"by the end of 2039"' body
expect_out "the terminal plans anew" '^record 1: due 2024-03$' "$DEPOSITARY" plan 1 2024-03 --reason tide --db "$db"
curl -s "$url/api/commitment/1" >"$work/body"
has "then no words of the day before stay" '"due":"2024-03","due_words":""' body
expect_status 2 "a plan that is none" "$DEPOSITARY" plan 1 soon --db "$db"
expect_out "the terminal reports" '^report [0-9]*, not counted; record 1 is ' "$DEPOSITARY" progress 1 limited --on 2024-02-01 --db "$db"
expect_out "with a source it counts" '^report [0-9]*; record 1 is done' "$DEPOSITARY" progress 1 completed --on 2024-02-02 --source 1 --db "$db"
expect_status 2 "a score that is none" "$DEPOSITARY" progress 1 great --db "$db"
expect_status 2 "words that its source does not have" "$DEPOSITARY" progress 1 limited --source 1 --sentence 'no such words' --db "$db"
for undone in report report plan plan; do "$DEPOSITARY" undo --db "$db" >/dev/null; done
curl -s "$url/api/promises?pair=NOR,FIN&is=kept" >"$work/body"
has "promises are listed by where they stand" '"total":2' body
"$DEPOSITARY" undo --db "$db" >/dev/null
curl -s "$url/api/proposals" >"$work/body"
lacks "a decided link is not among those that wait" "\"link\":$link," body
curl -s "$url/api/openapi.json" >"$work/body"
has "the interface describes them" '"/api/commitment/\{id\}/progress":\{"post"' body
cat >"$work/off.ndjson" <<'END'
{"ref":"bridge","record":"commitment","kind":"deliver","modality":"planned","states":["NOR","FIN"],"title":"A bridge","due":"2032-06","date":"2031-03-03"}
{"source":"late","title":"A later story","published":"2032-05-02"}
{"ref":"off","record":"commitment","kind":"other","modality":"done","states":["NOR","FIN"],"title":"The bridge was put off","date":"2034-03","sources":[{"key":"late"}],"links":[{"kind":"contradicts","to":"bridge","state":"proposed"}]}
{"ref":"past","record":"commitment","kind":"other","modality":"done","states":["NOR","FIN"],"title":"The bridge was not built","date":"2032-04","sources":[{"key":"late"}],"links":[{"kind":"contradicts","to":"bridge"}]}
END
"$DEPOSITARY" import register "$work/off.ndjson" --db "$db" >/dev/null
bridge=$("$DEPOSITARY" export register --db "$db" | grep '"record":' | sed -n '/"ref":"bridge"/=')
off=$((bridge + 1))
page "/commitment/$bridge"
lacks "nobody has confirmed that it was put off" 'names another day' page
link=$("$DEPOSITARY" links --db "$db" | grep -B2 -A2 'put off' | sed -n 's/^ *\([0-9][0-9]*\)  .*/\1/p' | head -n 1)
sent "it is confirmed" 303 "/link/$link/confirm"
page "/commitment/$bridge"
has "then the new day is offered" "put off.*</a> names another day, <time datetime=\"2034-03\">.*<a href=\"/commitment/$bridge\?moved_by=$off#replan\">plan anew for it</a>" page
page "/commitment/$bridge?moved_by=$off"
has "its form has the day" '<details id="replan" open>' page
has "and the day" 'name="due" type="text" value="2034-03"' page
has "and the source" 'selected>A later story' page
page "/commitment/$bridge?moved_by=$((off + 1))"
has "what names no later day fills in nothing" 'name="due" type="text" value="2032-06"' page
sent "planned anew" 303 "/commitment/$bridge/plan" -d 'due=2034-03&reason=put+off'
page "/commitment/$bridge"
lacks "it is offered no more" 'names another day' page
has "and the first plan stays" 'as first promised' page
finish
