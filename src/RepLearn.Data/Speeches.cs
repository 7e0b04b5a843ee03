using System.IO.Compression;

namespace RepLearn.Data;

/// <summary>
/// The State of the Union addresses from 1865 to 2021, part of this library: 7.5 MB of text, 1.26 million words, by the
/// presidents of the United States (PDDL 1.0 and CC0 1.0; see NOTICE).
/// </summary>
public static class Speeches
{
    private const string Resource = "speeches.txt.br";

    /// <summary>Opens the text at its start: UTF-8, each of the 152 addresses a line, in the order of their years.</summary>
    /// <returns>A stream that is unpacked as it is read; it can be opened as often as wanted.</returns>
    /// <example><c>TextCorpus.FromStream(Speeches.Open, name: "speeches")</c> is a corpus of them to learn from.</example>
    public static Stream Open()
    {
        Stream packed = typeof(Speeches).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{Resource}'.");
        return new BrotliStream(packed, CompressionMode.Decompress);
    }
}
