#!/bin/sh
# Makes the BED files here: matches as seqkit (2.3.0) finds them, in our order (record, start, end, strand).
# GAATTC is its own reverse complement: of its matches only those on the forward strand are taken, with strand ".".
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
zcat ../vibrio_cholerae_N16961.fa.gz > "$work/genome.fa"

# The names of the chromosomes sort in the order of the file.
locate() {
    seqkit locate -i --bed "$@" "$work/genome.fa" 2>"$work/messages" | sort -t '	' -k 1,1 -k 2,2n -k 3,3n -k 6,6
}
locate -P -p GAATTC | sed 's/+$/./' > vibrio_cholerae_N16961.GAATTC.bed
locate -p TATAAT > vibrio_cholerae_N16961.TATAAT.bed
