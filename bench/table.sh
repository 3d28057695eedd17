#!/bin/sh
# table.sh FILE: the figures that have a target, and whether they met it.
set -eu
[ -s "$1" ] || { echo "bench: no figures"; exit 0; }
echo
awk -F '\t' '{ for (i = 1; i <= NF; i++) { cell[NR, i] = $i; if (length($i) > width[i]) width[i] = length($i) } }
    END {
        split("work\tbeside\tmeasured\ttarget\t", head, "\t")
        for (i = 1; i <= 4; i++) { if (length(head[i]) > width[i]) width[i] = length(head[i]); printf "%-*s  ", width[i], head[i] }
        print ""
        for (r = 1; r <= NR; r++) { for (i = 1; i <= 5; i++) printf "%-*s  ", width[i], cell[r, i]; print "" }
    }' "$1"
