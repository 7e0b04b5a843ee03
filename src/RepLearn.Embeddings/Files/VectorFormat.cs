namespace RepLearn.Embeddings;

/// <summary>How words and vectors lie in a file. All keep every bit of the vectors.</summary>
public enum VectorFormat
{
    /// <summary>
    /// Text of word2vec: a line <c>count dimension</c>, then one line per word, the word and its values with spaces between.
    /// Values are written in the shortest form that reads back as the same bits, as gensim does. Read also without its first line, as GloVe
    /// writes it; a word may then have spaces in it. By extension: <c>.txt</c>.
    /// </summary>
    Word2VecText,

    /// <summary>
    /// Binary of word2vec: a line <c>count dimension</c>, then each word, a space, and its values in four bytes each,
    /// little-endian. Line breaks before words, which word2vec.c writes and gensim does not, are skipped. A model that fastText saved is
    /// recognised by its first bytes and read as well. By extension: <c>.bin</c>.
    /// </summary>
    Word2VecBinary,

    /// <summary>
    /// fastText's <c>.vec</c>: the text of word2vec with a space at the end of each line. By extension: <c>.vec</c>.
    /// </summary>
    FastTextVec,

    /// <summary>
    /// TensorFlow's Embedding Projector: the values of a row with tabs between, and beside it a file of words, one per line,
    /// named after the first with <c>.metadata.tsv</c> in place of the extension. By extension: <c>.tsv</c>, which a file that is written must
    /// have. A third file, <c>.pair</c>, which other programs need not, has the hashes of both: if saving was interrupted between the two, the next
    /// loading or saving completes it; if only one of them was replaced, loading says so instead of giving words the vectors of others. Writers
    /// of one pair, and readers, wait for each other by it. Without it nothing is checked; a file of that name that is no
    /// such list is neither read nor replaced. If the name is a symbolic link, the others are beside its target.
    /// </summary>
    ProjectorTsv,

    /// <summary>
    /// safetensors: a tensor <c>vectors</c>, F32 <c>[count, dimension]</c>, and a tensor <c>words</c>, the bytes of the words in
    /// UTF-8, one per line. By extension: <c>.safetensors</c>. In Python:
    /// <c>save_file({"vectors": rows, "words": np.frombuffer(("\n".join(words) + "\n").encode(), np.uint8)[None]}, path)</c>.
    /// </summary>
    Safetensors,
}
