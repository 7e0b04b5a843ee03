"""Makes the fixtures beside it with gensim 4.2 (Debian: python3-gensim): files of vectors as gensim writes them, and its
answers to questions about them. Run in this folder: python3 make_fixtures.py"""
import json

import numpy as np
from gensim.models import KeyedVectors


def load(path):
    return KeyedVectors.load_word2vec_format(path, binary=path.endswith(".bin"))


class Cosmul(KeyedVectors):
    """Answers analogies by 3CosMul where gensim's evaluation asks for 3CosAdd."""

    def most_similar(self, positive, negative, topn, restrict_vocab):
        return self.most_similar_cosmul(positive, negative, topn)


def families(rng, dimension):
    """Pairs that differ by nearly the same step, so that some analogies come out and some do not."""
    step = rng.normal(size=dimension)
    words, rows = [], []
    for family in range(60):
        base = rng.normal(size=dimension) * 1.5
        for member, name in enumerate(("low", "high")):
            words.append(f"{name}{family}")
            rows.append(base + member * step + 0.45 * rng.normal(size=dimension))
    for name in ("Paris", "paris", "élan", "日本", "</s>"):
        words.append(name)
        rows.append(rng.normal(size=dimension))
    return words, np.array(rows, dtype=np.float32)


def special():
    """Values whose texts are of all kinds."""
    values = [0.0, -0.0, 1.0, -1.5, 0.1, 1e-4, 9.999999e-05, 1e-5, 1.17549435e-38, 1e-45, 123456.0, 16777216.0, 9.99e15, 1e16,
              3.4028235e38, -2.5e-20, 0.33333334, 7.0e-10, 1234567.9, 99999.99]
    return ["a", "b", "c", "d", "e"], np.array(values, dtype=np.float32).reshape(5, 4)


def keyed(words, rows):
    vectors = KeyedVectors(rows.shape[1])
    vectors.add_vectors(words, rows)
    return vectors


def write_questions(rng):
    with open("pairs.tsv", "w", encoding="utf8", newline="") as file:
        file.write("# pairs with ties, words of another case and unknown ones\n")
        for row in range(40):
            first, second = rng.integers(0, 60, size=2)
            high = "High" if row % 3 == 0 else "high"
            file.write(f"low{first}\t{high}{second}\t{round(float(rng.uniform(0, 10)))}\n")
        file.write("low1\tunknown\t3\nPARIS\tlow3\t2.5\nnowhere\tnothing\t1\n")
    with open("analogies.txt", "w", encoding="utf8", newline="") as file:
        for section, start in (("first half", 0), ("second half", 30), ("none known", 100)):
            file.write(f": {section}\n")
            for _ in range(40):
                one, other = start + rng.permutation(30)[:2]
                low = "Low" if one % 4 == 0 else "low"
                file.write(f"{low}{one} high{one} low{other} high{other}\n")
        file.write("low1 high1 unknown high2\n")


def answers(vectors):
    ask = {"most_similar": {}, "add": {}, "multiply": {}, "doesnt_match": {}}
    for word in ("low0", "high7", "Paris", "日本"):
        ask["most_similar"][word] = vectors.most_similar(word, topn=8)
    ask["mean"] = vectors.most_similar(positive=["low1", "high2", "low3"], negative=["low4", "high5"], topn=8)
    for one, other in ((0, 1), (5, 9), (33, 21), (12, 50)):
        a, b, c = f"low{one}", f"high{one}", f"low{other}"
        ask["add"][f"{a} {b} {c}"] = vectors.most_similar(positive=[b, c], negative=[a], topn=8)
        ask["multiply"][f"{a} {b} {c}"] = vectors.most_similar_cosmul(positive=[b, c], negative=[a], topn=8)
    for words in ("low0 high0 low1 high30", "low3 high3 paris", "low7 low8 low9 low10 low11 low12", "low2"):
        ask["doesnt_match"][words] = vectors.doesnt_match(words.split())
    ask["similarity"] = float(vectors.similarity("low0", "high0"))
    for name, options in (("pairs", {}), ("pairs_first_60", {"restrict_vocab": 60}), ("pairs_case", {"case_insensitive": False}),
                          ("pairs_dummy", {"dummy4unknown": True})):
        pearson, spearman, unknown = vectors.evaluate_word_pairs("pairs.tsv", **options)
        ask[name] = {"pearson": float(pearson[0]), "spearman": float(spearman[0]), "unknown_percent": float(unknown)}
    cosmul = Cosmul(vectors.vector_size)
    cosmul.add_vectors(vectors.index_to_key, vectors.vectors)
    for name, asked, options in (("analogies", vectors, {}), ("analogies_first_90", vectors, {"restrict_vocab": 90}),
                                 ("analogies_case", vectors, {"case_insensitive": False}),
                                 ("analogies_dummy", vectors, {"dummy4unknown": True}), ("analogies_multiply", cosmul, {})):
        score, sections = asked.evaluate_word_analogies("analogies.txt", **options)
        ask[name] = {"score": float(score),
                     "sections": [[s["section"], len(s["correct"]), len(s["incorrect"])] for s in sections]}
    return ask


def main():
    rng = np.random.default_rng(20)
    vectors = keyed(*families(rng, 12))
    vectors.save_word2vec_format("families.bin", binary=True)
    vectors.save_word2vec_format("families.txt")
    keyed(*special()).save_word2vec_format("special.txt")
    keyed(*special()).save_word2vec_format("special.bin", binary=True)
    write_questions(rng)
    with open("gensim.json", "w", encoding="utf8", newline="") as file:
        json.dump(answers(load("families.bin")), file, ensure_ascii=False, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
