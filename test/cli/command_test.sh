#!/bin/sh
# The command line as a whole: help, unknown words, exit status.
. test/lib.sh

expect_err "no command lists the commands" 2 '^usage: depositary COMMAND' "$DEPOSITARY"
expect_out "help lists the commands" '^  version ' "$DEPOSITARY" help
expect_out "every command has --help" '^usage: depositary version' "$DEPOSITARY" version --help
expect_err "an unknown command is refused by name" 2 'remember: unknown command' "$DEPOSITARY" remember
expect_err "help on an unknown command too" 2 'remember: unknown command' "$DEPOSITARY" help remember
expect_err "an unknown option is refused by name" 2 '--colour: unknown option' "$DEPOSITARY" version --colour
expect_err "a word too many is refused" 2 'one word too many' "$DEPOSITARY" version now
expect_err "a full disk is an error" 7 'standard output: cannot write' sh -c '"$1" version >/dev/full' sh "$DEPOSITARY"
expect_status 0 "a reader that has seen enough is no error" bash -c 'set -o pipefail; "$1" help status | true; "$1" status --help | head -n 1' sh "$DEPOSITARY"
for name in $("$DEPOSITARY" help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
    expect_out "$name --help says how to use it" "^usage: depositary $name" "$DEPOSITARY" "$name" --help
done

printf 'Chile and Kenya signed an agreement on fisheries in Nairobi on 3 May 2021.\n' >"$work/story.txt"
expect_err "a confidence above 1 is refused" 2 'accept-above: must be a number from 0 to 1' "$DEPOSITARY" add --db "$work/r.db" --accept-above 9 "$work/story.txt"
expect_out "what is surer than asked is accepted at once" '1 draft, 1 accepted' "$DEPOSITARY" add --db "$work/r.db" --accept-above 0.5 "$work/story.txt"
expect_out "what is less sure waits" '1 draft$' "$DEPOSITARY" add --db "$work/s.db" --accept-above 0.99 "$work/story.txt"
expect_out "the clues of a confidence are shown" '"told":0\.[0-9]*,"clues":\["frame",' "$DEPOSITARY" read --clues "$work/story.txt"
expect_err "a limit is counted" 2 '^depositary search: --limit: must be a number from 1 to 100, not .101.' "$DEPOSITARY" search fish --db "$work/r.db" --limit 101
expect_err "so is that of the log" 2 '^depositary log: --limit: must be a number from 1 to 500, not .few.' "$DEPOSITARY" log --db "$work/r.db" --limit few
expect_err "a kind that is none is refused with those there are" 2 '^depositary search: --kind: must be actor, source, instrument, .* relation$' "$DEPOSITARY" search fish --db "$work/r.db" --kind treaties
expect_out "one that is narrows" '^instrument ' "$DEPOSITARY" search fisheries --db "$work/r.db" --kind instrument
expect_err "a day is told by its option" 2 '^depositary due: --until: "soon" is not a day: write YYYY-MM-DD' "$DEPOSITARY" due --until soon --db "$work/r.db"
expect_err "and so is who is not known" 3 '^depositary due: --owner: nobody is called Atlantis' "$DEPOSITARY" due --owner Atlantis --db "$work/r.db"
expect_err "in a pair too" 3 '^depositary sessions: --pair: nobody is called Atlantis' "$DEPOSITARY" sessions any --pair CHL,Atlantis --db "$work/r.db"
expect_err "a pair of one is none" 2 '^depositary token: --pair: two states with a comma' "$DEPOSITARY" token new --pair CHL, --db "$work/r.db"
expect_err "a sector that is none is refused with those there are" 2 '^depositary due: --sector: must be trade, investment, .* media or humanitarian$' "$DEPOSITARY" due --sector fish --db "$work/r.db"
expect_err "so is a kind" 2 '^depositary edit: kind: must be treaty, agreement, .* letter or mixed$' "$DEPOSITARY" edit --record 1 kind=pact --db "$work/r.db"
expect_err "and one of another record" 2 '^depositary edit: kind: visit is no kind of instrument: it must be treaty, .* or mixed$' "$DEPOSITARY" edit --record 1 kind=visit --db "$work/r.db"
expect_err "an act" 2 '^depositary edit: act: must be signed, .* negotiated or existing$' "$DEPOSITARY" edit --record 1 act=waved --db "$work/r.db"
expect_err "sectors of a list" 2 '^depositary edit: sectors: must be a list of trade, .* or humanitarian$' "$DEPOSITARY" edit --record 1 sectors=trade,fish --db "$work/r.db"
expect_err "where a copy cannot stand is told by its path" 7 '^depositary backup: /nonexistent/x: the folder that it would stand in does not exist$' "$DEPOSITARY" backup /nonexistent/x --db "$work/r.db"
finish
