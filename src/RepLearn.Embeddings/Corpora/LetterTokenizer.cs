using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using RepLearn.Embeddings.Corpora;

namespace RepLearn.Embeddings;

/// <summary>
/// Tokens are runs of letters, in lower case. Letters are the characters of Unicode's categories L*; combining marks (M*)
/// that follow a letter belong to its token. All else separates: digits, hyphens and apostrophes too, so that "don't" is "don"
/// and "t". Lower case is Unicode's simple mapping (version 16.0), the same in all cultures and on all machines: one letter for one, İ (U+0130)
/// becomes i. Nothing is normalised or stripped of accents. Runs of more than <see cref="MaximumBytes"/> bytes are left out and counted by
/// <see cref="TokenBuffer.LongRuns"/>.
/// </summary>
public sealed class LetterTokenizer : ITokenizer
{
    /// <summary>Bytes of the longest token.</summary>
    public const int MaximumBytes = TokenScan.MaximumBytes;

    /// <inheritdoc/>
    public int Split(ReadOnlySpan<byte> text, bool isEnd, int maximum, TokenBuffer tokens) =>
        TokenScan<Rule>.Split(text, isEnd, maximum, tokens);

    private readonly struct Rule : ITokenRule
    {
        public static bool OnlyAscii => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<byte> Map(Vector256<byte> text, out Vector256<byte> inside)
        {
            // Bit 5 turns capitals into small letters, and nothing else into one.
            Vector256<byte> lower = text | Vector256.Create((byte)0x20);
            inside = Vector256.LessThanOrEqual(lower - Vector256.Create((byte)'a'), Vector256.Create((byte)('z' - 'a')));
            return lower;
        }

        public static bool IsInside(Rune rune, bool afterToken, out Rune mapped)
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            mapped = rune;
            if (category <= UnicodeCategory.OtherLetter)
            {
                mapped = new Rune(LowerCase.Of(rune.Value));
                return true;
            }

            return afterToken && category <= UnicodeCategory.EnclosingMark;
        }
    }
}
