"""Writes the two corpora of the tables `words` and `quality`: mix.py DATA OUT

OUT/sotu.txt  State of the Union 1865-2021
OUT/mix.txt   State of the Union 1790-2021, WordNet's lemmas with their glosses, the King James Bible, Moby-Dick, in this order

Lower-cased letters between spaces, a sentence a line, so that whatever cuts at white space sees the same words.
"""
import gzip
import pathlib
import re
import sys
from collections import Counter

import brotli  # Debian: python3-brotli

data, out = (pathlib.Path(argument) for argument in sys.argv[1:])


def text(name):
    packed = (data / name).read_bytes()
    return (brotli.decompress(packed) if name.endswith(".br") else gzip.decompress(packed)).decode()


def write(name, paragraphs):
    counts = Counter()
    with open(out / name, "w", encoding="utf-8") as file:
        for paragraph in paragraphs:
            for sentence in re.split(r"[.!?]+", paragraph):
                words = re.findall(r"[a-z]+", sentence.lower())
                counts.update(words)
                if words:
                    file.write(" ".join(words) + "\n")
    frequent = sum(count >= 5 for count in counts.values())
    print(f"{name}: {counts.total()} words, {frequent} different ones that come 5 times or more")


out.mkdir(parents=True, exist_ok=True)
write("sotu.txt", text("sotu-1865-2021/sotu-1865-2021.txt.br").splitlines())
write("mix.txt", [
    *text("sotu-1790-2021/sotu.txt.gz").splitlines(),
    *(line.split("\t", 1)[1].replace("_", " ") for line in text("wordnet-glosses/glosses.tsv.gz").splitlines()),
    *(line.split(" ", 1)[1] for line in text("kjv/kjv.txt.gz").splitlines()),
    *text("moby-dick/moby-dick.txt.gz").split("\n\n"),
])
