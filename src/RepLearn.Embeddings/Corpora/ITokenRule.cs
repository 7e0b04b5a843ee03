using System.Runtime.Intrinsics;
using System.Text;

namespace RepLearn.Embeddings.Corpora;

/// <summary>Which characters belong to tokens, and what becomes of them there.</summary>
internal interface ITokenRule
{
    /// <summary>Whether only ASCII characters separate and none but them change, so that all other bytes are inside as they are.</summary>
    static abstract bool OnlyAscii { get; }

    /// <summary>Maps 32 bytes of ASCII and says by bytes of ones which are inside of tokens.</summary>
    static abstract Vector256<byte> Map(Vector256<byte> text, out Vector256<byte> inside);

    /// <summary>The same for any character, given whether the one before is inside.</summary>
    static abstract bool IsInside(Rune rune, bool afterToken, out Rune mapped);
}
