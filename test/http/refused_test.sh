#!/bin/sh
# A form that is refused comes back as the form: what was typed, what is wrong with it, and where.
. test/lib.sh

db=$work/r.db
cat >"$work/r.ndjson" <<'END'
{"record":"instrument","ref":"one","kind":"roadmap","title":"Treaty on extradition","states":["BLR","PAK"],"date":"2024-11-26","act":"signed","modality":"done"}
{"record":"commitment","ref":"ferry","kind":"deliver","modality":"planned","states":["NOR","FIN"],"title":"A ferry","due":"2020-06","date":"2019-01-10"}
{"record":"engagement","ref":"session","kind":"commission","modality":"done","states":["NOR","FIN"],"title":"The sixth session of the joint commission","date":"2020-01-12"}
END
"$DEPOSITARY" import register "$work/r.ndjson" --db "$db" >/dev/null || exit 1
printf 'Nepal and Peru signed an agreement on tourism in Lima on 5 May 2025. They signed a memorandum on copper. They will open embassies in 2026.' >"$work/story.txt"
"$DEPOSITARY" add "$work/story.txt" --db "$db" >/dev/null || exit 1
get() { "$DEPOSITARY" get --db "$db" --today 2026-03-01 "$@"; }

# refused STATUS NAME FORM PATH: what a browser gets, in $work/body.
refused() {
    get --method POST --headers --form "$3" "$4" >"$work/body" 2>"$work/err"
    if ! grep -q "^Status: $1" "$work/body"; then fail "$2" "$(head -n 1 "$work/body")" "$(head -n 3 "$work/err")"
    elif ! grep -q '<title>Error: ' "$work/body"; then fail "$2" "the title says nothing of it"
    elif ! grep -q '<div class="problem" id="problem" tabindex="-1" autofocus><div role="alert"><h2>' "$work/body"; then fail "$2" "no summary"
    else pass "$2"; fi
}
has() { if grep -qE -- "$2" "$work/body"; then pass "$1"; else fail "$1" "no line matches: $2" "$(grep -E 'problem|error|<li><a' "$work/body" | head -c 900)"; fi; }
# told FIELD-ID PATTERN NAME: in the summary, beside the field, and by the field.
told() {
    if ! grep -qE -- "<ul><li><a href=\"#$1\">.*$2" "$work/body"; then fail "$3" "not in the summary" "$(grep '<ul><li>' "$work/body" | head -c 400)"
    elif ! grep -qE -- "<span class=\"error\" id=\"$1-error\">.*$2" "$work/body"; then fail "$3" "not beside the field"
    elif ! grep -qE -- "id=\"$1\".*aria-describedby=\"([a-z-]+ )?$1-error\"" "$work/body"; then fail "$3" "the field is not described by it"
    elif ! grep -qE -- "id=\"$1\".*aria-invalid=\"true\"" "$work/body"; then fail "$3" "the field is not marked"
    else pass "$3"; fi
}

refused 422 "a document without a text comes back" 'text=&published=2024&publisher=A+"paper"' /add
told text 'nothing to read' "with what is wrong"
has "and what was typed" 'name="publisher".* value="A &quot;paper&quot;"'
refused 422 "a day of publication that is none" 'text=A+story.&published=soon' /add
told published 'a date is wanted' "is told by its field"
has "the text is kept" '^A story\.</textarea>'
refused 422 "an unknown field is told" 'text=A+story.&colour=red' /add
has "by its name" '<li><a href="#text">.*colour'

refused 422 "a draft with a wrong date" 'title=Kept+title&kind=protocol&act=signed&modality=planned&states=NPL&date=2025-13&sector=trade' /draft/1/edit
told date 'there is no such month' "is told by its field"
has "in its place beside the text" '<div class="document"'
has "with its title" 'id="title".* value="Kept title"'
has "its kind" '<option value="protocol" selected>'
has "its modality" '<option value="planned" selected>'
has "its sector" 'value="trade" checked'
refused 422 "a number of documents that is none" 'kind=protocol&modality=done&count=many' /draft/1/edit
told count 'whole number' "is told by its field"
refused 422 "words that do not stand in the text" 'words=Never+said&kind=visit&start=3' /source/1/fact
told words 'do not stand in the text' "are told by their field, unfolded"
has "unfolded" '<details class="missed" open>'
has "with the kind" '<option value="visit" selected>'

get --method POST --form '' /draft/2/accept >/dev/null
refused 409 "what was decided already" '' /draft/2/accept
has "stands in the summary, and leads to its draft" '<ul><li><a href="#d2">draft 2 was accepted already'
has "and on the draft" '<li id="d2"[^>]*><p class="error" id="d2-error">draft 2 was accepted'
refused 409 "several, of which one was decided" 'only=chosen&draft=1&draft=2&draft=3' /source/1/accept
has "which one is told, and that nothing was changed" '<ul><li><a href="#d2">draft 2 \([a-z]+\) was refused: .*nothing was changed'
if [ "$(grep -c 'class="draft [a-z]* waiting"' "$work/body")" = 2 ]; then pass "the others wait"; else fail "the others wait"; fi
has "and are chosen still" 'value="1" aria-label="Choose draft 1" checked'
refused 422 "none chosen" 'only=chosen' /source/1/reject
has "is told" 'choose a draft first'

refused 404 "an act of nobody known" 'party=Atlantis&act=ratify&on=2025-03-03&note=kept' /instrument/1/act
told act-party 'nobody is called Atlantis' "is told by its field"
has "with the act" '<option value="ratify" selected>'
has "the page around it works as ever" '<form class="inline" action="/instrument/1-treaty-on-extradition">'
refused 404 "an act that is none" 'act=77' /instrument/1/act/remove
refused 422 "final clauses that are none" 'keep=1&address=https%3A%2F%2Fexample.org%2F1&text=Article+1&terms={"entry":' /instrument/1/terms
told terms '' "are told by their field"
has "as typed" '^\{&quot;entry&quot;:</textarea>'
has "with the text that they came from" '<input type="hidden" name="text" value="Article 1">'
refused 422 "a text without clauses to read" 'text=' /instrument/1/terms/propose
told text 'paste the text' "is told by its field"

refused 422 "a report of no score" 'on=2020-02-01&score=great&note=kept' /commitment/2/progress
told score 'must be not_started' "is told by its field"
has "and kept" 'name="note".* value="kept"'
refused 404 "a report by nobody known" 'on=2020-02-01&score=limited&reporter=Atlantis' /commitment/2/progress
told reporter 'nobody is called' "is told by its field"
refused 422 "a sentence without its source" 'on=2020-02-01&score=limited&sentence=So+it+is' /commitment/2/progress
told sentence 'name the source' "is told by its field"
refused 422 "a plan for no day" 'due=soon&reason=ice' /commitment/2/plan
told due 'must be a date' "is told by its field"
has "with its reason" 'id="reason".* value="ice"'
refused 422 "a number that is none" 'measure_target=much&owners=Kept' /commitment/2/edit
told measure_target 'must be a number' "is told by its field"
refused 422 "an action without a day" 'take=1&table=Action%09Due%0AA+bridge%09soonish' /record/1/roadmap
told table 'soonish' "is told by its line"
has "with the table" '^A bridge.soonish</textarea>'
if grep -q 'name="take"' "$work/body"; then fail "and has to be seen again before it is taken"; else pass "and has to be seen again before it is taken"; fi
refused 422 "minutes without a text" 'text=&title=Minutes' /engagement/3/minutes
told text 'nothing to read' "are told by their field"
refused 404 "a link that is none" '' /link/99/confirm
refused 404 "nothing to refuse of a record" 'record=1' /link/99/refuse
has "goes back to the record" '<h1>(<bdi>)?Treaty on extradition'

refused 422 "a state that nobody knows, of a record" 'kind=roadmap&modality=done&states=Belarus,+Atlantis&title=Kept' /record/1/edit
told states 'no state or organisation is called Atlantis' "is told by its field"
has "with its title" 'id="title".* value="Kept"'
refused 422 "a kind of another family" 'kind=visit&modality=done&states=BLR' /record/1/edit
refused 422 "a state that nobody knows, of a draft" 'kind=protocol&modality=done&states=Ministry+of+Copper' /draft/1/edit
told states 'ministries and companies stand among the other parties' "is told where it belongs"

# What is typed as people write it is taken, and a record is corrected by its number.
get --method POST --headers --form 'kind=protocol&act=signed&modality=done&states=Nepal,+per&date=6+May+2025' /draft/1/edit >"$work/body"
has "names of states are taken for their codes" '^Location: /source/1.done=edited'
get /source/1 >"$work/body"
has "and the day in words for a date" 'PER(</bdi>)?; <time datetime="2025-05-06">'
get /record/1/edit >"$work/body"
has "a record has a form with what stands there" 'id="title".* value="Treaty on extradition"'
get --method POST --headers --form 'title=Roadmap+of+roads&kind=roadmap&act=signed&modality=done&states=BLR,+PAK&date=27.11.2024&place=Minsk&sector=transport' /record/1/edit >"$work/body"
has "it is corrected" '^Location: /instrument/1.done=corrected'
get "/instrument/1-roadmap-of-roads?done=corrected" >"$work/body"
has "its page says so" 'The record was corrected'
has "and shows it" '<time datetime="2024-11-27">'
has "its place" '<dt>Place</dt><dd>(<bdi>)?Minsk'
has "its history" '<strong>edit</strong>'
has "and a way to correct it again" 'href="/record/1/edit">Correct this record'

get --method POST --form 'text=JOINT+COMMUNIQUE%0Aon+the+visit+to+Lima%0A%0AThe+presidents+met+in+Lima.&published=7+May+2025' /add >/dev/null
get /source/2 >"$work/body"
has "a text is called by its first line" '<h1>(<bdi>)?JOINT COMMUNIQUE on the visit to Lima'
has "and was published on the day that was typed" '<time datetime="2025-05-07">'
get --method POST --form 'text=They+met.%0AThey+met+again.' /add >/dev/null
get /source/3 >"$work/body"
has "but not by a sentence" '<h1>(<bdi>)?Source 3'

get --method POST --headers --form 'on=2020&score=limited' /commitment/99/progress >"$work/body" 2>/dev/null
has "a page that is none stays one" '<title>Not found'
get --method POST --headers --form 'on=2020&score=great' /api/commitment/2/progress >"$work/body" 2>/dev/null
has "a program is told as data" '^Status: 400'
finish
