# The few words that the shell tests share. Each test file prints TAP; the runner counts it.
#   . test/lib.sh       (from the root of the tree)
#   expect_status 2 "an unknown option is refused" "$DEPOSITARY" read --colour
#   expect_out "a visit is found" '"kind":"visit"' "$DEPOSITARY" read story.txt
#   finish
LC_ALL=C.UTF-8 # patterns match characters, whatever the caller speaks
export LC_ALL
DEPOSITARY=${DEPOSITARY:-$PWD/build/depositary}
shared=${DEPOSITARY_SHARED:-$PWD/../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=0 failed=0

pass() { number=$((number + 1)); printf 'ok %d - %s\n' $number "$1"; }
fail() {
    number=$((number + 1)) failed=$((failed + 1))
    printf 'not ok %d - %s\n' $number "$1"
    shift
    [ $# = 0 ] || printf '%s\n' "$@" | sed 's/^/# /'
}
skip() { number=$((number + 1)); printf 'ok %d - %s # SKIP %s\n' $number "$1" "$2"; }

# expect_status N NAME COMMAND...: the exit status; output is kept in $work/out and $work/err.
expect_status() {
    wanted=$1 name=$2
    shift 2
    "$@" >"$work/out" 2>"$work/err"
    status=$?
    if [ $status = "$wanted" ]; then pass "$name"; else
        fail "$name" "wanted exit status $wanted, got $status" "$(head -n 5 "$work/err")"
    fi
}
# expect_out NAME PATTERN COMMAND...: status 0 and a line of standard output that matches (grep -E).
expect_out() {
    name=$1 pattern=$2
    shift 2
    if ! "$@" >"$work/out" 2>"$work/err"; then
        fail "$name" "exit status not 0" "$(head -n 5 "$work/err")"
    elif grep -qE -- "$pattern" "$work/out"; then pass "$name"; else
        fail "$name" "no line matches: $pattern" "$(head -n 5 "$work/out")"
    fi
}
# expect_err NAME STATUS PATTERN COMMAND...: that status and a line of standard error that matches.
expect_err() {
    name=$1 wanted=$2 pattern=$3
    shift 3
    "$@" >"$work/out" 2>"$work/err"
    status=$?
    if [ $status = "$wanted" ] && grep -qE -- "$pattern" "$work/err"; then pass "$name"; else
        fail "$name" "wanted status $wanted and /$pattern/, got $status and:" "$(head -n 5 "$work/err")"
    fi
}
finish() { printf '1..%d\n' $number; [ $failed = 0 ]; }
