namespace RepLearn.Embeddings;

/// <summary>
/// The rule that splits a line of text into tokens. It keeps no state between calls and may be used by many threads at once.
/// </summary>
public interface ITokenizer
{
    /// <summary>Adds the tokens of a piece of one line.</summary>
    /// <param name="text">
    /// Valid UTF-8 without line feeds: a line, or a piece of a long one that begins where the call before stopped.
    /// </param>
    /// <param name="isEnd">
    /// Whether the line ends with this piece. If not, a token that reaches the end of the piece may continue and must be left for the next call.
    /// </param>
    /// <param name="maximum">Stop when <paramref name="tokens"/> holds this many.</param>
    /// <param name="tokens">Receives the tokens, after those that it holds.</param>
    /// <returns>
    /// Bytes of <paramref name="text"/> that were consumed: all of them when <paramref name="isEnd"/>, unless the maximum was reached.
    /// </returns>
    int Split(ReadOnlySpan<byte> text, bool isEnd, int maximum, TokenBuffer tokens);
}
