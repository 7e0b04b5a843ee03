using RepLearn.Embeddings.Evaluation;

namespace RepLearn.Embeddings;

/// <summary>Analogies of one kind.</summary>
/// <param name="Name">The kind, for example <c>capital-common-countries</c>.</param>
/// <param name="Questions">The questions.</param>
public sealed record AnalogySection(string Name, IReadOnlyList<AnalogyQuestion> Questions)
{
    /// <summary>
    /// Reads a file of analogies such as questions-words: UTF-8, a section begins with a line <c>: name</c>, each other line has
    /// four words with white space between them. Empty lines and those that begin with <c>#</c> are left out; questions before
    /// the first section's line are a section without a name.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file does not admit reading.</exception>
    /// <exception cref="QuestionFileException">
    /// There are no questions, a line has more or fewer words, or bytes are not UTF-8. The message names the line.
    /// </exception>
    public static IReadOnlyList<AnalogySection> ReadFile(string path)
    {
        const int Words = 4;
        using var lines = new QuestionLines(path);
        var sections = new List<AnalogySection>();
        var questions = new List<AnalogyQuestion>();
        int count = 0;
        while (lines.TryRead(out string line))
        {
            if (line[0] == ':')
            {
                questions = [];
                sections.Add(new AnalogySection(line[1..].Trim(), questions));
                continue;
            }

            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != Words)
            {
                throw lines.Problem($"expected four words with spaces between them or ': section', but got {words.Length} words");
            }

            if (sections.Count == 0)
            {
                sections.Add(new AnalogySection("", questions));
            }

            questions.Add(new AnalogyQuestion(words[0], words[1], words[2], words[3]));
            count++;
        }

        return count > 0 ? sections : throw lines.NothingFound("questions of four words");
    }
}
