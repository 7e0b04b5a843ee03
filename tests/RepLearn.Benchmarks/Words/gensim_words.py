"""gensim's side of the tables `words` and `quality`: reads orders, a line each, and answers each with a line, after a first line "ready".

corpus FILE                                    counts its words; "words different"
train SCHEME DIMENSION THREADS EPOCHS SEED FILE
                                               trains on a file of sentences with the counts of `corpus`, vocabulary
                                               and first vectors not timed; "seconds words", the corpus's words that were read
save FILE                                      writes the vectors of the last training in word2vec's binary form; "saved"
load FILE                                      reads vectors; "count"
similar TIMES WORD...                          the words' ten nearest, one query a word, so many times over; "seconds neighbour..."
"""
import sys
import time
from collections import Counter

from gensim.models import KeyedVectors, Word2Vec

counts, model, vectors = Counter(), None, None


def corpus(path):
    counts.clear()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            counts.update(line.split())
    return f"{counts.total()} {sum(count >= 5 for count in counts.values())}"


def train(scheme, dimension, threads, epochs, seed, path):
    global model
    with open(path, encoding="utf-8") as lines:
        words = sum(len(line.split()) for line in lines)
    model = Word2Vec(
        vector_size=int(dimension), window=5, min_count=5, sample=1e-3, alpha=0.025, min_alpha=1e-4,
        sg=int(scheme != "cbow"), hs=int(scheme == "hs"), negative=0 if scheme == "hs" else 5,
        workers=int(threads), seed=int(seed))
    model.build_vocab_from_freq(dict(counts))
    start = time.perf_counter()
    _, read = model.train(corpus_file=path, total_words=words, epochs=int(epochs))
    return f"{time.perf_counter() - start} {read}"


def save(path):
    model.wv.save_word2vec_format(path, binary=True)
    return "saved"


def load(path):
    global vectors
    vectors = KeyedVectors.load_word2vec_format(path, binary=True)
    return str(len(vectors))


def similar(times, *words):
    vectors.most_similar(words[0])  # The vectors' lengths are worked out once.
    start = time.perf_counter()
    for _ in range(int(times)):
        answers = [vectors.most_similar(word, topn=10) for word in words]
    seconds = time.perf_counter() - start
    return " ".join([str(seconds), *(neighbour for answer in answers for neighbour, _ in answer)])


orders = {order.__name__: order for order in (corpus, train, save, load, similar)}
print("ready", flush=True)
for line in sys.stdin:
    name, *arguments = line.split()
    print(orders[name](*arguments), flush=True)
