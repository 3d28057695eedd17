#!/bin/sh
# Two stories of one event that disagree, and a copy of the first: from the texts to the pages.
. test/lib.sh

db=$work/register.db
cat >"$work/first.txt" <<'END'
Chile and Kenya sign 15 agreements

The President of Chile and the President of Kenya signed 15 agreements and memoranda in Nairobi on 3 May 2031. The Agreement on Fisheries and Aquaculture between the Government of Chile and the Government of Kenya was signed on 3 May 2031. The Kenya-Chile Business Forum on Renewable Energy took place in Nairobi on 2 May 2031. Ministers of the two countries signed a memorandum of understanding on vocational training on 3 May 2031. Crowds lined the avenue that leads to the old harbour, and schools were closed for the day.
END
sed -e 's/Crowds/Large crowds/; s/ for the day//' "$work/first.txt" >"$work/copy.txt"
cat >"$work/other.txt" <<'END'
Seven papers, no more: that is what came of the journey to Africa, the opposition says.

During the stay in Nairobi the presidents of Kenya and Chile signed seven agreements and memoranda on 3 May 2031. Kenya and Chile signed the Agreement on Fisheries and Aquaculture on 20 April 2031. The Kenya-Chile Business Forum on Renewable Energy was held on 4 May 2031. Kenya and Chile are negotiating a memorandum of understanding on vocational training.
END
add() { "$DEPOSITARY" add --db "$db" --accept --published "$1" "$2"; }
page() { # the page of a record by its number, wherever it stands
    address=$("$DEPOSITARY" get --db "$db" --headers "/record/$1" | sed -n 's/^Location: \([^\r]*\).*/\1/p')
    "$DEPOSITARY" get --db "$db" "$address" | sed 's/<[^>]*>/ /g'
}
number() { sqlite3 "$db" "SELECT id FROM record WHERE $1 ORDER BY id LIMIT 1"; }

expect_out "the first story is taken" '[0-9] accepted' add 2031-05-04 "$work/first.txt"
records() { sqlite3 "$db" 'SELECT count(*) FROM record'; }
told=$(records)
expect_out "a copy with small changes is known as one" 'a copy of source 1' add 2031-05-04 "$work/copy.txt"
expect_out "it makes no record" "^$told\$" records
fish=$(number "title LIKE '%Fisheries%'")
expect_out "it is evidence, and no independent source" '1 independent source +and +1 copy|1 independent source and 1 copy' page "$fish"

expect_out "the other story is taken, and is no copy" '^[^(]*[0-9] accepted' add 2031-05-06 "$work/other.txt"
"$DEPOSITARY" links --db "$db" >"$work/links"
expect_out "another day of a signing is proposed as a contradiction, with the reason" \
    'one document with two dates: 2031-04-20 here, 2031-05-03 there' cat "$work/links"
expect_out "so is another day of an event" 'one event with two dates: 2031-05-04 here, 2031-05-02 there' cat "$work/links"
expect_out "and another number of documents" 'of one day: 7 here, 15 there' cat "$work/links"
expect_out "the list of proposals shows them" 'contradicts' "$DEPOSITARY" get --db "$db" /proposals
expect_out "the page of the record shows who says otherwise" 'Contradicted by' page "$fish"
expect_out "and why" 'Proposed, not confirmed. +one document with two dates' page "$fish"
training=$(number "title LIKE '%vocational%'")
expect_out "signed here, still negotiated there: one record with both" 'Sources disagree' page "$training"
expect_out "told by two who do not depend on each other, and a copy" '2 independent sources +and +1 copy|2 independent sources and 1 copy' page "$training"
expect_out "the page of the pair says so" 'sources disagree' "$DEPOSITARY" get --db "$db" /pair/CHL/KEN

"$DEPOSITARY" get --db "$db" /pair/CHL/KEN >"$work/before"
sqlite3 "$db" "UPDATE link SET state = 'refused' WHERE kind = 'contradicts'"
"$DEPOSITARY" get --db "$db" /pair/CHL/KEN >"$work/after"
if [ "$(grep -c 'sources disagree' "$work/after")" -lt "$(grep -c 'sources disagree' "$work/before")" ]; then
    pass "what a person refused is no dispute"
else
    fail "what a person refused is no dispute"
fi

# The same before anything is accepted: beside each draft, with what the register has of it.
review=$work/review.db
"$DEPOSITARY" add --db "$review" --accept --published 2031-05-04 "$work/first.txt" >/dev/null
"$DEPOSITARY" add --db "$review" --published 2031-05-06 "$work/other.txt" >/dev/null
"$DEPOSITARY" get --db "$review" /source/2 >"$work/review"
says() { expect_out "$1" "<div class=\"dispute\"><p>Contradicts <a href=\"/record/[0-9]+\">record [0-9]+, .*</a>: $2" cat "$work/review"; }
says "a draft says what it contradicts" 'one document with two dates: 2031-04-20 here, 2031-05-03 there\.</p>'
says "an event on another day too" 'one event with two dates: 2031-05-04 here, 2031-05-02 there'
says "another number of documents" 'of one day: 7 here, 15 there'
says "and another stage of what it would join" 'another act: negotiated here, signed there'
expect_out "with the sentence that says so, and its source" '<p>There: <a class="sentence" href="/source/1#e[0-9]+".*Agreement on Fisheries and Aquaculture.*</a> from <a href="/source/1">.*<time datetime="2031-05-04">' cat "$work/review"
"$DEPOSITARY" get --db "$review" /source/1 >"$work/review"
if grep -q 'class="dispute"' "$work/review"; then fail "what is decided is told elsewhere"; else pass "what is decided is told elsewhere"; fi
finish
