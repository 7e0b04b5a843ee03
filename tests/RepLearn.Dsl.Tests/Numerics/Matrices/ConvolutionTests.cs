using System.Numerics;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Matrices;
using Xunit;

namespace RepLearn.Tests.Numerics.Matrices;

/// <summary>The three products of convolutions against their definition, the memory that they may touch, and their bits.</summary>
public sealed class ConvolutionTests
{
    public static TheoryData<int, int, int, int, int, int, int, int> Windows
    {
        get
        {
            var windows = new TheoryData<int, int, int, int, int, int, int, int>();
            void add(int examples, int height, int width, int kernel, int stride, int padding, int channels, int filters) =>
                windows.Add(examples, height, width, kernel, stride, padding, channels, filters);
            int[] counts = [1, 3, 5, 16, 17];
            foreach (int channels in counts)
            {
                foreach (int filters in counts)
                {
                    add(3, 7, 6, 3, 1, 1, channels, filters);
                    add(2, 8, 8, 3, 2, 1, channels, filters);
                }
            }

            foreach (int kernel in (int[])[1, 2, 4, 5])
            {
                foreach (int stride in (int[])[1, 2, 3])
                {
                    foreach (int padding in ((int[])[0, kernel / 2, kernel - 1]).Distinct())
                    {
                        add(2, 9, 5, kernel, stride, padding, 2, 4);
                        add(2, 9, 11, kernel, stride, padding, 1, 6);
                    }
                }
            }

            add(1, 1, 1, 1, 1, 0, 1, 1);
            add(3, 9, 8, 3, 1, 1, 6, 1);
            add(2, 9, 8, 5, 2, 2, 7, 4);
            add(2, 6, 7, 3, 1, 1, 16, 3);
            add(1, 3, 3, 3, 1, 0, 1, 1);
            add(5, 28, 28, 3, 2, 1, 1, 16);
            add(5, 14, 14, 3, 2, 1, 16, 32);
            add(40, 4, 4, 3, 1, 1, 16, 16);
            add(2, 5, 5, 3, 1, 1, 70, 50);
            add(1, 6, 6, 5, 1, 2, 33, 300);
            add(1, 2, 2, 3, 1, 1, 300, 1100);

            // One channel: lines longer than vectors, more lines than are multiplied at once, more than there is room for.
            add(3, 40, 37, 5, 2, 2, 1, 20);
            add(2, 30, 70, 3, 1, 1, 1, 2);
            add(1, 100, 120, 3, 2, 1, 1, 8);
            return windows;
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void Convolve_MatchesTheDefinition(int examples, int height, int width, int kernel, int stride, int padding, int channels, int filters)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Case<T> of = Case<T>.Of(examples, height, width, kernel, stride, padding, channels, filters);
            TestMatrix<T> y = of.Images(of.Outputs);
            Matrix.Convolve<T, NoEpilogue>(
                0, examples * of.Window.Vertical.Outputs, examples, of.Window, ref of.X.Start, of.X.Stride, ref of.W.Start, of.W.Stride, ref y.Start, y.Stride, ref y.Start, 0);
            of.AssertSums(y, (terms, e, o, p, k, i, c, f) => terms.Add(e, of.Y(o, p, f), of.X[e, of.Input(i, c)], of.W[of.Tap(k, c), f]));
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void ConvolveTransposed_MatchesTheDefinition(int examples, int height, int width, int kernel, int stride, int padding, int channels, int filters)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Case<T> of = Case<T>.Of(examples, height, width, kernel, stride, padding, channels, filters);
            TestMatrix<T> x = of.Images(of.Inputs);
            Matrix.ConvolveTransposed<T, NoEpilogue>(
                0, examples * height, of.Window, ref of.D.Start, of.D.Stride, ref of.W.Start, of.W.Stride, ref x.Start, x.Stride, ref x.Start, 0);
            of.AssertSums(x, (terms, e, o, p, k, i, c, f) => terms.Add(e, of.Input(i, c), of.D[e, of.Y(o, p, f)], of.W[of.Tap(k, c), f]));
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void PatchProduct_MatchesTheDefinition(int examples, int height, int width, int kernel, int stride, int padding, int channels, int filters)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Case<T> of = Case<T>.Of(examples, height, width, kernel, stride, padding, channels, filters);
            TestMatrix<T> gradient = TestMatrix<T>.Dense(of.Window.Depth, filters);
            Matrix.PatchProduct(
                0, gradient.Rows, examples, of.Window, ref of.X.Start, of.X.Stride, ref of.D.Start, of.D.Stride, ref gradient.Start, gradient.Stride);
            of.AssertSums(gradient, (terms, e, o, p, k, i, c, f) => terms.Add(of.Tap(k, c), f, of.X[e, of.Input(i, c)], of.D[e, of.Y(o, p, f)]));
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void Products_HaveTheSameBitsAtAnyWidthAndHoweverTheyAreCut(
        int examples, int height, int width, int kernel, int stride, int padding, int channels, int filters)
    {
        Check<float>();
        Check<double>();

        unsafe void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Case<T> of = Case<T>.Of(examples, height, width, kernel, stride, padding, channels, filters);
            (TestMatrix<T> y, TestMatrix<T> x, TestMatrix<T> w) = Products<Vector512<T>, Lanes512<T>>(1);
            foreach (int parts in (int[])[1, 2, 5])
            {
                assertSame(Products<Vector512<T>, Lanes512<T>>(parts), $"512 bits, {parts} parts");
                assertSame(Products<Vector256<T>, Lanes256<T>>(parts), $"256 bits, {parts} parts");
                assertSame(Products<Vector128<T>, Lanes128<T>>(parts), $"128 bits, {parts} parts");
            }

            void assertSame((TestMatrix<T> Y, TestMatrix<T> X, TestMatrix<T> W) others, string what)
            {
                others.Y.AssertSameBits(y, what);
                others.X.AssertSameBits(x, what);
                others.W.AssertSameBits(w, what);
            }

            (TestMatrix<T> Y, TestMatrix<T> X, TestMatrix<T> W) Products<TVector, TLanes>(int parts)
                where TVector : struct
                where TLanes : struct, ILanes<TVector, T>
            {
                ConvolutionWindow window = of.Window;
                TestMatrix<T> outputs = of.Images(of.Outputs), inputs = of.Images(of.Inputs), gradient = TestMatrix<T>.Dense(window.Depth, filters);
                fixed (T* xs = &of.X.Start, ws = &of.W.Start, ds = &of.D.Start, ys = &outputs.Start, gs = &inputs.Start, vs = &gradient.Start)
                {
                    T* end = xs + ((examples - 1) * of.X.Stride) + of.Inputs;
                    for (int part = 0; part < parts; part++)
                    {
                        (int, int) range(int count) => (count * part / parts, count * (part + 1) / parts);
                        (int start, int stop) = range(examples * window.Vertical.Outputs);
                        Convolution<T, TVector, TLanes>.Convolve<NoEpilogue>(
                            window, (start * window.Horizontal.Outputs, stop * window.Horizontal.Outputs), xs, of.X.Stride, end, ws, of.W.Stride, ys, outputs.Stride, ys, 0);
                        Convolution<T, TVector, TLanes>.ConvolveTransposed<NoEpilogue>(
                            window, range(examples * height), ds, of.D.Stride, ws, of.W.Stride, gs, inputs.Stride, gs, 0);
                        (int row, int rowEnd) = range(window.Depth);
                        if (row < rowEnd)
                        {
                            Convolution<T, TVector, TLanes>.PatchProduct(window, (row, rowEnd), examples, xs, of.X.Stride, end, ds, of.D.Stride, vs, gradient.Stride);
                        }
                    }
                }

                outputs.AssertUntouchedOutside(0, examples, 0, of.Outputs);
                inputs.AssertUntouchedOutside(0, examples, 0, of.Inputs);
                gradient.AssertUntouchedOutside(0, gradient.Rows, 0, filters);
                return (outputs, inputs, gradient);
            }
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    [InlineData(16, 32)]
    [InlineData(17, 5)]
    [InlineData(260, 4)]
    public void Epilogues_MakeOfTheSumsWhatTheySay(int channels, int filters)
    {
        Case<float> of = Case<float>.Of(3, 6, 5, 3, 2, 1, channels, filters);
        int lines = 3 * of.Window.Vertical.Outputs;
        TestMatrix<float> y = of.Images(of.Outputs), x = of.Images(of.Inputs);
        Matrix.Convolve<float, NoEpilogue>(0, lines, 3, of.Window, ref of.X.Start, of.X.Stride, ref of.W.Start, of.W.Stride, ref y.Start, y.Stride, ref y.Start, 0);
        Matrix.ConvolveTransposed<float, NoEpilogue>(0, 18, of.Window, ref of.D.Start, of.D.Stride, ref of.W.Start, of.W.Stride, ref x.Start, x.Stride, ref x.Start, 0);

        TestMatrix<float> bias = TestMatrix<float>.Dense(1, Math.Max(channels, filters)).Fill(9);
        TestMatrix<float> yMask = of.Images(of.Outputs).Fill(10), xMask = of.Images(of.Inputs).Fill(11);
        check<AddBias>(bias, bias, (sum, own, _) => sum + own);
        check<AddBiasRelu>(bias, bias, (sum, own, _) => Math.Max(sum + own, 0));
        check<KeepWherePositive>(yMask, xMask, (sum, _, own) => own > 0 ? sum : 0);

        void check<TEpilogue>(TestMatrix<float> yOperand, TestMatrix<float> xOperand, Func<float, float, float, float> function)
            where TEpilogue : struct, IEpilogue
        {
            int stride(TestMatrix<float> operand) => operand == bias ? 0 : operand.Stride;
            TestMatrix<float> outputs = of.Images(of.Outputs), inputs = of.Images(of.Inputs);
            Matrix.Convolve<float, TEpilogue>(
                0, lines, 3, of.Window, ref of.X.Start, of.X.Stride, ref of.W.Start, of.W.Stride, ref outputs.Start, outputs.Stride, ref yOperand.Start, stride(yOperand));
            Matrix.ConvolveTransposed<float, TEpilogue>(
                0, 18, of.Window, ref of.D.Start, of.D.Stride, ref of.W.Start, of.W.Stride, ref inputs.Start, inputs.Stride, ref xOperand.Start, stride(xOperand));
            y.AssertSameBits(outputs, (row, column, sum) => function(sum, bias[0, column % filters], yMask[row, column]), typeof(TEpilogue).Name);
            x.AssertSameBits(inputs, (row, column, sum) => function(sum, bias[0, column % channels], xMask[row, column]), typeof(TEpilogue).Name);
            outputs.AssertUntouchedOutside(0, 3, 0, of.Outputs);
            inputs.AssertUntouchedOutside(0, 3, 0, of.Inputs);
        }
    }

    [Fact]
    public void OutputsOf_AreThoseWhoseWindowsMeetTheInputs()
    {
        foreach (WindowAxis axis in from kernel in (int[])[1, 2, 3, 5]
                                    from stride in (int[])[1, 2, 3]
                                    from padding in Enumerable.Range(0, kernel)
                                    select new WindowAxis(9, kernel, stride, padding, ((9 + padding - kernel) / stride) + 1))
        {
            for (int start = 0; start < 9; start++)
            {
                for (int end = start + 1; end <= 9; end++)
                {
                    int[] meeting = [.. Enumerable.Range(0, axis.Outputs).Where(o => (o * axis.Stride) - axis.Padding < end && (o * axis.Stride) - axis.Padding + axis.Kernel > start)];
                    (int first, int behind) = axis.OutputsOf(start, end);
                    Assert.Equal(meeting, Enumerable.Range(first, Math.Max(0, behind - first)));
                }
            }
        }
    }

    private delegate void Term<T>(Terms<T> terms, int example, int outputLine, int outputPlace, (int Line, int Place) tap, (int Line, int Place) input, int channel, int filter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Sums of products in double, with the sums of their absolute values.</summary>
    private sealed class Terms<T>(int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public double[,] Sums { get; } = new double[rows, columns];

        public double[,] Sizes { get; } = new double[rows, columns];

        public int[,] Counts { get; } = new int[rows, columns];

        public void Add(int row, int column, T left, T right)
        {
            double product = double.CreateChecked(left) * double.CreateChecked(right);
            Sums[row, column] += product;
            Sizes[row, column] += Math.Abs(product);
            Counts[row, column]++;
        }
    }

    private sealed record Case<T>(int Examples, ConvolutionWindow Window, TestMatrix<T> X, TestMatrix<T> W, TestMatrix<T> D)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public int Inputs => Window.Vertical.Inputs * Window.Horizontal.Inputs * Window.Channels;

        public int Outputs => Window.OutputLength;

        public static Case<T> Of(int examples, int height, int width, int kernel, int stride, int padding, int channels, int filters)
        {
            WindowAxis axis(int inputs) => new(inputs, kernel, stride, padding, ((inputs + (2 * padding) - kernel) / stride) + 1);
            var window = new ConvolutionWindow(axis(height), axis(width), channels, filters);
            bool isPadded = kernel > 4;
            return new Case<T>(
                examples,
                window,
                TestMatrix<T>.Padded(examples, height * width * channels).Fill(1),
                isPadded ? TestMatrix<T>.Padded(kernel * kernel * channels, filters).Fill(2) : TestMatrix<T>.Dense(kernel * kernel * channels, filters).Fill(2),
                TestMatrix<T>.Padded(examples, window.OutputLength).Fill(3));
        }

        public TestMatrix<T> Images(int length) => TestMatrix<T>.Padded(Examples, length);

        public int Y(int line, int place, int filter) => (((line * Window.Horizontal.Outputs) + place) * Window.Filters) + filter;

        public int Input((int Line, int Place) pixel, int channel) => (((pixel.Line * Window.Horizontal.Inputs) + pixel.Place) * Window.Channels) + channel;

        public int Tap((int Line, int Place) tap, int channel) => (((tap.Line * Window.Horizontal.Kernel) + tap.Place) * Window.Channels) + channel;

        /// <summary>Fails unless each element is the sum of its terms, within 2 n u Σ |…|, for n terms and one more rounding.</summary>
        public void AssertSums(TestMatrix<T> actual, Term<T> term)
        {
            var terms = new Terms<T>(actual.Rows, actual.Columns);
            for (int index = 0; index < Examples * Window.Pixels; index++)
            {
                (int example, int pixel) = Math.DivRem(index, Window.Pixels);
                (int line, int place) = Math.DivRem(pixel, Window.Horizontal.Outputs);
                for (int tap = 0; tap < Window.Vertical.Kernel * Window.Horizontal.Kernel; tap++)
                {
                    (int tapLine, int tapPlace) = Math.DivRem(tap, Window.Horizontal.Kernel);
                    (int Line, int Place) input = ((line * Window.Vertical.Stride) - Window.Vertical.Padding + tapLine, (place * Window.Horizontal.Stride) - Window.Horizontal.Padding + tapPlace);
                    bool isInside = input.Line >= 0 && input.Line < Window.Vertical.Inputs && input.Place >= 0 && input.Place < Window.Horizontal.Inputs;
                    for (int channel = 0; isInside && channel < Window.Channels; channel++)
                    {
                        for (int filter = 0; filter < Window.Filters; filter++)
                        {
                            term(terms, example, line, place, (tapLine, tapPlace), input, channel, filter);
                        }
                    }
                }
            }

            double unit = typeof(T) == typeof(float) ? Math.Pow(2, -24) : Math.Pow(2, -53);
            for (int row = 0; row < actual.Rows; row++)
            {
                for (int column = 0; column < actual.Columns; column++)
                {
                    double error = Math.Abs(double.CreateChecked(actual[row, column]) - terms.Sums[row, column]);
                    Assert.True(
                        error <= 2 * (terms.Counts[row, column] + 1) * unit * terms.Sizes[row, column],
                        $"Row {row}, column {column} is {actual[row, column]}, expected {terms.Sums[row, column]}.");
                }
            }

            actual.AssertUntouchedOutside(0, actual.Rows, 0, actual.Columns);
        }
    }
}
