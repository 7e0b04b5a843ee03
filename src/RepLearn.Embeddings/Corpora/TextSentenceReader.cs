namespace RepLearn.Embeddings.Corpora;

/// <summary>Reads sentences from texts, one after the other, through one buffer.</summary>
internal sealed class TextSentenceReader(IReadOnlyList<TextSource> sources, TextOptions options) : SentenceReader
{
    private readonly byte[] _buffer = TextSourceReader.NewBuffer();
    private TextSourceReader? _text;
    private int _opened;
    private int _withoutLineFeed;
    private long _longRuns;

    /// <inheritdoc/>
    /// <remarks>Files count alike whatever their size; within a file it goes by packed bytes.</remarks>
    public override double Progress
    {
        get
        {
            double within = _text is null ? 0 : _text.PackedLength == 0 ? 1 : Math.Min(1, _text.PackedPosition / _text.PackedLength);
            return (Math.Max(0, _opened - (_text is null ? 0 : 1)) + within) / sources.Count;
        }
    }

    /// <inheritdoc/>
    public override bool Read(TokenBuffer sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        sentence.Clear();
        while (_text is not null || _opened < sources.Count)
        {
            _text ??= new TextSourceReader(sources[_opened++], options.InvalidUtf8, _buffer, marksAreSpaces: true);
            if (_text.AtEnd && _text.Text.IsEmpty)
            {
                // No line follows, not even an empty one, of which a tokenizer could make a token.
                _text.Dispose();
                _text = null;
                if (sentence.Count > 0)
                {
                    return true;
                }
            }
            else if (ReadLine(_text, sentence) && sentence.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override long LongRuns => _longRuns;

    protected override void Dispose(bool disposing) => _text?.Dispose();

    // Takes a line, or a piece of one. True when the sentence is complete, though perhaps empty.
    private bool ReadLine(TextSourceReader text, TokenBuffer sentence)
    {
        int length = text.Text[_withoutLineFeed..].IndexOf((byte)'\n');
        bool hasLineFeed = length >= 0;
        length = hasLineFeed ? length + _withoutLineFeed : text.Text.Length;
        if (!hasLineFeed && !text.AtEnd && !text.IsFull)
        {
            _withoutLineFeed = length;
            text.Fill();
            return false;
        }

        _withoutLineFeed = 0;
        bool isEnd = hasLineFeed || text.AtEnd;
        int taken = Split(text, length, isEnd, sentence);
        if (taken == 0 && !isEnd && sentence.Count < options.MaximumSentenceLength)
        {
            // Tokens are not to fill the whole buffer; one that does is cut.
            taken = Split(text, length, isEnd: true, sentence);
        }

        bool lineIsDone = isEnd && taken == length;
        text.Take(taken + (lineIsDone && hasLineFeed ? 1 : 0));
        return lineIsDone || sentence.Count >= options.MaximumSentenceLength;
    }

    private int Split(TextSourceReader text, int length, bool isEnd, TokenBuffer sentence)
    {
        ReadOnlySpan<byte> piece = text.Text[..length];
        long longRuns = sentence.LongRuns;
        int taken = options.Tokenizer.Split(piece, isEnd, options.MaximumSentenceLength, sentence);
        _longRuns += sentence.LongRuns - longRuns;
        bool mayStop = !isEnd || sentence.Count >= options.MaximumSentenceLength;
        return taken == piece.Length || (mayStop && (uint)taken < (uint)piece.Length)
            ? taken
            : throw new InvalidOperationException(FormattableString.Invariant(
                $"'{sources[_opened - 1].Name}', byte {text.Offset}: {options.Tokenizer.GetType().Name} took {taken} bytes of a piece of {piece.Length}, at whose end {(isEnd ? "the line ends" : "it goes on")}."));
    }
}
