using System.Runtime.InteropServices;
using RepLearn.Embeddings;

namespace RepLearn.Tests.Embeddings.Files;

internal static class SameBits
{
    public static void Assert(WordVectors expected, WordVectors actual)
    {
        Xunit.Assert.Equal((expected.Count, expected.Dimension), (actual.Count, actual.Dimension));
        for (int row = 0; row < expected.Count; row++)
        {
            Xunit.Assert.Equal(expected.Words[row], actual.Words[row]);
            Xunit.Assert.Equal(MemoryMarshal.Cast<float, int>(expected[row]).ToArray(), MemoryMarshal.Cast<float, int>(actual[row]).ToArray());
        }
    }
}
