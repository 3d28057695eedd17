#!/bin/sh
# A register that was read from a text goes out and comes in again elsewhere: with the text, and each fact with its sentence.
. test/lib.sh

here=$work/here.db there=$work/there.db
cat >"$work/story.txt" <<'END'
LIMA, 4 May 2031 - The President of Peru and the President of Fiji signed an agreement on fisheries in Lima on 3 May 2031. Both sides agreed to hold a business forum in Suva in 2032. Their peoples, „old friends“, cheered.
END
sentences() {
    sqlite3 "$1" "SELECT r.label, e.ordinal, substr(CAST(s.text AS BLOB), e.start_byte + 1, e.end_byte - e.start_byte)
        FROM evidence e JOIN record r ON r.id = e.record_id JOIN source s ON s.id = e.source_id ORDER BY 1, 2, 3"
}
expect_out "a story is taken" '[2-9] accepted' "$DEPOSITARY" add --db "$here" --accept --published 2031-05-04 --title "The story" "$work/story.txt"
"$DEPOSITARY" export register --db "$here" >"$work/export"
expect_out "the export has the text" '"source":"source-1".*"text":"LIMA, 4 May' cat "$work/export"
expect_out "it is imported elsewhere" '[2-9] records, 1 source' "$DEPOSITARY" import register "$work/export" --db "$there"
sentences "$here" >"$work/said"
sentences "$there" >"$work/again"
expect_out "each fact has its sentence again" 'signed an agreement on fisheries' cat "$work/again"
expect_status 0 "the very same" cmp "$work/said" "$work/again"
expect_out "a second time nothing is new" '^0 records, 0 sources' "$DEPOSITARY" import register "$work/export" --db "$there"
expect_out "the text can be read there" 'old friends' "$DEPOSITARY" get --db "$there" /source/1
expect_out "and searched" 'cheered' "$DEPOSITARY" search --db "$there" cheered
sed 's/"spans":"0:[0-9]*-[0-9]*/"spans":"0:9-9000/' "$work/export" >"$work/wrong"
expect_err "a span outside the text is refused with its place" 2 'wrong:[0-9]+: .*9-9000' "$DEPOSITARY" import register "$work/wrong" --db "$work/new.db"

# A register knows what it has itself sent out, also where no file gave it a name; another takes it once.
export_of() { "$DEPOSITARY" export register --db "$1"; }
same() { if cmp -s "$2" "$3"; then pass "$1"; else fail "$1" "$(diff "$2" "$3" | head -c 900)"; fi; }
printf '<html><body><p>QUITO, 9 May 2031 - The President of Ecuador and the President of Peru agreed to open a consulate in Loja by the end of 2032.</p></body></html>\n' >"$work/page.html"
"$DEPOSITARY" add --db "$here" --accept --published 2031-05-09 --title "A page" "$work/page.html" >/dev/null
promise=$(sqlite3 "$here" "SELECT max(id) FROM commitment")
"$DEPOSITARY" progress "$promise" limited --on 2031-06 --source 2 --sentence "agreed to open a consulate" --db "$here" >/dev/null
export_of "$here" >"$work/export"
expect_out "a report goes out with its sentence" '"progress":\[\{[^]]*"span":"[0-9]+-[0-9]+"' cat "$work/export"
expect_out "its own export tells a register nothing" '^0 records, 0 sources, 0 links; [3-9] were there already' "$DEPOSITARY" import register "$work/export" --db "$here"
export_of "$here" >"$work/again"
same "and changes nothing" "$work/export" "$work/again"
"$DEPOSITARY" import register "$work/export" --db "$work/twice.db" >/dev/null
export_of "$work/twice.db" >"$work/again"
same "an empty one says the same afterwards" "$work/export" "$work/again"
expect_out "a report keeps its sentence there" '^agreed to open a consulate$' sqlite3 "$work/twice.db" "SELECT substr(CAST(s.text AS BLOB), p.start_byte + 1, p.end_byte - p.start_byte) FROM progress p JOIN source s ON s.id = p.source_id"
expect_out "and twice is once" '^0 records, 0 sources' "$DEPOSITARY" import register "$work/export" --db "$work/twice.db"
export_of "$work/twice.db" >"$work/again"
same "to the letter" "$work/export" "$work/again"
"$DEPOSITARY" edit "$promise" content="open a consulate in Loja or Cuenca" --record --db "$here" >/dev/null
export_of "$here" >"$work/edited"
if cmp -s "$work/export" "$work/edited"; then fail "a record is edited"; else pass "a record is edited"; fi
expect_out "a record is known whatever it says by now" '^0 records, 0 sources' "$DEPOSITARY" import register "$work/export" --db "$here"
export_of "$here" >"$work/again"
same "and stays as it was edited" "$work/edited" "$work/again"

# Two registers call their first document alike.
other=$work/other.db
printf 'OSLO, 2 March 2030 - Norway and Finland signed a treaty on ferries in Oslo on 1 March 2030.\n' >"$work/ferries.txt"
"$DEPOSITARY" add --db "$other" --accept --published 2030-03-02 "$work/ferries.txt" >/dev/null
export_of "$other" >"$work/first"
expect_out "what another calls by the same number is taken beside one's own" '^[1-9] records, 2 sources' "$DEPOSITARY" import register "$work/export" --db "$other"
{ sentences "$here"; printf 'and\n'; } | grep -v Cuenca | grep '|' | cut -d'|' -f3 | sort -u >"$work/said"
sentences "$other" | cut -d'|' -f3 | sort -u >"$work/there"
if [ -s "$work/said" ] && [ -z "$(comm -23 "$work/said" "$work/there")" ]; then pass "each fact has its own sentence"; else fail "each fact has its own sentence" "$(comm -23 "$work/said" "$work/there")"; fi
export_of "$other" >"$work/both"
expect_status 1 "no name stands twice" sh -c 'grep -o "^{\"source\":\"[^\"]*\"" "$1" | sort | uniq -d | grep .' - "$work/both"
expect_out "either tells it nothing more" '^0 records, 0 sources' "$DEPOSITARY" import register "$work/export" "$work/first" --db "$other"
export_of "$other" >"$work/again"
same "nor changes it" "$work/both" "$work/again"
sed 's/"span":"[0-9]*-[0-9]*"/"span":"9-99999"/' "$work/export" >"$work/wrong"
expect_err "a report's sentence outside the text is refused with its place" 2 'wrong:[0-9]+: .*9-99999' "$DEPOSITARY" import register "$work/wrong" --db "$work/new.db"
finish
