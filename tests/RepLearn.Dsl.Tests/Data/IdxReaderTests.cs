using RepLearn.Data;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Data;

public sealed class IdxReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ImagesAndLabels_ComeAsWritten_WhateverTheNameSays(bool packed)
    {
        // Named .gz when plain and not when packed: the content decides.
        string images = _folder.Write(packed ? "images" : "images.gz", Packed(IdxBytes.Images(2, 1, 3, 0, 51, 102, 153, 204, 255), packed));
        string labels = _folder.Write(packed ? "labels" : "labels.gz", Packed(IdxBytes.Labels(7, 255), packed));

        ImageSet set = IdxReader.Read(images, labels);

        Assert.Equal([0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f], set.Pixels.ToArray());
        Assert.Equal([7, 255], set.Labels.ToArray());
        Assert.Equal((2, 3, 1), (set.Count, set.Width, set.Height));
    }

    [Fact]
    public void ClassNames_AreThoseOfTheLabels()
    {
        string images = _folder.Write("images", IdxBytes.Images(2, 1, 1, 0, 51));
        string labels = _folder.Write("labels", IdxBytes.Labels(1, 2));

        Assert.Equal(["coat", "bag", "boot"], IdxReader.Read(images, labels, ["coat", "bag", "boot"]).ClassNames);
        Assert.Equal(
            $"{labels}: expected labels from 0 to 1, those of 2 names, but got 2 (label 2).",
            Assert.Throws<DataFileException>(() => IdxReader.Read(images, labels, ["coat", "bag"])).Message);
    }

    [Fact]
    public void ImagesAlone_HaveTheLabel0()
    {
        ImageSet set = IdxReader.ReadImages(_folder.Write("images", IdxBytes.Images(2, 1, 3, 0, 51, 102, 153, 204, 255)));

        Assert.Equal([0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f], set.Pixels.ToArray());
        Assert.Equal([0, 0], set.Labels.ToArray());
        Assert.Equal((2, 3, 1), (set.Count, set.Width, set.Height));
    }

    [Fact]
    public void ManyBlocks_KeepTheirOrder()
    {
        var pixels = new byte[300 * 28 * 28];
        for (int index = 0; index < pixels.Length; index++)
        {
            pixels[index] = (byte)(index * 31 / 7);
        }

        string images = _folder.Write("images", IdxBytes.Gzip(IdxBytes.Images(300, 28, 28, pixels)));
        string labels = _folder.Write("labels", IdxBytes.Labels(new byte[300]));

        float[] read = IdxReader.Read(images, labels).Pixels.ToArray();

        Assert.Equal(Array.ConvertAll(pixels, value => value / 255f), read);
    }

    [Fact]
    public void Folder_IsNotAFile()
    {
        DataFileException error = Assert.Throws<DataFileException>(() => IdxReader.ReadLabels(_folder.Path));
        Assert.StartsWith($"{_folder.Path}: expected a readable IDX file, but got the system's refusal: ", error.Message);
    }

    [Fact]
    public void LabelsInPlaceOfImages_AreToldByTheirMagicNumber()
    {
        string file = _folder.Write("f", IdxBytes.Labels(1, 2));
        Fails(() => Read(file, 2), $"{file}: expected the magic number 0x00000803 (IDX images of bytes), but got 0x00000801 (labels) (at byte 0).");
    }

    [Fact]
    public void AnotherFormat_IsToldByItsMagicNumber()
    {
        string file = _folder.Write("f", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Fails(() => IdxReader.ReadLabels(file), $"{file}: expected the magic number 0x00000801 (IDX labels of bytes), but got 0x89504E47 (at byte 0).");
    }

    [Theory]
    [InlineData(0, "0 bytes", 0)]
    [InlineData(1, "1 byte", 0)]
    [InlineData(15, "15 bytes", 12)]
    public void HeaderThatBreaksOff_TellsHowManyBytesThereAre(int bytes, string told, int place)
    {
        string file = _folder.Write("f", IdxBytes.Images(1, 2, 2, 1, 2, 3, 4)[..bytes]);
        Fails(() => Read(file, 1), $"{file}: expected an IDX header of 4 bytes a number, but got {told} in all (the file ends in the number at byte {place}).");
    }

    [Fact]
    public void TruncatedFile_TellsBytesExpectedAndThere()
    {
        string file = _folder.Write("f", IdxBytes.Images(2, 2, 2, 1, 2, 3, 4, 5));
        Fails(() => Read(file, 2), $"{file}: expected 24 bytes, but got 21 bytes (the header claims 2 images of 2×2).");
    }

    [Fact]
    public void TruncatedContentInGzip_TellsUnpackedBytes()
    {
        string file = _folder.Write("f", IdxBytes.Gzip(IdxBytes.Images(2, 2, 2, 1, 2, 3, 4, 5)));
        Fails(() => Read(file, 2), $"{file}: expected 24 bytes unpacked, but got 21 bytes (the file ends there).");
    }

    [Fact]
    public void GzipThatBreaksOff_IsAnError()
    {
        var random = new Random(3);
        var pixels = new byte[4000];
        random.NextBytes(pixels);
        byte[] packed = IdxBytes.Gzip(IdxBytes.Images(10, 20, 20, pixels));
        string file = _folder.Write("f", packed[..(packed.Length / 2)]);
        DataFileException error = Assert.Throws<DataFileException>(() => Read(file, 10));
        Assert.Equal(file, error.File);
        Assert.Matches("expected (4016 bytes unpacked|intact gzip data), but got", error.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void GzipWithoutItsLastBytes_IsAnError(int missing)
    {
        byte[] packed = IdxBytes.Gzip(IdxBytes.Labels([.. Enumerable.Range(0, 200).Select(index => (byte)(index * index))]));
        string file = _folder.Write("f", packed[..^missing]);
        Assert.StartsWith($"{file}: expected intact gzip data", Assert.Throws<DataFileException>(() => IdxReader.ReadLabels(file)).Message);
    }

    // Zeros pack a thousandfold, so that a small file may hold what its header claims; this one does not.
    [Fact]
    public void AClaimThatAPackedFileMightKeep_TakesOnlyTheMemoryOfWhatIsThere()
    {
        string file = _folder.Write("f", IdxBytes.Gzip([.. IdxBytes.Header(0x801, 500_000_000), .. new byte[1000], .. new Random(1).GetItems<byte>([1, 2, 3, 4], 2_000_000)]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("expected 500000008 bytes unpacked, but got 2001008 bytes", Assert.Throws<DataFileException>(() => IdxReader.ReadLabels(file)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    [Fact]
    public void DamagedGzip_IsAnError()
    {
        byte[] packed = IdxBytes.Gzip(IdxBytes.Labels([.. Enumerable.Range(0, 200).Select(index => (byte)(index * index))]));

        // The checksum's first byte: everything unpacks, and only reading to the very end tells.
        packed[^8] ^= 1;
        string file = _folder.Write("f", packed);
        DataFileException error = Assert.Throws<DataFileException>(() => IdxReader.ReadLabels(file));
        Assert.StartsWith($"{file}: expected intact gzip data, but got damaged data: ", error.Message);
    }

    [Fact]
    public void TrailingBytes_TellBytesExpectedAndThere()
    {
        string file = _folder.Write("f", [.. IdxBytes.Labels(1, 2, 3), 0, 0]);
        Fails(() => IdxReader.ReadLabels(file), $"{file}: expected 11 bytes, but got 13 bytes (trailing bytes from byte 11 on).");
    }

    [Fact]
    public void NoImages_IsAnError()
    {
        string file = _folder.Write("f", IdxBytes.Images(0, 28, 28));
        Fails(() => Read(file, 1), $"{file}: expected at least one image, but got 0 images (in the header at byte 4).");
    }

    [Fact]
    public void NoLabels_IsAnError()
    {
        string file = _folder.Write("f", IdxBytes.Labels());
        Fails(() => IdxReader.ReadLabels(file), $"{file}: expected at least one of the labels, but got 0 labels (in the header at byte 4).");
    }

    [Fact]
    public void ImagesWithoutPixels_AreAnError()
    {
        string file = _folder.Write("f", IdxBytes.Images(1, 28, 0));
        Fails(() => Read(file, 1), $"{file}: expected images of at least 1×1, but got 1 images of 0×28 (in the header at byte 8).");
    }

    [Fact]
    public void DimensionsThatOverflow_AreAnError()
    {
        string file = _folder.Write("f", IdxBytes.Images(uint.MaxValue, uint.MaxValue, uint.MaxValue, 1));
        Fails(
            () => Read(file, 1),
            $"{file}: expected at most {Array.MaxLength} pixels, but got 4294967295 images of 4294967295×4294967295 (in the header at byte 4).");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ClaimFarBeyondTheFile_IsAnErrorWithoutTakingTheMemory(bool packed)
    {
        string file = _folder.Write("f", Packed(IdxBytes.Images(2_000_000, 32, 32, 1, 2, 3), packed));
        long before = GC.GetAllocatedBytesForCurrentThread();
        DataFileException error = Assert.Throws<DataFileException>(() => Read(file, 1));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000);
        Assert.Contains("expected 2048000016 bytes", error.Message);
        Assert.Contains("but got 19 bytes", error.Message);
    }

    [Fact]
    public void DifferentCounts_AreAnError()
    {
        string images = _folder.Write("images", IdxBytes.Images(2, 1, 1, 1, 2));
        string labels = _folder.Write("labels", IdxBytes.Labels(1, 2, 3));
        Fails(
            () => IdxReader.Read(images, labels),
            $"{labels}: expected 2 labels, one for each image in {images}, but got 3 labels (in the header at byte 4).");
    }

    [Fact]
    public void EveryErrorIsOneLine()
    {
        string file = _folder.Write("f", [1, 2, 3, 4, 5]);
        Assert.DoesNotContain('\n', Assert.Throws<DataFileException>(() => IdxReader.ReadLabels(file)).Message);
    }

    private ImageSet Read(string images, int labels) => IdxReader.Read(images, _folder.Write("labels-beside", IdxBytes.Labels(new byte[labels])));

    private static byte[] Packed(byte[] content, bool packed) => packed ? IdxBytes.Gzip(content) : content;

    private static void Fails(Func<object> read, string message) => Assert.Equal(message, Assert.Throws<DataFileException>(read).Message);
}
