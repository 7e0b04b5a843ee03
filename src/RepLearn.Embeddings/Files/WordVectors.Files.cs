namespace RepLearn.Embeddings;

// Words and vectors to and from files.
public sealed partial class WordVectors
{
    /// <summary>Reads words and vectors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">How they lie in it; if not given, as the extension says.</param>
    /// <exception cref="ArgumentException">No format is given and the extension tells none.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="ModelFileException">
    /// The file is truncated, its header lies, a line has more or fewer values, a word comes twice, or a value is not a finite
    /// number. The message names line or byte. No memory is taken for rows that a file of its length cannot hold.
    /// </exception>
    public static WordVectors Load(string path, VectorFormat? format = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return (format ?? FormatOf(path)) switch
        {
            VectorFormat.Word2VecText or VectorFormat.FastTextVec => TextVectors.Read(path),
            VectorFormat.Word2VecBinary => BinaryVectors.Read(path),
            VectorFormat.ProjectorTsv => ProjectorVectors.Read(path),
            VectorFormat.Safetensors => SafetensorsVectors.Read(path),
            _ => throw UnknownFormat(format),
        };
    }

    /// <summary>
    /// Writes words and vectors. The file is written beside the target, flushed to the disk and renamed over it: whatever goes
    /// wrong, a file that was there is whole. The two files of <see cref="VectorFormat.ProjectorTsv"/> are renamed directly after
    /// each other, once both are written.
    /// </summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="format">How to write them; if not given, as the extension says.</param>
    /// <exception cref="ArgumentException">
    /// No format is given and the extension tells none, or a word cannot be written in the format since it has white space in it that ends words there.
    /// </exception>
    /// <exception cref="InvalidOperationException">A value is not finite.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not admit writing.</exception>
    public void Save(string path, VectorFormat? format = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        switch (format ?? FormatOf(path))
        {
            case VectorFormat.Word2VecText:
                TextVectors.Write(this, path, trailingSpace: false);
                break;
            case VectorFormat.FastTextVec:
                TextVectors.Write(this, path, trailingSpace: true);
                break;
            case VectorFormat.Word2VecBinary:
                BinaryVectors.Write(this, path);
                break;
            case VectorFormat.ProjectorTsv:
                ProjectorVectors.Write(this, path);
                break;
            case VectorFormat.Safetensors:
                SafetensorsVectors.Write(this, path);
                break;
            default:
                throw UnknownFormat(format);
        }
    }

    /// <summary>The format that a file name's extension tells.</summary>
    /// <param name="path">The name.</param>
    /// <param name="format">The format, if there is one.</param>
    /// <returns>Whether it tells one.</returns>
    public static bool TryGetFormat(string path, out VectorFormat format)
    {
        VectorFormat? found = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".TXT" => VectorFormat.Word2VecText,
            ".BIN" => VectorFormat.Word2VecBinary,
            ".VEC" => VectorFormat.FastTextVec,
            ".TSV" => VectorFormat.ProjectorTsv,
            ".SAFETENSORS" => VectorFormat.Safetensors,
            _ => null,
        };
        format = found.GetValueOrDefault();
        return found is not null;
    }

    private static VectorFormat FormatOf(string path) => TryGetFormat(path, out VectorFormat format)
        ? format
        : throw new ArgumentException($"Expected a format, or a file name that ends in .txt, .bin, .vec, .tsv or .safetensors, but got '{path}'.", nameof(path));

    private static ArgumentOutOfRangeException UnknownFormat(VectorFormat? format) =>
        new(nameof(format), format, "Expected one of the formats that VectorFormat names.");
}
