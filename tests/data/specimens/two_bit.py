"""Writes masked.fa as UCSC's 2bit, from the description of the format alone, and damages it.

python3 two_bit.py

Runs of N and of lower case are written as such; other letters than A, C, G, T and N have no place in 2bit.
"""

import re
import struct


def records(path):
    """The names and letters of a FASTA file."""
    for part in open(path).read().split(">")[1:]:
        name, _, letters = part.partition("\n")
        yield name.split(" ")[0].encode(), letters.replace("\n", "")


def record(order, letters):
    """One record: length, runs of N, runs of lower case, zero, four letters a byte."""
    out = struct.pack(order + "I", len(letters))
    for pattern in "[Nn]+", "[a-z]+":
        runs = [match.span() for match in re.finditer(pattern, letters)]
        numbers = [start for start, _ in runs] + [end - start for start, end in runs]
        out += struct.pack(f"{order}I{len(numbers)}I", len(runs), *numbers)
    out += struct.pack(order + "I", 0)
    codes = [max("TCAG".find(letter), 0) for letter in letters.upper()]
    codes += [0] * (-len(codes) % 4)
    return out + bytes(
        a << 6 | b << 4 | c << 2 | d
        for a, b, c, d in zip(codes[0::4], codes[1::4], codes[2::4], codes[3::4])
    )


def two_bit(path, order="<", version=0, step=1):
    """A file; with a step of -1 the last record of the index lies first in the file."""
    names_and_letters = list(records(path))
    at = 16 + sum(1 + len(name) + (8 if version else 4) for name, _ in names_and_letters)
    offsets, bodies = {}, b""
    for index in range(len(names_and_letters))[::step]:
        offsets[index] = at + len(bodies)
        bodies += record(order, names_and_letters[index][1])
    out = struct.pack(order + "IIII", 0x1A412743, version, len(names_and_letters), 0)
    for index, (name, _) in enumerate(names_and_letters):
        out += bytes([len(name)]) + name + struct.pack(order + "IQ"[version], offsets[index])
    return out + bodies


whole = two_bit("masked.fa")
one, two = (whole.index(name) + len(name) for name in (b"\3one", b"\3two"))
(first,) = struct.unpack_from("<I", whole, one)
# The record "one" has 19 letters and a run of 4 N that begins at the eighth.
assert struct.unpack_from("<4I", whole, first) == (19, 1, 8, 4)
write = {
    "genome.2bit": whole,
    "big_endian.2bit": two_bit("masked.fa", order=">"),
    "version1.2bit": two_bit("masked.fa", version=1),
    "big_endian_version1.2bit": two_bit("masked.fa", order=">", version=1),
    "backwards.2bit": two_bit("masked.fa", step=-1),
    "nothing.2bit": whole[:8] + bytes(8),
    "version2.2bit": whole[:4] + b"\2" + whole[5:],
    "trailing.2bit": whole + b"\0",
    "truncated.2bit": whole[:-1],
    "name.2bit": whole.replace(b"\3one", b"\3o\ne", 1),
    "overlap.2bit": whole[:two] + whole[one : one + 4] + whole[two + 4 :],
    "run.2bit": whole[: first + 12] + struct.pack("<I", 12) + whole[first + 16 :],
}
for name, content in write.items():
    with open(name, "wb") as out:
        out.write(content)
