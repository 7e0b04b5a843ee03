using RepLearn.Embeddings.Files;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Evaluation;

/// <summary>The lines of a file of questions that say something: those that are not empty and do not begin with <c>#</c>.</summary>
internal sealed class QuestionLines(string path) : IDisposable
{
    // Far beyond any line of words; a file of another kind is told as such before it fills the memory.
    private const int MostBytes = 1 << 16;

    private readonly VectorFileReader _reader = Open(path);
    private string _line = "";

    /// <summary>Reads the next line that counts, without white space at its ends; false if there is none. Byte order marks are spaces.</summary>
    /// <exception cref="QuestionFileException">The line is too long, or not UTF-8.</exception>
    public bool TryRead(out string line)
    {
        try
        {
            while (_reader.TryReadLine(out ReadOnlySpan<byte> bytes, MostBytes, mustEnd: false))
            {
                _line = line = bytes.IsEmpty ? "" : WordText.Decode(bytes, path, $"line {_reader.Line}").Replace('\uFEFF', ' ').Trim();
                if (line.Length > 0 && line[0] != '#')
                {
                    return true;
                }
            }
        }
        catch (ModelFileException problem)
        {
            throw Told(path, problem);
        }

        line = "";
        return false;
    }

    /// <summary>What is wrong with the line that was read last.</summary>
    /// <param name="problem">What was expected and what is there, without a full stop.</param>
    public QuestionFileException Problem(string problem) =>
        Told(path, _reader.Problem($"line {_reader.Line}: {problem}, in '{FileText.Shown(_line)}'."));

    /// <summary>What is wrong with a file whose lines all do not count.</summary>
    public QuestionFileException NothingFound(string expected) =>
        Told(path, _reader.Problem($"expected {expected}, but {(_reader.FileLength == 0 ? "the file is empty" : $"none of its {_reader.Line} lines has any")}."));

    public void Dispose() => _reader.Dispose();

    private static VectorFileReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new VectorFileReader(path, expected: "a file of questions");
        }
        catch (ModelFileException problem)
        {
            throw Told(path, problem);
        }
    }

    // The reader of lines is that of word vectors, whose files are models.
    private static QuestionFileException Told(string path, ModelFileException problem) => new(path, problem.Message, problem.InnerException);
}
