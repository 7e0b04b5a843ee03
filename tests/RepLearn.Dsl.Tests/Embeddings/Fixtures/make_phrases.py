"""Makes phrases.json beside it with gensim 4.2 (Debian: python3-gensim): the phrases that gensim finds in the speeches in two passes,
and digests of the speeches with the phrases joined. The second pass joins by '|', replaced by '_' at the end: gensim counts a word
"a_b" and the words "a", "b" beside each other as one. Run in this folder: python3 make_phrases.py SPEECHES, the text unpacked."""
import hashlib
import json
import sys
import unicodedata

from gensim.models.phrases import Phrases


def tokens(line):
    """Runs of letters and the marks behind them, in lower case."""
    found, token = [], ""
    for character in line + " ":
        kind = unicodedata.category(character)[0]
        if kind == "L" or (kind == "M" and token):
            token += character.lower()
        elif token:
            found.append(token)
            token = ""
    return found


def sentences(path):
    with open(path, encoding="utf8", newline="\n") as file:
        for line in file:
            found = tokens(line)
            for start in range(0, len(found), 10_000):
                yield found[start:start + 10_000]


def digest(corpus):
    text = "".join(" ".join(sentence).replace("|", "_") + "\n" for sentence in corpus)
    return hashlib.sha256(text.encode()).hexdigest()


def main():
    corpus = list(sentences(sys.argv[1]))
    passes = []
    for threshold, delimiter in ((200, "_"), (100, "|")):
        model = Phrases(corpus, min_count=5, threshold=threshold, scoring="default", max_vocab_size=40_000_000, delimiter=delimiter)
        corpus = [model[sentence] for sentence in corpus]
        found = sorted(model.export_phrases().items())
        passes.append({
            "threshold": threshold,
            "tokens": model.corpus_word_count,
            "entries": len(model.vocab),
            "digest": digest(corpus),
            "phrases": {phrase.replace("|", "_"): score for phrase, score in found},
        })
    with open("phrases.json", "w", encoding="utf8", newline="") as file:
        json.dump(passes, file, ensure_ascii=False, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
