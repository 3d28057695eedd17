#!/bin/sh
# Acts and final clauses recorded on pages and through the data interface; status on any day.
. test/lib.sh

db=$work/r.db
cat >"$work/r.ndjson" <<'END'
{"record":"instrument","ref":"t-one","kind":"treaty","title":"Treaty on extradition","states":["BLR","PAK"],"date":"2024-11-26","sources":[{"key":"s1","title":"The story","address":"https://example.org/1"}],"acts":[{"party":"BLR","act":"sign","on":"2024-11-26","source":"s1"},{"party":"PAK","act":"sign","on":"2024-11-26","source":"s1"}],"terms":{"entry":{"on":"consents","count":2}}}
{"record":"instrument","ref":"t-two","kind":"agreement","title":"Agreement on visas","states":["BLR","PAK"],"date":"1994","acts":[{"party":"BLR","act":"sign","on":"1994"},{"party":"PAK","act":"sign","on":"1993-05-01"}],"terms":{"entry":{"on":"signature"}}}
END
"$DEPOSITARY" import register "$work/r.ndjson" --db "$db" >/dev/null
get() { "$DEPOSITARY" get --db "$db" --today 2026-03-01 "$@"; }
post() { form=$1; shift; get --method POST --form "$form" "$@"; }
one=/instrument/1-treaty-on-extradition

expect_out "what a treaty waits for" 'signed 26 November 2024; ratification of Belarus and Pakistan missing' get $one
expect_out "its parties as of the day asked for" 'Parties as of <time datetime="2024-11-26"' get "$one?on=2024-11-26"
expect_out "a day before all that was done" 'nothing had been done yet' get "$one?on=2020-01-01"
expect_out "a reason leads to the act it rests on" 'signature of 26 November 2024 \(<a href="#act-1">sign</a>\)' get $one
expect_out "and the act to its source" 'id="act-1".*<a href="/source/1">The story</a>' get $one
expect_out "a start that is known to the year is shown as such" '1994</time> <span class="warn">uncertain</span>' get /instrument/2-agreement-on-visas
expect_out "a pair shows what is pending, and what is missing" 'class="why">signed 26 November 2024; ratification of Belarus and Pakistan missing' get /pair/BLR/PAK
expect_out "and what is in force" '<h3 id="in-force">In force <span class="number">1</span>' get /pair/BLR/PAK
expect_out "as of a day" '<h3 id="no-status">.*<span class="number">2</span>' get '/pair/BLR/PAK?on=1990-01-01'
expect_out "what binds a state, and why" 'class="why">in force since' get '/state/PAK/status?status=in_force'
expect_status 2 "a status that is none is refused" get '/state/PAK/status?status=happy'

expect_out "an act is recorded by a form" '^Location: /instrument/1\?done=act-added#acts$' post 'party=Belarus&act=ratify&on=2025-03-03&source=1' --headers /instrument/1/act
expect_out "the status follows" 'ratified by Belarus 3 March 2025; ratification of Pakistan missing' get $one
expect_out "and may be undone at once" 'name="instrument" value="1"><button class="undo">' get "$one?done=act-added"
expect_out "the same act again changes nothing" 'done=act-known#acts$' post 'party=BLR&act=ratify&on=2025-03-03' --headers /instrument/1/act
post 'party=Atlantis&act=ratify&on=2025-03-03&note=kept' /instrument/1/act >"$work/again" 2>/dev/null
expect_out "a wrong party is named" '<a href="#act-party">Party: nobody is called Atlantis</a>' cat "$work/again"
expect_out "and what was typed is kept" 'name="note".*value="kept"' cat "$work/again"
post 'party=PAK&act=ratify&on=2025-02-30' /instrument/1/act >"$work/again" 2>/dev/null
expect_out "a day that does not exist is named" '<a href="#act-on">Day: .*2025-02-30' cat "$work/again"
expect_status 2 "an act that is nobody's" post 'act=ratify&on=2025-03-03' /instrument/1/act
expect_status 2 "an act without a day" post 'party=PAK&act=ratify' /instrument/1/act
expect_status 3 "a source that is none" post 'party=PAK&act=ratify&on=2025&source=77' /instrument/1/act
expect_status 3 "an instrument that is none" post 'party=PAK&act=ratify&on=2025' /instrument/77/act
expect_out "an odd act is recorded, and shown with the reason" 'done=act-added' post 'party=FRA&act=withdraw&on=2025-04-01' --headers /instrument/1/act
expect_out "passed over" 'class="warn">passed over</span> ' get $one
expect_out "a party has its line" '<h2>Where it stood</h2>' get /instrument/1/party/BLR
expect_out "with all of its statuses" 'contracting, not yet bound, since 3 March 2025: ratification of 3 March 2025' get /instrument/1/party/BLR
expect_status 3 "who did nothing has none" get /instrument/1/party/DEU
taken=$(get $one | grep -oE 'id="act-[0-9]+"' | tail -n 1 | grep -oE '[0-9]+')
expect_out "an act is taken off" 'done=act-removed#acts$' post "act=$taken" --headers /instrument/1/act/remove
expect_status 3 "once" post "act=$taken" /instrument/1/act/remove
expect_out "undo brings it back" '^Location: /instrument/1\?done=undone$' post 'instrument=1' --headers /undo
expect_out "as it was" 'class="warn">passed over</span> ' get $one

expect_out "terms are there to be edited" '&quot;count&quot;:2' get /instrument/1/terms
post 'terms={"entry":{"on":"consents","count":"many"}}' /instrument/1/terms >"$work/again" 2>/dev/null
expect_out "a wrong field is named" '<a href="#terms">Terms: terms.entry.count: ' cat "$work/again"
post 'terms={"entry":' /instrument/1/terms >"$work/again" 2>/dev/null
expect_out "text that is no JSON too" 'role="alert"' cat "$work/again"
cat >"$work/treaty.txt" <<'END'
Article 20
This Treaty shall enter into force thirty days after the date of the exchange of the instruments of ratification.

Article 21
This Treaty shall remain in force for a period of five years.
END
text=$(od -An -v -tx1 "$work/treaty.txt" | tr -d '\n' | sed 's/ /%/g')
expect_out "a treaty's text gives terms" '&quot;entry&quot;:\{&quot;on&quot;:&quot;exchange&quot;,&quot;after&quot;:&quot;P30D&quot;' post "text=$text" /instrument/1/terms/propose
expect_out "with the clauses that say so" 'article 20: entry: <code>on after</code>' post "text=$text" /instrument/1/terms/propose
expect_status 2 "a text is wanted" post 'text=+' /instrument/1/terms/propose
expect_out "accepted, they are saved" 'done=terms-saved' post "terms=%7B%22entry%22%3A%7B%22on%22%3A%22exchange%22%7D%7D&keep=1&text=$text" --headers /instrument/1/terms
expect_out "with their clauses as evidence" 'class="said" href="/source/2#e11">This Treaty shall enter into force thirty days' get $one
expect_out "and the status follows" 'exchange of the instruments of ratification missing' get $one
"$DEPOSITARY" undo --db "$db" >/dev/null
get $one >"$work/page"
if grep -q 'class="said"' "$work/page"; then fail "undo takes terms and evidence back"; else pass "undo takes terms and evidence back"; fi

expect_out "acts as data" '"party":"FRA","act":"withdraw","on":"2025-04-01",.*"ignored":"' get /api/instrument/1/acts
expect_out "recorded as data" '^\{"act":[0-9]+,"instrument":1,"known":false\}$' post 'party=PAK&act=ratify&on=2025-05-05' /api/instrument/1/act
expect_out "the interval says on which acts it rests" '"party":"PAK","status":"in_force","from":"2025-05-05","to":null,.*"acts":\[' get '/api/instrument/1/status?on=2026-01-01'
expect_status 2 "a wrong act is refused as data" post 'party=PAK&act=nod&on=2025' /api/instrument/1/act
cp "$work/out" "$work/again"
expect_out "the answer names the field" '"place":"act"' cat "$work/again"
taken=$(post 'party=FRA&act=sign&on=2025-05-06' /api/instrument/1/act | grep -oE '[0-9]+' | head -n 1)
expect_out "taken off as data" '"removed":true' post '' /api/act/$taken/remove
expect_out "terms saved as data" '"known":false' post 'terms={"entry":{"on":"signature"}}' /api/instrument/1/terms
expect_status 2 "wrong terms are refused as data" post 'terms={"entry":{"on":"date"}}' /api/instrument/1/terms
expect_out "terms proposed as data" '"terms":\{"entry":\{"on":"exchange","after":"P30D"' post "text=$text" /api/terms
expect_out "the interface describes its writes" '"/api/instrument/\{id\}/act":\{"post"' get /api/openapi.json
finish
