#!/bin/sh
# Makes the BED files of matches in a part of the genome: those of seqkit (make_bed.sh) that bedtools (2.30.0) finds wholly
# in one of the regions, and apart from all soft-masked stretches. Regions and stretches are drawn at random; some overlap.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
name=vibrio_cholerae_N16961
zcat ../$name.fa.gz > "$work/genome.fa"
awk '/^>/ { name = substr($1, 2); next } { length_of[name] += length($0) }
    END { for (name in length_of) print name "\t" length_of[name] }' "$work/genome.fa" > "$work/genome.sizes"

bedtools random -seed 1 -n 150 -l 20000 -g "$work/genome.sizes" | cut -f 1-3 > $name.regions.bed
bedtools random -seed 2 -n 400 -l 4000 -g "$work/genome.sizes" | cut -f 1-3 > $name.soft-masked.bed
bedtools sort -i $name.regions.bed | bedtools merge > "$work/regions.bed"

in_regions() { bedtools intersect -f 1 -u -a "$1" -b "$work/regions.bed"; }
not_masked() { bedtools intersect -v -a "$1" -b $name.soft-masked.bed; }
for motif in GAATTC TATAAT; do
    in_regions $name.$motif.bed > $name.$motif.in_regions.bed
    not_masked $name.$motif.bed > $name.$motif.not_soft-masked.bed
    in_regions $name.$motif.not_soft-masked.bed > $name.$motif.in_both.bed
done
