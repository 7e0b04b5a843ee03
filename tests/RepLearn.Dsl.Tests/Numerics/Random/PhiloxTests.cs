using System.Runtime.Intrinsics;
using RepLearn.Numerics.Random;
using Xunit;

namespace RepLearn.Tests.Numerics.Random;

public sealed class PhiloxTests
{
    // kat_vectors of the Random123 distribution, lines "philox4x32 10".
    [Theory]
    [InlineData(
        0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u,
        0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(
        0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu,
        0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u,
        0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Encrypt_GivesThePublishedAnswers(
        uint counter0, uint counter1, uint counter2, uint counter3, uint key0, uint key1,
        uint expected0, uint expected1, uint expected2, uint expected3)
    {
        uint[] expected = [expected0, expected1, expected2, expected3];

        uint[] scalar = ScalarPhilox.Encrypt([counter0, counter1, counter2, counter3], key0, key1);
        uint[][] vector = Encrypt(_ => [counter0, counter1, counter2, counter3], key0, key1);

        Assert.Equal(expected, scalar);
        Assert.All(vector, words => Assert.Equal(expected, words));
    }

    [Fact]
    public void Encrypt_WorksOnEachLaneAlone()
    {
        var random = new System.Random(1);
        for (int trial = 0; trial < 100; trial++)
        {
            uint[][] counters = [.. Enumerable.Range(0, Philox.Width).Select(_ => new[] { Word(), Word(), Word(), Word() })];
            uint key0 = Word(), key1 = Word();

            uint[][] vector = Encrypt(lane => counters[lane], key0, key1);

            for (int lane = 0; lane < Philox.Width; lane++)
            {
                Assert.Equal(ScalarPhilox.Encrypt(counters[lane], key0, key1), vector[lane]);
            }
        }

        uint Word() => (uint)random.NextInt64(1L << 32);
    }

    private static uint[][] Encrypt(Func<int, uint[]> counter, uint key0, uint key1)
    {
        var words = new Vector512<ulong>[4];
        for (int word = 0; word < 4; word++)
        {
            for (int lane = 0; lane < Philox.Width; lane++)
            {
                // What stands in upper halves must not matter.
                words[word] = words[word].WithElement(lane, counter(lane)[word] | 0xDEADBEEF_00000000);
            }
        }

        Philox.Encrypt(ref words[0], ref words[1], ref words[2], ref words[3], key0 | ((ulong)key1 << 32));
        return [.. Enumerable.Range(0, Philox.Width).Select(lane => words.Select(word => (uint)word[lane]).ToArray())];
    }
}
