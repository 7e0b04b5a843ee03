using System.Runtime.InteropServices;
using RepLearn.Numerics.Matrices;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Numerics.Matrices;

/// <summary>
/// Batches are read where the caller has them, which may be where readable memory ends. Images lie before a page that nobody may read,
/// in a process of its own, which ends if one is read.
/// </summary>
public sealed partial class PageEndTests
{
    private const int Page = 4096;
    private const int ReadAndWrite = 3;
    private const int PrivateAndAnonymous = 0x22;

    [Fact]
    public void NothingBehindTheLastImage_IsRead()
    {
        if (OperatingSystem.IsLinux())
        {
            ChildProcess.Run(ReadAtAPagesEnd, []);
            ChildProcess.Run(ReadAtAPagesEnd, [("DOTNET_EnableAVX512", "0")]);
        }
    }

    private static unsafe void ReadAtAPagesEnd(BitHash hash, string[] arguments)
    {
        foreach ((int side, int kernel, int stride, int channels, int filters) in (ReadOnlySpan<(int, int, int, int, int)>)
            [(4, 1, 1, 1, 16), (4, 3, 1, 4, 3), (5, 3, 2, 16, 17), (7, 3, 1, 1, 16), (8, 5, 1, 3, 5), (8, 3, 3, 17, 1), (28, 3, 2, 1, 16), (16, 4, 4, 16, 16)])
        {
            int outputs = ((side - kernel) / stride) + 1;
            var window = new ConvolutionWindow(new WindowAxis(side, kernel, stride, 0, outputs), channels, filters);
            int inputs = side * side * channels;
            TestMatrix<float> x = TestMatrix<float>.Dense(3, inputs).Fill(1);
            TestMatrix<float> w = TestMatrix<float>.Dense(window.Depth, filters).Fill(2);
            TestMatrix<float> d = TestMatrix<float>.Padded(3, outputs * outputs * filters).Fill(3);
            nint size = ((3 * inputs * sizeof(float)) + Page - 1) / Page * Page;
            byte* pages = (byte*)Map(0, size + Page, ReadAndWrite, PrivateAndAnonymous, -1, 0);
            Assert.Equal(0, Protect((nint)(pages + size), Page, 0));
            float* atEnd = (float*)(pages + size) - (3 * inputs);
            MemoryMarshal.CreateReadOnlySpan(ref x.Start, 3 * inputs).CopyTo(new Span<float>(atEnd, 3 * inputs));

            (TestMatrix<float> y, TestMatrix<float> gradient) = products(ref *atEnd);
            (TestMatrix<float> expectedY, TestMatrix<float> expectedGradient) = products(ref x.Start);
            y.AssertSameBits(expectedY, "outputs");
            gradient.AssertSameBits(expectedGradient, "gradient");
            pooled(ref *atEnd).AssertSameBits(pooled(ref x.Start), "places");

            TestMatrix<float> pooled(ref float images)
            {
                var windows = new PoolingWindow(new WindowAxis(side, kernel, stride, 0, outputs), channels);
                TestMatrix<float> result = TestMatrix<float>.Padded(3, outputs * outputs * channels);
                Matrix.WindowArgMax(3, windows, ref images, inputs, ref result.Start, result.Stride);
                return result;
            }

            (TestMatrix<float> Y, TestMatrix<float> Gradient) products(ref float images)
            {
                TestMatrix<float> result = TestMatrix<float>.Padded(3, d.Columns), weights = TestMatrix<float>.Dense(w.Rows, filters);
                Matrix.Convolve<float, NoEpilogue>(
                    0, 3 * outputs, 3, window, ref images, inputs, ref w.Start, filters, ref result.Start, result.Stride, ref result.Start, 0);
                Matrix.PatchProduct(0, w.Rows, 3, window, ref images, inputs, ref d.Start, d.Stride, ref weights.Start, filters);
                return (result, weights);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nint length, int protection);
}
