"""Shows other programs the files that RepLearn.Dsl writes, and fails unless they read the bits of gensim's own file: gensim 4.2 the
formats it knows, which it must then write again as they were, and NumPy the others. Run in this folder:
python3 accept_fixtures.py [FOLDER with the files to be accepted; this one if not given]"""
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
from gensim.models import KeyedVectors

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")


def same(name, words, rows, expected):
    assert words == expected.index_to_key, name
    assert rows.dtype == np.float32 and rows.shape == expected.vectors.shape, name
    assert (rows.view(np.uint32) == expected.vectors.view(np.uint32)).all(), name
    print("accepted", name, rows.shape)


def gensim_and_back(name, expected):
    binary = name.endswith(".bin")
    vectors = KeyedVectors.load_word2vec_format(folder / name, binary=binary)
    with tempfile.NamedTemporaryFile() as again:
        vectors.save_word2vec_format(again.name, binary=binary)
        # gensim writes .vec files without fastText's spaces before the ends of lines.
        written = (folder / name).read_bytes()
        assert Path(again.name).read_bytes() == (written.replace(b" \n", b"\n") if name.endswith(".vec") else written), name
    same(name, vectors.index_to_key, vectors.vectors, expected)


def projector(name, expected):
    words = (folder / name.replace(".tsv", ".metadata.tsv")).read_text("utf8").split("\n")
    assert words.pop() == "", name
    same(name, words, np.loadtxt(folder / name, delimiter="\t", dtype=np.float32, encoding="utf8"), expected)


def safetensors(name, expected):
    content = (folder / name).read_bytes()
    length = int.from_bytes(content[:8], "little")
    header, data = json.loads(content[8:8 + length]), content[8 + length:]

    def tensor(key, dtype):
        start, end = header[key]["data_offsets"]
        return np.frombuffer(data[start:end], dtype).reshape(header[key]["shape"])

    assert header["vectors"]["dtype"] == "F32" and header["words"]["dtype"] == "U8", name
    words = tensor("words", np.uint8).tobytes().decode("utf8").split("\n")
    assert words.pop() == "", name
    same(name, words, tensor("vectors", "<f4"), expected)


for stem in ("families", "special"):
    own = KeyedVectors.load_word2vec_format(f"{stem}.bin", binary=True)
    for extension in ("txt", "bin", "vec"):
        gensim_and_back(f"{stem}.{extension}", own)
    projector(f"{stem}.tsv", own)
    safetensors(f"{stem}.safetensors", own)
