using System.Text;
using System.Text.Json.Nodes;
using RepLearn.Numerics.Files;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Numerics.Files;

/// <summary>Values that are changed within their domain are known by the file's checksum.</summary>
public sealed class FileChecksumTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => ModelFileKinds.All;

    private string Path => _folder["file.safetensors"];

    public void Dispose() => _folder.Dispose();

    // The check value of RFC 3720's polynomial, as catalogues of checksums give it; however the bytes are cut.
    [Fact]
    public void Crc32C_HasTheCheckValue()
    {
        for (int cut = 0; cut <= 9; cut++)
        {
            var checksum = new Crc32C();
            checksum.Append("123456789"u8[..cut]);
            checksum.Append("123456789"u8[cut..]);
            Assert.Equal(0xE3069283, checksum.Value);
        }

        Assert.Equal(0xE3069283, BitByBit("123456789"u8));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TheChecksum_IsThatOfTheFileWithZeros(string kind)
    {
        ModelFileKinds.Write(kind, Path);
        byte[] file = File.ReadAllBytes(Path);
        string told = (string)PlainSafetensors.Parse(file).Json["__metadata__"]!["crc32c"]!;
        file.AsSpan(file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(told)), 8).Fill((byte)'0');
        Assert.Equal(told, BitByBit(file).ToString("x8"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AChangedBit_IsRefused(string kind)
    {
        Action load = ModelFileKinds.Write(kind, Path);
        byte[] good = File.ReadAllBytes(Path);
        load();
        int data = 8 + PlainSafetensors.Parse(good).HeaderLength;
        for (int place = data; place < good.Length; place += 1 + ((good.Length - data) / 300))
        {
            ExpectDamage(load, [.. good[..place], (byte)(good[place] ^ 1), .. good[(place + 1)..]]);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AChangedNumberOrTextOfTheHeader_IsRefused(string kind)
    {
        Action load = ModelFileKinds.Write(kind, Path);
        byte[] good = File.ReadAllBytes(Path);
        PlainSafetensors file = PlainSafetensors.Parse(good);
        foreach ((string key, JsonNode? value) in file.Json["__metadata__"]!.AsObject())
        {
            string entry = $"\"{key}\":{value!.ToJsonString()}";
            int place = 8 + Encoding.UTF8.GetByteCount(file.Header.AsSpan(0, file.Header.IndexOf(entry, StringComparison.Ordinal) + entry.Length - 2));
            ExpectDamage(load, [.. good[..place], (byte)(good[place] ^ 1), .. good[(place + 1)..]]);
        }
    }

    // Else the file would seem to have no checksum.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void AChangedBitOfItsKey_IsRefused(string kind)
    {
        Action load = ModelFileKinds.Write(kind, Path);
        byte[] good = File.ReadAllBytes(Path);
        int key = good.AsSpan().IndexOf("\"crc32c\""u8);
        for (int bit = 0; bit < 8 * 8; bit++)
        {
            byte[] bad = [.. good];
            bad[key + (bit / 8)] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(Path, bad);
            Assert.Throws<ModelFileException>(load);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AFileWithoutOne_IsRead(string kind)
    {
        Action load = ModelFileKinds.Write(kind, Path);
        PlainSafetensors file = PlainSafetensors.Parse(File.ReadAllBytes(Path));
        File.WriteAllBytes(Path, PlainSafetensors.Build(file.Header, file.Data));
        Assert.Null(PlainSafetensors.Parse(File.ReadAllBytes(Path)).Json["__metadata__"]!["crc32c"]);
        load();
    }

    private void ExpectDamage(Action load, byte[] bad)
    {
        File.WriteAllBytes(Path, bad);
        Assert.Contains("the file is damaged", Assert.Throws<ModelFileException>(load).Message, StringComparison.Ordinal);
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        uint remainder = uint.MaxValue;
        foreach (byte value in bytes)
        {
            remainder ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = (remainder >> 1) ^ ((remainder & 1) * 0x82F63B78);
            }
        }

        return ~remainder;
    }
}
