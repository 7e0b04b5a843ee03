namespace RepLearn.Tests.Numerics.Random;

/// <summary>Philox4x32-10 as the paper writes it, one counter at a time.</summary>
internal static class ScalarPhilox
{
    public static uint[] Encrypt(uint[] counter, uint key0, uint key1)
    {
        uint[] words = [.. counter];
        for (int round = 0; round < 10; round++)
        {
            ulong first = 0xD2511F53UL * words[0];
            ulong second = 0xCD9E8D57UL * words[2];
            words = [(uint)(second >> 32) ^ words[1] ^ key0, (uint)second, (uint)(first >> 32) ^ words[3] ^ key1, (uint)first];
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }

        return words;
    }
}
