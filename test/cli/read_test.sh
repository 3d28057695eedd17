#!/bin/sh
# depositary read: what it takes, what it refuses and why, and that a stream runs in constant memory.
. test/lib.sh
page=test/golden/html/story.html

expect_out "--text prints a page's story" '^The presidents of Freedonia and Sylvania met' "$DEPOSITARY" read --text $page
if "$DEPOSITARY" read --text $page | cmp -s - test/golden/html/story.txt; then pass "--text is exactly the text that offsets count in"; else
    fail "--text is exactly the text that offsets count in"; fi
expect_out "--html marks the text" '<title>Two presidents meet</title>' "$DEPOSITARY" read --html $page
expect_out "--table names the file" "^$page: [0-9]+ facts?$" "$DEPOSITARY" read --table $page
expect_out "standard input is read" '^hello$' sh -c 'echo hello | "$1" read --text -' sh "$DEPOSITARY"

# The same story, received as a page and as text, states the same facts in the same places.
cat >"$work/story.txt" <<'END'
Talks in Nairobi

The President of Chile paid a visit to Kenya on 3 May 2021. Chile and Kenya signed an agreement on fisheries and “a roadmap” for 2022–2025.

The sides agreed to:

- open a joint laboratory;
- exchange students.

Kenya joined the Port Union & accepted an invitation to visit Chile.
END
cat >"$work/story.html" <<'END'
<!doctype html><title>x</title><nav>Kenya signed a treaty with Japan.</nav><article><h1>Talks in Nairobi</h1><p>The President of
<a href="/c">Chile</a> paid a visit to Kenya on 3&nbsp;May 2021.   Chile and <b>Kenya</b> signed an agreement on fisheries and &ldquo;a roadmap&rdquo;
for 2022&ndash;2025.<p>The sides agreed to:<ul><li>open a joint laboratory;<li><p>exchange students.</p></ul>
<p>Kenya joined the Port Union &amp; accepted an invitation to visit Chile.</article><script>1</script>
END
"$DEPOSITARY" read "$work/story.txt" >"$work/a"
"$DEPOSITARY" read "$work/story.html" >"$work/b"
if [ -s "$work/a" ] && cmp -s "$work/a" "$work/b"; then pass "a page and its text state the same facts in the same places"; else
    fail "a page and its text state the same facts in the same places" "$(diff "$work/a" "$work/b" | head -n 6)"; fi
expect_out "every line is a fact with its evidence" '^\{"record":"[a-z]+",.*"evidence":\[\{"start":[0-9]+,"end":[0-9]+,"text":' "$DEPOSITARY" read "$work/story.txt"

: >"$work/empty.txt"
printf 'abc\377' >"$work/broken.txt"
printf 'PK\003\004zip' >"$work/letter.docx"
printf '%%PDF-1.5\nno more' >"$work/cut.pdf"
printf 'words' >"$work/fake.pdf"
truncate -s 200M "$work/huge.txt"
expect_err "an empty file is refused" 2 'empty.txt: it is empty' "$DEPOSITARY" read "$work/empty.txt"
expect_err "broken UTF-8 is refused with its offset" 2 'byte 0xff at offset 3' "$DEPOSITARY" read "$work/broken.txt"
expect_err "an office document is refused by its name" 2 'docx' "$DEPOSITARY" read "$work/letter.docx"
expect_err "a damaged PDF is refused" 2 'damaged' "$DEPOSITARY" read "$work/cut.pdf"
expect_err "a PDF that is none is refused" 2 'called a PDF and is none' "$DEPOSITARY" read "$work/fake.pdf"
expect_err "a locked PDF is refused" 2 'locked by a password' "$DEPOSITARY" read test/golden/pdf/locked.pdf
expect_err "200 MB are refused at once" 2 'larger than' timeout 10 "$DEPOSITARY" read "$work/huge.txt"
expect_err "a directory is refused" 2 'directory' "$DEPOSITARY" read "$work"
expect_err "a file that is not there is named" 3 'nowhere.txt: cannot open' "$DEPOSITARY" read "$work/nowhere.txt"
expect_err "no file is an error" 2 'no file was named' "$DEPOSITARY" read
expect_err "a month is no day" 2 "a day is wanted" "$DEPOSITARY" read --date 2024-11 $page
expect_err "one form at a time" 2 'only one of' "$DEPOSITARY" read --table --html $page
expect_err "an unknown language is named" 3 'xx' "$DEPOSITARY" read --lang xx $page
expect_err "the other files are read when one fails" 2 '1 of 2 files' "$DEPOSITARY" read --table "$work/empty.txt" $page
if grep -q "$page: " "$work/out"; then pass "and what they say is printed"; else fail "and what they say is printed"; fi
expect_err "a full disk is an error" 7 'cannot write' sh -c '"$1" read --text "$2" >/dev/full' sh "$DEPOSITARY" $page

# Streams.
printf '{"id":1,"text":"a"}\n{"id":2,"text":\n{"id":3,"text":"b"}\n' >"$work/in"
expect_out "a stream answers each record" '^\{"id":3,"facts":\[\]\}$' sh -c '"$1" read --stream --jobs 3 <"$2"' sh "$DEPOSITARY" "$work/in"
if [ "$(sed 's/[,}].*//' "$work/out" | tr '\n' ' ')" = '{"id":1 {"id":2 {"id":3 ' ]; then pass "in order, the bad one too"; else
    fail "in order, the bad one too" "$(cat "$work/out")"; fi
if grep -q 'line 2: ' "$work/err"; then pass "the bad one is told by its line"; else fail "the bad one is told by its line"; fi
expect_err "jobs are counted" 2 'from 1 to 16' "$DEPOSITARY" read --stream --jobs 0
expect_err "a full disk ends a stream" 7 'standard output' sh -c '"$1" read --stream <"$2" >/dev/full' sh "$DEPOSITARY" "$work/in"

# most_memory NAME COMMAND: peak resident memory under 64 MB.
most_memory() {
    kb=$(sh -c "$2" 2>/dev/null)
    if [ -n "$kb" ] && [ "$kb" -lt 65536 ]; then pass "$1"; else fail "$1" "peak $kb kB"; fi
}
peak="python3 -c 'import resource,subprocess,sys; subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)'"
if nm -a "$DEPOSITARY" 2>/dev/null | grep -q __asan_init; then
    skip "a stream of huge lines stays under 64 MB" "sanitizers take memory of their own"
    skip "a long stream stays under 64 MB" "sanitizers take memory of their own"
elif ! command -v python3 >/dev/null; then
    skip "a stream of huge lines stays under 64 MB" "needs python3 to measure"
    skip "a long stream stays under 64 MB" "needs python3 to measure"
else
    most_memory "a stream of huge lines stays under 64 MB" \
        "{ printf '{\"id\":1,\"text\":\"'; head -c 200000000 /dev/zero | tr '\\0' 'a'; printf '\"}\\n'; head -c 100000000 /dev/zero | tr '\\0' '['; } | $peak $DEPOSITARY read --stream"
    printf '{"id":1,"text":"%s"}\n' "$(yes 'The two sides signed a memorandum on trade in Minsk on 3 May 2021.' | head -n 300 | tr '\n' ' ')" >"$work/line"
    most_memory "a long stream stays under 64 MB" \
        "yes \"\$(cat $work/line)\" | head -n 1500 | $peak $DEPOSITARY read --stream --jobs 4"
fi
finish
