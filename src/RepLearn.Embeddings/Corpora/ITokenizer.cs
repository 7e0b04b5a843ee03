namespace RepLearn.Embeddings;

/// <summary>
/// The rule by which a line of text falls into tokens. It keeps nothing from one call to the next and may be used by many
/// threads at once.
/// </summary>
public interface ITokenizer
{
    /// <summary>Adds the tokens of a piece of one line.</summary>
    /// <param name="text">
    /// Valid UTF-8 without line feeds: a line, or a piece of a long one that begins where the call before stopped.
    /// </param>
    /// <param name="isEnd">
    /// Whether the line ends with this piece. If not, a token that reaches the piece's end may go on and must be left for the next call.
    /// </param>
    /// <param name="maximum">Stop when <paramref name="tokens"/> holds this many.</param>
    /// <param name="tokens">The tokens are added behind those that it holds.</param>
    /// <returns>
    /// Bytes of <paramref name="text"/> that are done with: all of them when <paramref name="isEnd"/>, unless the maximum was reached.
    /// </returns>
    int Split(ReadOnlySpan<byte> text, bool isEnd, int maximum, TokenBuffer tokens);
}
