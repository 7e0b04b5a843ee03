using RepLearn.Embeddings.Corpora;
using RepLearn.Embeddings.Files;
using RepLearn.Embeddings.Vectors;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings;

// Words and vectors to and from files.
public sealed partial class WordVectors
{
    /// <summary>Reads words and vectors.</summary>
    /// <remarks>
    /// The text of word2vec is also read without its first line, as GloVe writes it. A <c>.bin</c> may be a model that fastText saved: unknown words
    /// then have vectors of their n-grams, as in fastText. Text and binary files may be packed with gzip or Brotli: <c>.vec.gz</c>, <c>.bin.br</c>.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="format">How they lie in it; if not given, as the extension says.</param>
    /// <param name="options">What to do about words that are not UTF-8 or come twice; errors if not given.</param>
    /// <exception cref="ArgumentException">No format is given and the extension tells none.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file does not admit reading.</exception>
    /// <exception cref="ModelFileException">
    /// The file is a folder, truncated, damaged or of another kind, its header lies, a line has more or fewer values, a word comes twice, or a value is
    /// not a finite number. The message names line or byte. No memory is taken for rows that a file of its length cannot hold.
    /// </exception>
    public static WordVectors Load(string path, VectorFormat? format = null, VectorReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new VectorReadOptions();
        options.Check();
        return (format ?? FormatOf(path)) switch
        {
            VectorFormat.Word2VecText or VectorFormat.FastTextVec => TextVectors.Read(path, options),
            VectorFormat.Word2VecBinary => BinaryVectors.Read(path, options),
            VectorFormat.ProjectorTsv => ProjectorVectors.Read(path, options),
            VectorFormat.Safetensors => SafetensorsVectors.Read(path, options),
            _ => throw UnknownFormat(format),
        };
    }

    /// <summary>
    /// Writes words and vectors. The file is written beside the target, flushed to the disk and renamed over it: whatever goes
    /// wrong, a file that was there is whole. The two files of <see cref="VectorFormat.ProjectorTsv"/> are renamed directly after
    /// each other, once both are written and flushed. Links, modes and owners of files that are replaced stay, as with a model's Save.
    /// </summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="format">How to write them; if not given, as the extension says.</param>
    /// <param name="options">What to do about white space in words that would end them; an error if not given.</param>
    /// <exception cref="ArgumentException">
    /// No format is given and the extension tells none, the name ends as that of a packed file, or a word cannot be written in the format since it has
    /// white space in it that ends words there, or more than a megabyte. Of <see cref="VectorFormat.ProjectorTsv"/>: there is no word, or the name does not end in <c>.tsv</c>, or ends in <c>.metadata.tsv</c>.
    /// </exception>
    /// <exception cref="InvalidOperationException">A value is not finite.</exception>
    /// <exception cref="IOException">The file cannot be written, or would take the place of one that is no part of it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not admit writing.</exception>
    public void Save(string path, VectorFormat? format = null, VectorWriteOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new VectorWriteOptions();
        options.Check();
        VectorFormat written = format ?? FormatOf(path);
        if (Decompression.CompressionOf(path) != TextCompression.None)
        {
            throw new ArgumentException($"Expected the name of a file that is not packed, but got '{path}'; packed files can be read, but not written.", nameof(path));
        }

        bool underscores = options.WhiteSpace == WhiteSpaceInWords.Underscore;
        switch (written)
        {
            case VectorFormat.Word2VecText:
                TextVectors.Write(Holding(TextVectors.WhiteSpace), path, trailingSpace: false);
                break;
            case VectorFormat.FastTextVec:
                TextVectors.Write(Holding(TextVectors.WhiteSpace), path, trailingSpace: true);
                break;
            case VectorFormat.Word2VecBinary:
                BinaryVectors.Write(Holding(TextVectors.WhiteSpace), path);
                break;
            case VectorFormat.ProjectorTsv:
                ProjectorVectors.Write(Holding(ProjectorVectors.LineSpace), path);
                break;
            case VectorFormat.Safetensors:
                SafetensorsVectors.Write(Holding("\n"), path);
                break;
            default:
                throw UnknownFormat(format);
        }

        WordVectors Holding(string forbidden) => underscores ? WithUnderscores(forbidden) : this;
    }

    /// <summary>The format that a file name's extension tells; that of text and binary files may have <c>.gz</c> or <c>.br</c> behind it.</summary>
    /// <param name="path">The name.</param>
    /// <param name="format">The format, if there is one.</param>
    /// <returns>Whether it tells one.</returns>
    public static bool TryGetFormat(string path, out VectorFormat format)
    {
        bool isPacked = Decompression.CompressionOf(path) != TextCompression.None;
        VectorFormat? found = Path.GetExtension(isPacked ? Path.GetFileNameWithoutExtension(path) : path).ToUpperInvariant() switch
        {
            ".TXT" => VectorFormat.Word2VecText,
            ".BIN" => VectorFormat.Word2VecBinary,
            ".VEC" => VectorFormat.FastTextVec,
            ".TSV" when !isPacked => VectorFormat.ProjectorTsv,
            ".SAFETENSORS" when !isPacked => VectorFormat.Safetensors,
            _ => null,
        };
        format = found.GetValueOrDefault();
        return found is not null;
    }

    // The same vectors, with underscores in place of some characters in words.
    private WordVectors WithUnderscores(string forbidden)
    {
        var words = new WordList(Count);
        for (int row = 0; row < Count; row++)
        {
            string word = string.Concat(Words[row].Select(letter => forbidden.Contains(letter, StringComparison.Ordinal) ? '_' : letter));
            if (!words.TryAdd(word))
            {
                throw new ArgumentException($"Expected words that differ with underscores in place of white space, but '{FileText.Shown(Words[row])}' and '{FileText.Shown(Words[words.IndexOf(word)])}' both become '{FileText.Shown(word)}'.");
            }
        }

        return new WordVectors(words, _table, compose: null);
    }

    private static VectorFormat FormatOf(string path) => TryGetFormat(path, out VectorFormat format)
        ? format
        : throw new ArgumentException($"Expected a format, or a file name that ends in .txt, .bin, .vec, .tsv or .safetensors (to be read also with .gz or .br behind the first three), but got '{path}'.", nameof(path));

    private static ArgumentOutOfRangeException UnknownFormat(VectorFormat? format) =>
        new(nameof(format), format, "Expected one of the formats that VectorFormat names.");
}
