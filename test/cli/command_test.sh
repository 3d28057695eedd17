#!/bin/sh
# The command line as a whole: help, unknown words, exit status.
. test/lib.sh

expect_err "no command lists the commands" 2 '^usage: depositary COMMAND' "$DEPOSITARY"
expect_out "help lists the commands" '^  version ' "$DEPOSITARY" help
expect_out "every command has --help" '^usage: depositary version' "$DEPOSITARY" version --help
expect_err "an unknown command is refused by name" 2 'remember: unknown command' "$DEPOSITARY" remember
expect_err "an unknown option is refused by name" 2 '--colour: unknown option' "$DEPOSITARY" version --colour
expect_err "a word too many is refused" 2 'one word too many' "$DEPOSITARY" version now
expect_err "a full disk is an error" 7 'standard output: cannot write' sh -c '"$1" version >/dev/full' sh "$DEPOSITARY"
expect_status 0 "a reader that has seen enough is no error" bash -c 'set -o pipefail; "$1" help status | true; "$1" status --help | head -n 1' sh "$DEPOSITARY"
for name in $("$DEPOSITARY" help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
    expect_out "$name --help says how to use it" "^usage: depositary $name" "$DEPOSITARY" "$name" --help
done
finish
