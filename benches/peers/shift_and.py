"""The course's algorithm: Shift-And with optional positions, in Numba, parallel over chromosomes.

    shift_and.py [--threads N] FILE MOTIF

prints one JSON object: the times for loading and for searching in ms, and the number of matches (distinct strand,
start and end) on both strands. A motif that is its own reverse complement is searched once. Compiling is not counted.

The automaton is that of Navarro and Raffinot (Flexible Pattern Matching in Strings, 2002, section 4.3): a spacer
N(min,max) is min letters that must be there and max - min that may be. It tells where matches end. Where a spacer
allows several starts for an end, each length is compared there by itself.
"""

import argparse
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numba import njit

BASES = {
    "A": "A", "C": "C", "G": "G", "T": "T",
    "R": "AG", "Y": "CT", "S": "CG", "W": "AT", "K": "GT", "M": "AC",
    "B": "CGT", "D": "AGT", "H": "ACT", "V": "ACG", "N": "ACGT",
}
COMPLEMENT = str.maketrans("ACGTRYSWKMBDHVN", "TGCAYRSWMKVHDBN")
# The code of every letter: 0 to 3 for bases in either case, 4 for all others.
CODES = bytes("ACGT".find(chr(byte).upper().replace("U", "T")) % 5 for byte in range(256))
MOST_POSITIONS = 64


def load(path):
    """The sequences of the records, as arrays of codes."""
    with open(path, "rb") as file:
        text = file.read()
    sequences = []
    start = text.find(b">")
    while start >= 0:
        header_end = text.find(b"\n", start)
        following = text.find(b"\n>", header_end)
        end = len(text) if following < 0 else following
        codes = text[header_end + 1 : end].translate(CODES, b"\r\n")
        sequences.append(np.frombuffer(codes, dtype=np.uint8))
        start = following + 1 if following >= 0 else -1
    return sequences


def parts_of(motif):
    """The letters, each with how often it stands at least and at most."""
    found = re.findall(r"([A-Z])(?:\((\d+),(\d+)\))?", motif)
    return [(letter, int(least or 1), int(most or 1)) for letter, least, most in found]


def reverse_complement(parts):
    return [(letter.translate(COMPLEMENT), least, most) for letter, least, most in reversed(parts)]


def automaton(parts):
    """Masks per code; and of the optional positions: all of them, those before a block of them, those at a block's end."""
    masks = np.zeros(5, dtype=np.uint64)
    optional = before = last = 0
    position = 0
    for letter, least, most in parts:
        for index in range(most):
            for base in BASES[letter]:
                masks["ACGT".index(base)] |= np.uint64(1 << position)
            if index >= least:
                optional |= 1 << position
            if index == least and most > least:
                before |= 1 << (position - 1)
            if index == most - 1 and most > least:
                last |= 1 << position
            position += 1
    if position > MOST_POSITIONS:
        raise SystemExit(f"a motif may have {MOST_POSITIONS} letters here, and this one has {position}")
    final = 1 << (position - 1)
    return masks, np.array([optional, before, last, final], dtype=np.uint64)


def expansions(parts):
    """The motif in each of its lengths, as sets of bases (a bit for each), and the lengths."""
    spacers = [index for index, (_, least, most) in enumerate(parts) if most > least]
    if len(spacers) > 1:
        raise SystemExit("this script tells the lengths of one spacer apart, and this motif has more")
    rows = [[]]
    for letter, least, most in parts:
        bits = sum(1 << "ACGT".index(base) for base in BASES[letter])
        rows = [row + [bits] * count for row in rows for count in range(least, most + 1)]
    table = np.zeros((len(rows), max(map(len, rows))), dtype=np.uint8)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table, np.array([len(row) for row in rows], dtype=np.int64)


@njit(nogil=True, cache=True)
def count(codes, masks, words, table, lengths):
    """Matches on one strand of one sequence."""
    optional, before, last, final = words[0], words[1], words[2], words[3]
    one = np.uint64(1)
    state = np.uint64(0)
    matches = 0
    if optional == np.uint64(0):
        for index in range(codes.size):
            state = ((state << one) | one) & masks[codes[index]]
            if state & final:
                matches += 1
        return matches
    for index in range(codes.size):
        state = ((state << one) | one) & masks[codes[index]]
        with_last = state | last
        state |= optional & (~(with_last - before) ^ with_last)
        if state & final:
            for row in range(lengths.size):
                start = index + 1 - lengths[row]
                if start < 0:
                    continue
                is_match = True
                for offset in range(lengths[row]):
                    code = codes[start + offset]
                    if code > 3 or not (table[row, offset] >> code) & 1:
                        is_match = False
                        break
                if is_match:
                    matches += 1
    return matches


def search(pool, sequences, strands):
    def count_all(sequence):
        return sum(count(sequence, *strand) for strand in strands)

    return sum(pool.map(count_all, sequences))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("file")
    arguments.add_argument("motif")
    options = arguments.parse_args()

    parts = parts_of(options.motif)
    on_strands = [parts]
    if reverse_complement(parts) != parts:
        on_strands.append(reverse_complement(parts))
    strands = [automaton(parts) + expansions(parts) for parts in on_strands]
    with ThreadPoolExecutor(options.threads) as pool:
        # Compiles, or loads what an earlier run compiled; with and without optional positions it is the same function.
        search(pool, [np.frombuffer(bytes(100), dtype=np.uint8)], strands)
        start = time.perf_counter()
        sequences = load(options.file)
        loaded = time.perf_counter()
        matches = search(pool, sequences, strands)
        end = time.perf_counter()
    print(json.dumps({
        "load_ms": (loaded - start) * 1e3,
        "search_ms": (end - loaded) * 1e3,
        "matches": matches,
    }))


if __name__ == "__main__":
    main()
