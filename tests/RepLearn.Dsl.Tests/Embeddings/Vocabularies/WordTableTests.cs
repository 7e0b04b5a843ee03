using System.Text;
using CsCheck;
using RepLearn.Embeddings;
using RepLearn.Embeddings.Vocabularies;
using Xunit;

namespace RepLearn.Tests.Embeddings.Vocabularies;

public sealed class WordTableTests
{
    [Fact]
    public void AnyWords_AreFoundAsADictionaryFindsThem() =>
        Gen.Select(Gen.Byte.Array[1, 40].List[0, 400], Gen.Byte.Array[1, 40].List[0, 50]).Sample((words, others) =>
        {
            var table = new WordTable();
            var expected = new Dictionary<string, int>();
            foreach (byte[] word in words)
            {
                expected.TryAdd(Convert.ToHexString(word), expected.Count);
                Assert.Equal(expected[Convert.ToHexString(word)], table.Add(word));
            }

            foreach (byte[] word in words.Concat(others))
            {
                int id = expected.GetValueOrDefault(Convert.ToHexString(word), -1);
                byte[] followed = [.. word, .. Enumerable.Repeat((byte)'x', TokenBuffer.Slack)];
                Assert.Equal(id, table.IndexOf(word));
                Assert.Equal(id, table.IndexOf(ref followed[0], word.Length));
            }

            Assert.Equal(expected.Count, table.Count);
        });

    // Zeros pad short words where they are compared, so words that end in zeros are the ones to be confused.
    [Fact]
    public void WordsThatDifferInTrailingZeros_AreDifferent()
    {
        var table = new WordTable();
        for (int length = 1; length < 40; length++)
        {
            Assert.Equal(length - 1, table.Add(new byte[length]));
        }

        Assert.Equal(39, table.Count);
        Assert.Equal(20, table.IndexOf(new byte[21]));
    }

    [Fact]
    public void AHundredThousandWords_FillHalfOfTheSlotsAtMostAndAreAllFound()
    {
        var table = new WordTable();
        for (int id = 0; id < 100_000; id++)
        {
            Assert.Equal(id, table.Add(Encoding.UTF8.GetBytes($"word{id}")));
        }

        for (int id = 0; id < 100_000; id++)
        {
            Assert.Equal(id, table.IndexOf(Encoding.UTF8.GetBytes($"word{id}")));
            Assert.Equal(-1, table.IndexOf(Encoding.UTF8.GetBytes($"word{id}x")));
        }

        Assert.InRange(table.Bytes, 2 * 8 * 100_000, 6_000_000);
    }
}
