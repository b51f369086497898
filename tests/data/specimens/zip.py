"""Writes the ZIP archives among the specimens, with the zipfile module of Python.

python3 zip.py
"""

import io
import zipfile
import zlib

STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
ONE, TWO = b">one\nACGTACGT\nNN\n", b">two\nTTTTGGGG\n"
FOLDER = "ncbi_dataset/data/GCF_1.1/"


class Stream(io.RawIOBase):
    """Where what is written cannot be changed any more, so that sizes follow the content."""

    def __init__(self):
        self.bytes = b""

    def writable(self):
        return True

    def write(self, more):
        self.bytes += bytes(more)
        return len(more)


def archive(entries, to=None, comment=b"", force_zip64=False):
    out = to if to is not None else io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, method, content in entries:
            info = zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 6))
            info.compress_type = method
            with made.open(info, "w", force_zip64=force_zip64) as entry:
                entry.write(content)
        made.comment = comment
    return out.bytes if to is not None else out.getvalue()


def changed(content, at, byte):
    return content[:at] + bytes([byte]) + content[at + 1 :]


ncbi = [
    ("README.md", DEFLATED, b"# NCBI Datasets\n" * 3),
    (FOLDER + "cds_from_genomic.fna", DEFLATED, b">cds\nACGTAC\n"),
    (FOLDER + "GCF_1.1_genomic.fna", DEFLATED, ONE + TWO),
    (FOLDER + "protein.faa", DEFLATED, b">p\nMKV\n"),
    ("ncbi_dataset/data/assembly_data_report.jsonl", DEFLATED, b'{"accession":"GCF_1.1"}\n'),
    ("md5sum.txt", STORED, b"0  a\n"),
]
two = [("one.fa", DEFLATED, ONE[:-1]), ("more/two.fasta", STORED, TWO)]
plain = archive(two[:1])
write = {
    "ncbi.zip": archive(ncbi),
    "two_files.zip": archive(two, comment=b"a comment"),
    "sizes_behind.zip": archive([(name, DEFLATED, content) for name, _, content in two], Stream()),
    "zip64.zip": archive(two, force_zip64=True),
    "zip64_behind.zip": archive(ncbi[:-1], Stream(), force_zip64=True),
    "stored_behind.zip": archive(two[1:], Stream()),
    "nothing.zip": archive([]),
    "no_fasta.zip": archive(ncbi[:1]),
    "method.zip": archive([("one.fa", zipfile.ZIP_BZIP2, ONE)]),
    "compressed_twice.zip": archive([("one.fa.gz", STORED, zlib.compress(ONE, wbits=31))]),
    "headerless_second.zip": archive([two[0], ("two.fa", STORED, b"TTTTGGGG\n")]),
    "encrypted.zip": changed(plain, 6, 1),
    "wrong_checksum.zip": changed(plain, 14, plain[14] ^ 1),
    "wrong_length.zip": changed(plain, 22, plain[22] + 1),
    "not_deflate.zip": changed(plain, 36, 0xFF),
    "no_directory.zip": plain[: plain.index(b"PK\1\2")],
    "orphan.zip": plain[: plain.index(b"PK\1\2")] + plain,
    "trailing.zip": plain + b"x",
}
for name, content in write.items():
    with open(name, "wb") as out:
        out.write(content)
