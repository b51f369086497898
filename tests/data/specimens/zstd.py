"""Writes the zstd specimens with the program zstd (1.5.4), and damages them.

python3 zstd.py
"""

import subprocess


def zstd(content, *options):
    return subprocess.run(["zstd", "-q", "-c", *options], input=content, stdout=subprocess.PIPE, check=True).stdout


def changed(content, at, bits):
    return content[:at] + bytes([content[at] ^ bits]) + content[at + 1 :]


plain = open("plain.fa", "rb").read()
masked = open("masked.fa", "rb").read()
whole = zstd(masked, "-19", f"--stream-size={len(masked)}")
streamed = zstd(plain, "--no-check", "--long=27")
sized = zstd(plain, "--no-check", f"--stream-size={len(plain)}")
# A frame of one segment whose length is one byte, and a raw block.
assert sized[4] == 0x20 and sized[5] == len(plain)
assert streamed[4:6] == b"\0\x88"
write = {
    "genome.fa.zst": whole,
    "repeats.fa.zst": zstd(open("one_line.fa", "rb").read()),
    "no_checksum.fa.zst": sized,
    "long.fa.zst": streamed,
    "frames.fa.zst": zstd(plain[:19]) + b"\x5a\x2a\x4d\x18\5\0\0\0hello" + zstd(plain[19:]),
    "skippable_first.fa.zst": b"\x50\x2a\x4d\x18\3\0\0\0abc" + zstd(plain),
    "nothing.fa.zst": zstd(b""),
    "window.fa.zst": changed(streamed, 5, 0x88 ^ 0x90),
    "dictionary.fa.zst": sized[:4] + b"\x21\7" + sized[5:],
    "reserved_bit.fa.zst": changed(sized, 4, 8),
    "wrong_length.fa.zst": changed(sized, 5, 1),
    "wrong_block.fa.zst": changed(sized, 6, 6),
    "wrong_checksum.fa.zst": changed(whole, len(whole) - 1, 1),
    "flipped.fa.zst": changed(whole, len(whole) // 2, 0x10),
    "truncated.fa.zst": whole[:-1],
    "trailing.fa.zst": whole + b"more",
}
for name, content in write.items():
    with open(name, "wb") as out:
        out.write(content)
