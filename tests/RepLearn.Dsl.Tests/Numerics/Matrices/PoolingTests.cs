using System.Numerics;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Matrices;
using Xunit;

namespace RepLearn.Tests.Numerics.Matrices;

/// <summary>Operations on windows against their definition: values, memory that they may touch, and bits at any width.</summary>
public sealed class PoolingTests
{
    public static TheoryData<int, int, int, int, int, int> Windows
    {
        get
        {
            var windows = new TheoryData<int, int, int, int, int, int>();
            foreach (int channels in (int[])[1, 3, 4, 7, 8, 15, 16, 17, 33])
            {
                windows.Add(6, 5, 2, 2, 0, channels);
                windows.Add(5, 7, 3, 2, 1, channels);
            }

            foreach (int kernel in (int[])[1, 2, 3, 5])
            {
                foreach (int stride in (int[])[1, 2, 4, int.MaxValue])
                {
                    foreach (int padding in ((int[])[0, kernel / 2, kernel - 1]).Distinct())
                    {
                        windows.Add(7, 5, kernel, stride, padding, 3);
                    }
                }
            }

            windows.Add(1, 1, 1, 1, 0, 1);
            return windows;
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void Operations_MatchTheirDefinition(int height, int width, int kernel, int stride, int padding, int channels)
    {
        new Case<float>(height, width, kernel, stride, padding, channels).Check();
        new Case<double>(height, width, kernel, stride, padding, channels).Check();
    }

    [Fact]
    public void TheFirstOfEqualValues_IsTheLargest_AndNaNIsLargerThanAny()
    {
        var window = new PoolingWindow(new WindowAxis(2, 2, 1, 0, 1), new WindowAxis(3, 3, 1, 0, 1), 1);
        Assert.Equal(1, PlaceOf(-1, 2, 0, 2, 2, 1));
        Assert.Equal(0, PlaceOf(float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity));
        Assert.Equal(0, PlaceOf(0f, -0f, 0f, 0f, 0f, 0f));
        Assert.Equal(4, PlaceOf(float.NaN, 5, float.PositiveInfinity, 2, float.NaN, 9));

        float PlaceOf(params float[] image)
        {
            float place = -1;
            Matrix.WindowArgMax(1, window, ref image[0], image.Length, ref place, 1);
            return place;
        }
    }

    private sealed class Case<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private const int Images = 4;

        private readonly PoolingWindow _window;
        private readonly TestMatrix<T> _x;
        private readonly TestMatrix<T> _y;

        public Case(int height, int width, int kernel, int stride, int padding, int channels)
        {
            WindowAxis axis(int side) => new(side, kernel, stride, padding, ((side + (2 * padding) - kernel) / stride) + 1);
            _window = new PoolingWindow(axis(height), axis(width), channels);
            _x = New(_window.InputLength).Fill(1);
            _y = New(_window.OutputLength).Fill(2);
        }

        private static TestMatrix<T> New(int columns) => columns % 2 == 0 ? TestMatrix<T>.Padded(Images, columns) : TestMatrix<T>.Dense(Images, columns);

        public void Check()
        {
            TestMatrix<T> places = Run(_window.OutputLength, target =>
                Matrix.WindowArgMax(Images, _window, ref _x.Start, _x.Stride, ref target.Start, target.Stride));
            TestMatrix<T> sums = Run(_window.OutputLength, target =>
                Matrix.WindowSum(Images, _window, ref _x.Start, _x.Stride, ref target.Start, target.Stride));
            TestMatrix<T> gathered = Run(_window.OutputLength, target =>
                Matrix.WindowGather(Images, _window, ref _x.Start, _x.Stride, ref places.Start, places.Stride, 1, ref target.Start, target.Stride));

            // Two images share the places of one.
            TestMatrix<T> shared = Run(_window.OutputLength, target =>
                Matrix.WindowGather(Images, _window, ref _x.Start, _x.Stride, ref places.Start, places.Stride, 2, ref target.Start, target.Stride));
            TestMatrix<T> spread = Run(_window.InputLength, target =>
                Matrix.WindowSpread(Images, _window, ref _y.Start, _y.Stride, ref target.Start, target.Stride));
            TestMatrix<T> scattered = Run(_window.InputLength, target =>
                Matrix.WindowScatter(Images, _window, ref _y.Start, _y.Stride, ref places.Start, places.Stride, 1, ref target.Start, target.Stride));

            TestMatrix<T> expectedSpread = Zeros();
            TestMatrix<T> expectedScattered = Zeros();
            for (int image = 0; image < Images; image++)
            {
                for (int output = 0; output < _window.OutputLength; output++)
                {
                    (int Place, int Input)[] inside = [.. PlacesOf(output)];
                    (int place, int input) = inside.MaxBy(candidate => _x[image, candidate.Input]);
                    Same(places[image, output], T.CreateChecked(place));
                    Same(gathered[image, output], _x[image, input]);
                    Same(shared[image, output], _x[image, inside.Single(candidate => T.CreateChecked(candidate.Place) == places[image / 2, output]).Input]);
                    T sum = T.Zero;
                    foreach ((_, int index) in inside)
                    {
                        sum += _x[image, index];
                        expectedSpread[image, index] += _y[image, output];
                    }

                    Same(sums[image, output], sum);
                    expectedScattered[image, input] += _y[image, output];
                }
            }

            spread.AssertSameBits(expectedSpread, "spread");
            scattered.AssertSameBits(expectedScattered, "scattered");
            CheckWidths(places, sums, scattered);
        }

        private unsafe void CheckWidths(TestMatrix<T> places, TestMatrix<T> sums, TestMatrix<T> scattered)
        {
            At<Vector512<T>, Lanes512<T>>();
            At<Vector256<T>, Lanes256<T>>();
            At<Vector128<T>, Lanes128<T>>();

            void At<TVector, TLanes>()
                where TVector : struct
                where TLanes : struct, ILanes<TVector, T>
            {
                fixed (T* x = &_x.Start, y = &_y.Start, chosen = &places.Start)
                {
                    TestMatrix<T> result = New(_window.OutputLength);
                    fixed (T* target = &result.Start)
                    {
                        Pooling<T, TVector, TLanes>.ArgMax(_window, Images, x, _x.Stride, target, result.Stride);
                        result.AssertSameBits(places, "places");
                        Pooling<T, TVector, TLanes>.ToWindows(_window, Images, x, _x.Stride, null, 0, 1, target, result.Stride);
                        result.AssertSameBits(sums, "sums");
                    }

                    TestMatrix<T> images = New(_window.InputLength);
                    fixed (T* target = &images.Start)
                    {
                        Pooling<T, TVector, TLanes>.FromWindows(_window, Images, y, _y.Stride, chosen, places.Stride, 1, target, images.Stride);
                        images.AssertSameBits(scattered, "scattered");
                    }
                }
            }
        }

        private static void Same(T actual, T expected) => Assert.True(TestMatrix<T>.SameBits(actual, expected), $"{actual} instead of {expected}");

        private static TestMatrix<T> Run(int columns, Action<TestMatrix<T>> operation)
        {
            TestMatrix<T> target = New(columns);
            operation(target);
            target.AssertUntouchedOutside(0, Images, 0, columns);
            return target;
        }

        private TestMatrix<T> Zeros()
        {
            TestMatrix<T> matrix = New(_window.InputLength);
            for (int row = 0; row < Images; row++)
            {
                for (int column = 0; column < matrix.Columns; column++)
                {
                    matrix[row, column] = T.Zero;
                }
            }

            return matrix;
        }

        // The places of a window that are in the image, with the columns of X there.
        private IEnumerable<(int Place, int Input)> PlacesOf(int output)
        {
            (WindowAxis vertical, WindowAxis horizontal, int channels) = _window;
            (int pixel, int channel) = Math.DivRem(output, channels);
            for (int place = 0; place < vertical.Kernel * horizontal.Kernel; place++)
            {
                int line = (pixel / horizontal.Outputs * vertical.Stride) - vertical.Padding + (place / horizontal.Kernel);
                int column = (pixel % horizontal.Outputs * horizontal.Stride) - horizontal.Padding + (place % horizontal.Kernel);
                if (line >= 0 && line < vertical.Inputs && column >= 0 && column < horizontal.Inputs)
                {
                    yield return (place, (((line * horizontal.Inputs) + column) * channels) + channel);
                }
            }
        }
    }
}
