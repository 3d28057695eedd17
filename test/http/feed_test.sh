#!/bin/sh
# What feeds give out, read by parsers that are not ours; promises followed from page to page.
. test/lib.sh

db=$work/register.db
tools/sample "$db" >"$work/made" 2>&1 || { cat "$work/made"; exit 1; }
get() { "$DEPOSITARY" get --db "$db" --today 2026-03-01 "$@"; }

get '/calendar.ics' >"$work/all.ics"
get '/calendar.ics?pair=BLR,PAK' >"$work/pair.ics"
if [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import icalendar' 2>/dev/null; then
    if /usr/bin/python3 - "$work/all.ics" "$work/pair.ics" <<'PY'
import datetime, icalendar, sys
sizes = []
for path in sys.argv[1:]:
    events = icalendar.Calendar.from_ical(open(path, 'rb').read()).walk('VEVENT')
    uids = set()
    for e in events:
        assert not e.errors, e.errors
        assert type(e['dtstart'].dt) is datetime.date and type(e['dtend'].dt) is datetime.date
        assert e['dtend'].dt > e['dtstart'].dt and int(e['sequence']) >= 0
        uids.add(str(e['uid']))
    assert len(uids) == len(events), 'a uid twice'
    sizes.append(len(events))
assert sizes[0] > sizes[1] > 3, sizes
PY
    then pass "calendars are read by another library, each event once"
    else fail "calendars are read by another library, each event once"; fi
fi
get /changes.atom >"$work/changes.atom"
if command -v xmllint >/dev/null; then
    if xmllint --noout "$work/changes.atom"; then pass "the feed of changes is XML"; else fail "the feed of changes is XML"; fi
    n=$(xmllint --xpath 'count(/*[local-name()="feed"]/*[local-name()="entry"][*[local-name()="id"] and *[local-name()="title"] and *[local-name()="updated"] and *[local-name()="link"]])' "$work/changes.atom")
    ids=$(grep -o '<id>[^<]*</id>' "$work/changes.atom" | sort -u | wc -l)
    if [ "$n" -ge 3 ] && [ "$ids" -eq $((n + 1)) ]; then pass "with an id of its own for each entry"; else fail "with an id of its own for each entry ($n, $ids)"; fi
fi
if [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import feedparser' 2>/dev/null; then
    if /usr/bin/python3 - "$work/changes.atom" <<'PY' 2>"$work/err"
import feedparser, sys
feed = feedparser.parse(open(sys.argv[1], 'rb').read())
assert not feed.bozo, feed.bozo_exception
assert feed.version == 'atom10' and feed.feed.id.startswith('urn:uuid:') and feed.feed.updated_parsed
ids = [e.id for e in feed.entries]
assert len(ids) >= 3 and len(set(ids)) == len(ids)
times = [e.updated_parsed for e in feed.entries]
assert times == sorted(times, reverse=True)
for e in feed.entries: assert e.title and e.link and e.author and e.summary
PY
    then pass "and a feed reader finds nothing wrong"; else fail "and a feed reader finds nothing wrong" "$(tail -n 2 "$work/err")"; fi
fi
expect_out "a calendar is one of its type" '^Content-Type: text/calendar' get --headers /calendar.ics
expect_status 2 "a pair needs two codes" get '/calendar.ics?pair=BLR'

for path in /due '/due?show=late' '/due?show=all&is=kept' '/due?sector=trade&state=PAK' /proposals /scorecard \
    '/scorecard?by=year' '/scorecard?by=sector&state=BLR'; do
    expect_out "$path is a page" '<h1>' get "$path"
done
expect_status 2 "a state that no promise can be in is refused" get '/due?is=great'
expect_status 2 "nor is anything counted by colour" get '/scorecard?by=colour'
expect_out "a late promise says that no source tells of it" 'no source says what came of it' get '/due?show=late'
expect_out "proposals have a reason and two buttons" '>Confirm<' get /proposals
expect_out "the terminal lists them too" 'carries out' "$DEPOSITARY" links --db "$db"
"$DEPOSITARY" pair BLR PAK --db "$db" --on 2026-03-01 | sed -n '/^late$/,$p' >"$work/late"
expect_out "a pair's late promises say where they stand" '^ +[0-9]+  late ' cat "$work/late"
expect_out "and why" '^        past its last possible day: .*no source says what came of it' cat "$work/late"
expect_out "what is due stands in the terminal" 'under the law' "$DEPOSITARY" due --db "$db" --on 2026-03-01
link=$("$DEPOSITARY" links --db "$db" | sed -n 's/^ *\([0-9][0-9]*\)  .*/\1/p' | head -n 1)
expect_out "a link is confirmed" "link $link: confirmed" "$DEPOSITARY" links confirm "$link" --db "$db"
expect_status 3 "one that is none is not" "$DEPOSITARY" links confirm 999999 --db "$db"
expect_status 0 "and the decision is taken back" "$DEPOSITARY" undo --db "$db"

visit=$(get --headers /record/93 | sed -n 's/^Location: //p' | tr -d '\r')
get "$visit" >"$work/page"
expect_out "the page of a visit tells where today stands what was signed at it" '8 documents: [0-9]+ in force, [0-9]+ not, [0-9]+ of which nothing tells' cat "$work/page"
cat >"$work/summit.ndjson" <<'END'
{"ref":"t-summit","record":"engagement","kind":"summit","modality":"done","states":["NOR","FIN"],"title":"Summit of Oslo","date":"2024-05-02"}
{"ref":"t-kept","record":"commitment","kind":"deliver","modality":"planned","states":["NOR","FIN"],"title":"A bridge","date":"2024-05-02","due":"2025","links":[{"kind":"outcome_of","to":"t-summit"}],"sources":[{"key":"t-s","title":"The communique of Oslo"}]}
{"ref":"t-late","record":"commitment","kind":"deliver","modality":"planned","states":["NOR","FIN"],"title":"A tunnel","date":"2024-05-02","due":"2025","links":[{"kind":"outcome_of","to":"t-summit"}]}
{"ref":"t-deed","record":"commitment","kind":"deliver","modality":"done","states":["NOR","FIN"],"title":"The bridge was opened","date":"2025-03-01","links":[{"kind":"fulfils","to":"t-kept"}]}
END
cp "$db" "$work/summit.db"
"$DEPOSITARY" import register "$work/summit.ndjson" --db "$work/summit.db" >/dev/null || fail "a summit is imported"
at() { "$DEPOSITARY" get --db "$work/summit.db" --today 2026-03-01 "$@"; }
summit=$("$DEPOSITARY" search Summit of Oslo --db "$work/summit.db" | grep -oE '[0-9]+' | head -n 1)
at "$(at --headers "/record/$summit" | sed -n 's/^Location: //p' | tr -d '\r')" >"$work/page"
expect_out "the page of a summit says what was announced and where it stands" '2 announced: 1 carried out, 1 of which no source tells what came' cat "$work/page"
expect_out "each with its state" 'A bridge.*' cat "$work/page"
expect_out "and the list of that alone" '2 in all' at "/due?show=all&at=$summit"
road=$("$DEPOSITARY" search --db "$db" Roadmap comprehensive cooperation 2>/dev/null | grep -oE '[0-9]+' | head -n 1)
printf 'pillar,action,start,due,weight\nTrade,A list of goods,2025-01,2025-06,2\nSea,A ferry,2025-03,2027,1\n' >"$work/road.csv"
expect_out "a roadmap comes from a table" '2 actions' "$DEPOSITARY" import roadmap "$work/road.csv" --under "$road" --db "$db"
address=$(get --headers "/record/$road" | sed -n 's/^Location: //p' | tr -d '\r')
expect_out "its page draws the plan" 'draw-gantt' get "$address"
expect_out "with its days as a calendar" "/calendar.ics\?under=$road\"" get "$address"
expect_out "that shows them" '^SUMMARY:A ferry' get "/calendar.ics?under=$road"
expect_out "and says the same in a table" 'A list of goods' get "$address"
printf 'action,due\nx,2030\ny,soon\n' >"$work/bad.csv"
expect_status 2 "a bad row is refused" "$DEPOSITARY" import roadmap "$work/bad.csv" --under "$road" --db "$db"

# Calendars of one's own.
made() { "$DEPOSITARY" token new --db "$db" "$@" | sed -n 's|^/feed/\(.*\)/calendar.ics$|\1|p'; }
uids() { sed -n 's/^UID:\(.*\)\r$/\1/p' "$1" | sort; }
pair=$(made --pair BLR,PAK --name 'Desk of Asia') state=$(made --state Pakistan) road_token=$(made --roadmap "$road") all=$(made)
expect_out "a token opens its calendar" '^X-WR-CALNAME:depositary: Desk of Asia' get "/feed/$pair/calendar.ics"
cp "$work/out" "$work/own.ics"
get '/calendar.ics?pair=BLR,PAK' >"$work/pair.ics"
if [ -n "$(uids "$work/own.ics")" ] && [ "$(uids "$work/own.ics")" = "$(uids "$work/pair.ics")" ]; then
    pass "of its pair and nothing else"; else fail "of its pair and nothing else"; fi
get "/feed/$state/calendar.ics" >"$work/own.ics"
get '/calendar.ics?state=PAK' >"$work/state.ics"
if [ "$(uids "$work/own.ics")" = "$(uids "$work/state.ics")" ]; then pass "or of its state"; else fail "or of its state"; fi
"$DEPOSITARY" get --db "$db" --today 2025-03-01 "/feed/$road_token/calendar.ics" >"$work/own.ics"
if [ "$(grep -c '^BEGIN:VEVENT' "$work/own.ics")" = 2 ]; then pass "or of its roadmap"; else fail "or of its roadmap" "$(grep SUMMARY "$work/own.ics")"; fi
expect_out "or of all" '^BEGIN:VEVENT' get "/feed/$all/calendar.ics"
get "/feed/$state/due.atom" >"$work/own.atom"
if [ "$(grep -c '^<entry>' "$work/own.atom")" = "$(grep -c '^BEGIN:VEVENT' "$work/state.ics")" ] && [ "$(grep -o '<id>[^<]*</id>' "$work/own.atom" | sort | uniq -d)" = "" ]; then
    pass "and is a feed of the same, each once"; else fail "and is a feed of the same, each once"; fi
if command -v xmllint >/dev/null; then
    if xmllint --noout "$work/own.atom"; then pass "which is XML"; else fail "which is XML"; fi; fi
expect_out "with the name of the token" '<title>depositary: Desk of Asia</title>' get "/feed/$pair/due.atom"
expect_status 3 "a wrong secret opens no feed" get "/feed/${pair%?????}AAAAA/due.atom"
expect_status 3 "a wrong secret opens nothing" get "/feed/${pair%?????}AAAAA/calendar.ics"
expect_status 3 "nor the secret of another number" get "/feed/2-${pair#*-}/calendar.ics"
expect_status 3 "nor a number alone" get "/feed/1/calendar.ics"
expect_status 3 "nor no number" get "/feed/${pair#*-}/calendar.ics"
expect_status 2 "a token takes no filter" get "/feed/$pair/calendar.ics?state=DEU"
expect_status 2 "one scope at a time" "$DEPOSITARY" token new --state PAK --roadmap 3 --db "$db"
expect_status 3 "of states that are" "$DEPOSITARY" token new --pair BLR,Atlantis --db "$db"
expect_status 3 "of roadmaps that are" "$DEPOSITARY" token new --roadmap 999999 --db "$db"
expect_out "tokens are listed" 'works .*Belarus and Pakistan  Desk of Asia' "$DEPOSITARY" token list --db "$db"
"$DEPOSITARY" export register --db "$db" >"$work/export" 2>/dev/null
if cat "$db" "$db"-wal "$work/export" "$work/out" 2>/dev/null | grep -qaF -- "${pair#*-}"; then
    fail "the secret is nowhere kept"; else pass "the secret is nowhere kept"; fi
expect_out "a token is revoked" 'token 1: revoked' "$DEPOSITARY" token revoke 1 --db "$db"
expect_status 3 "and opens nothing any more" get "/feed/$pair/calendar.ics"
expect_status 3 "as a feed neither" get "/feed/$pair/due.atom"
expect_out "others do" '^BEGIN:VEVENT' get "/feed/$state/calendar.ics"
expect_status 3 "it is revoked once" "$DEPOSITARY" token revoke 1 --db "$db"
expect_out "the log tells that, by its number" 'token feed_token 1' "$DEPOSITARY" log --db "$db"
if command -v sqlite3 >/dev/null; then
    cp "$db" "$work/broken.db"
    sqlite3 "$work/broken.db" 'DROP TABLE feed_token'
    "$DEPOSITARY" get --db "$work/broken.db" "/feed/$all/calendar.ics" >"$work/out" 2>"$work/err"
    if grep -qF '/feed/{token}/calendar.ics' "$work/err" && ! cat "$work/out" "$work/err" | sed '$d' | grep -qF "$all"; then
        pass "what goes wrong is logged without the secret"; else
        fail "what goes wrong is logged without the secret" "$(cat "$work/err")"; fi
fi
finish
