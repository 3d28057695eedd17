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
finish
