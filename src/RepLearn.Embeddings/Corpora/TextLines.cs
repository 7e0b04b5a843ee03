namespace RepLearn.Embeddings.Corpora;

/// <summary>The lines of a text file that have at most 64 KB, with their numbers; byte order marks are spaces. Not for use by several threads at once.</summary>
internal sealed class TextLines(string path) : IDisposable
{
    private readonly TextSourceReader _text = new(TextSource.OfFile(path), InvalidUtf8.Refuse, TextSourceReader.NewBuffer(), marksAreSpaces: true);
    private bool _restOfLine;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Reads a line, without its line feed; false if there is no more.</summary>
    /// <param name="line">The line, valid until the next read.</param>
    /// <param name="isWhole">False if the line is longer than 64 KB and this is only its beginning; the rest is read over.</param>
    /// <exception cref="CorpusException">The file is damaged, cannot be read, or is not UTF-8.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line, out bool isWhole)
    {
        while (true)
        {
            bool isRest = _restOfLine;
            bool any = TryTake(out line, out isWhole);
            if (!any || !isRest)
            {
                Number += any ? 1 : 0;
                return any;
            }
        }
    }

    /// <summary>What is wrong with the line that was read last.</summary>
    public CorpusException Problem(string problem) => new(path, FormattableString.Invariant($"line {Number}: {problem}"));

    public void Dispose() => _text.Dispose();

    private bool TryTake(out ReadOnlySpan<byte> piece, out bool isWhole)
    {
        int length;
        int scanned = 0;
        while ((length = _text.Text[scanned..].IndexOf((byte)'\n')) < 0 && !_text.AtEnd && !_text.IsFull)
        {
            scanned = _text.Text.Length;
            _text.Fill();
        }

        ReadOnlySpan<byte> text = _text.Text;
        bool hasLineFeed = length >= 0;
        piece = hasLineFeed ? text[..(scanned + length)] : text;
        isWhole = hasLineFeed || _text.AtEnd;
        _restOfLine = !isWhole;
        _text.Take(piece.Length + (hasLineFeed ? 1 : 0));
        return hasLineFeed || !piece.IsEmpty;
    }
}
