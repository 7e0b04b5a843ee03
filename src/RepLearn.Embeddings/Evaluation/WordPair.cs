using RepLearn.Embeddings.Evaluation;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings;

/// <summary>Two words and how alike people found them.</summary>
/// <param name="First">A word.</param>
/// <param name="Second">Another.</param>
/// <param name="Score">The judgement; only the order of scores counts, larger is more alike.</param>
public readonly record struct WordPair(string First, string Second, double Score)
{
    /// <summary>All values by name, in invariant culture.</summary>
    public override string ToString() => InvariantText.Of(nameof(WordPair), PrintMembers);

    /// <summary>
    /// Reads a file of judged pairs such as WordSim-353: UTF-8, a pair a line with two words and a number, between them tabs, or
    /// commas where there is no tab, or spaces where there is neither; quotation marks around a field are no part of it. Empty lines
    /// and those that begin with <c>#</c> are left out, and so is a first line whose third field begins as no number does: a header.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file does not admit reading.</exception>
    /// <exception cref="QuestionFileException">
    /// There are no pairs, a line has more or fewer fields, a word is empty, a score is not a finite number, or bytes are not UTF-8. The
    /// message names the line.
    /// </exception>
    public static IReadOnlyList<WordPair> ReadFile(string path) => WordPairReader.Read(path);
}
