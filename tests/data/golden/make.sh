#!/bin/sh
# Makes counts.tsv: matches per genome, motif, record and strand, as seqkit (2.3.0) and EMBOSS fuzznuc (6.6.0) count them.
#
#     make.sh P_FALCIPARUM.fa.gz > counts.tsv
#
# P. falciparum is too large to be kept here: Debian's package smalt-examples has it as
# /usr/share/doc/smalt/test/data/genome_1.fa.gz. The other genomes lie one folder up.
#
# What these programs understand otherwise than we do:
#   - both list each match of a self-reverse-complement motif on either strand; here it is one match with strand "."
#   - to fuzznuc, an N of the motif matches any letter of the text, also N and K; here only bases. The few matches that
#     it has more for that reason are listed in extra.tsv
#   - seqkit knows no spacers of variable length
set -eu
cd "$(dirname "$0")"
falciparum=$1
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

# seqkit: -i any case, -d degenerate letters; columns 1 and 4 are record and strand.
with_seqkit() {
    seqkit locate -i -d -p "$2" "$1" 2>"$work/messages" | tail -n +2 | cut -f 1,4
}

# fuzznuc: -complement searches both strands; columns 1 and 5 are record and strand. It cuts gi|…| off the names.
with_fuzznuc() {
    fuzznuc -sequence "$1" -pattern "$2" -complement -rformat excel -stdout -auto 2>"$work/messages" |
        grep -v '^SeqName' | cut -f 1,5
}

count() { # GENOME PROGRAM MOTIF
    found=$("with_$2" "$work/$1.fa" "$3" | sort -V | uniq -c | awk '{print $2 "\t" $3 "\t" $1}')
    # A motif without any match has a line all the same.
    printf '%s\n' "${found:-*	*	0}" | while IFS= read -r line; do
        printf '%s\t%s\t%s\t%s\n' "$1" "$3" "$2" "$line"
    done
}

printf '#genome\tmotif\tprogram\trecord\tstrand\tmatches\n'
for genome in escherichia_coli_MG1655 vibrio_cholerae_N16961 phage_lambda plasmodium_falciparum; do
    case $genome in
        plasmodium_falciparum) zcat "$falciparum" ;;
        *) zcat "../$genome.fa.gz" ;;
    esac > "$work/$genome.fa"
    for motif in GAATTC TATAAT RGATCY CCWGG GCTGGTGG CCNNNNNNNGG AAAAAA GATNNNNNATC CGSKRRCH; do
        count $genome seqkit $motif
    done
    for motif in GAATTC GCTGGTGG 'RCTGTGYRN(17,23)CYTCTCTG' 'TTGACAN(14,18)TAWWWT' 'ATGAN(0,9)TCAT' \
        'TGCATGCAN(2,6)RTGC' 'RN(0,3)GATC' 'CAN(1,3)TGN(2,4)GGCC' '[AC]GGT[AG]AGT'; do
        count $genome fuzznuc "$motif"
    done
done
