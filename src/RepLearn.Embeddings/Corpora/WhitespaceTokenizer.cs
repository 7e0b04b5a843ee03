using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using RepLearn.Embeddings.Corpora;

namespace RepLearn.Embeddings;

/// <summary>
/// For text that is cut into tokens already: they stand as they are between ASCII white space (space, tab, line feed, vertical
/// tab, form feed, carriage return). Runs of more than <see cref="MaximumBytes"/> bytes are left out
/// and counted by <see cref="TokenBuffer.LongRuns"/>.
/// </summary>
public sealed class WhitespaceTokenizer : ITokenizer
{
    /// <summary>Bytes of the longest token.</summary>
    public const int MaximumBytes = TokenScan.MaximumBytes;

    /// <inheritdoc/>
    public int Split(ReadOnlySpan<byte> text, bool isEnd, int maximum, TokenBuffer tokens) =>
        TokenScan<Rule>.Split(text, isEnd, maximum, tokens);

    private readonly struct Rule : ITokenRule
    {
        public static bool OnlyAscii => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<byte> Map(Vector256<byte> text, out Vector256<byte> inside)
        {
            Vector256<byte> control = Vector256.LessThanOrEqual(text - Vector256.Create((byte)'\t'), Vector256.Create((byte)('\r' - '\t')));
            inside = ~(control | Vector256.Equals(text, Vector256.Create((byte)' ')));
            return text;
        }

        public static bool IsInside(Rune rune, bool afterToken, out Rune mapped)
        {
            mapped = rune;
            return rune.Value is not (' ' or (>= '\t' and <= '\r'));
        }
    }
}
