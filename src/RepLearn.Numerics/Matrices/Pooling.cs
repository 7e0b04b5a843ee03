using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// Sums, largest values and their places in the windows of images, with the transposes. The channels of a pixel are the lanes. Each value of a result is
/// finished in a register and stored once, summed in order of the other image's pixels, so that its bits depend on nothing else.
/// </summary>
internal static unsafe class Pooling<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    /// <summary>Where in each window the first of the largest values is, or the last NaN: line of the window times its width, plus column.</summary>
    /// <param name="window">The geometry.</param>
    /// <param name="images">Rows of X and Y.</param>
    /// <param name="x">X's first value.</param>
    /// <param name="xStride">Distance between X's rows.</param>
    /// <param name="y">Y's first value.</param>
    /// <param name="yStride">Distance between Y's rows.</param>
    public static void ArgMax(in PoolingWindow window, int images, T* x, nint xStride, T* y, nint yStride)
    {
        var source = new Rows(x, xStride, images, window.InputLength);
        for (int image = 0; image < images; image++)
        {
            T* target = y + (image * yStride);
            for (int line = 0; line < window.Vertical.Outputs; line++)
            {
                (int top, int bottom) = window.Vertical.InsideOf(line);
                for (int pixel = 0; pixel < window.Horizontal.Outputs; pixel++)
                {
                    (int left, int right) = window.Horizontal.InsideOf(pixel);
                    nint corner = PlaceOf(window.Vertical.FirstInput(line), window.Horizontal.FirstInput(pixel), window.Horizontal.Inputs, window.Channels);
                    for (int channel = 0; channel < window.Channels; channel += TLanes.Width)
                    {
                        int count = Math.Min(TLanes.Width, window.Channels - channel);
                        TVector largest = TLanes.Broadcast(NumberOf(double.NegativeInfinity));
                        TVector place = TLanes.Broadcast(NumberOf((top * window.Horizontal.Kernel) + left));
                        for (int down = top; down < bottom; down++)
                        {
                            for (int across = left; across < right; across++)
                            {
                                TVector value = source.Read(image, corner + PlaceOf(down, across, window.Horizontal.Inputs, window.Channels) + channel, count);
                                TVector isLarger = TLanes.IsAboveOrNaN(value, largest);
                                largest = TLanes.Select(isLarger, value, largest);
                                place = TLanes.Select(isLarger, TLanes.Broadcast(NumberOf((down * window.Horizontal.Kernel) + across)), place);
                            }
                        }

                        Write(place, target + channel, count);
                    }

                    target += window.Channels;
                }
            }
        }
    }

    /// <summary>For each window the sum of its values of X, or that value alone which is at the window's place.</summary>
    /// <param name="window">The geometry.</param>
    /// <param name="images">Rows of X and Y.</param>
    /// <param name="x">X's first value.</param>
    /// <param name="xStride">Distance between X's rows.</param>
    /// <param name="places">The first place; null for the sum of all values.</param>
    /// <param name="placeStride">Distance between the places' rows.</param>
    /// <param name="imagesPerPlace">Images that have the same places, one after the other.</param>
    /// <param name="y">Y's first value.</param>
    /// <param name="yStride">Distance between Y's rows.</param>
    public static void ToWindows(in PoolingWindow window, int images, T* x, nint xStride, T* places, nint placeStride, int imagesPerPlace, T* y, nint yStride)
    {
        var source = new Rows(x, xStride, images, window.InputLength);
        var chosen = new Rows(places, placeStride, images / imagesPerPlace, window.OutputLength);
        for (int image = 0; image < images; image++)
        {
            nint target = 0;
            for (int line = 0; line < window.Vertical.Outputs; line++)
            {
                (int top, int bottom) = window.Vertical.InsideOf(line);
                for (int pixel = 0; pixel < window.Horizontal.Outputs; pixel++)
                {
                    (int left, int right) = window.Horizontal.InsideOf(pixel);
                    nint corner = PlaceOf(window.Vertical.FirstInput(line), window.Horizontal.FirstInput(pixel), window.Horizontal.Inputs, window.Channels);
                    for (int channel = 0; channel < window.Channels; channel += TLanes.Width)
                    {
                        int count = Math.Min(TLanes.Width, window.Channels - channel);
                        TVector place = places is null ? TLanes.Zero : chosen.Read(image / imagesPerPlace, target + channel, count);
                        TVector sum = TLanes.Zero;
                        for (int down = top; down < bottom; down++)
                        {
                            for (int across = left; across < right; across++)
                            {
                                TVector value = source.Read(image, corner + PlaceOf(down, across, window.Horizontal.Inputs, window.Channels) + channel, count);
                                sum = places is null ? TLanes.Add(sum, value)
                                    : TLanes.Select(TLanes.AreEqual(place, TLanes.Broadcast(NumberOf((down * window.Horizontal.Kernel) + across))), value, sum);
                            }
                        }

                        Write(sum, y + (image * yStride) + target + channel, count);
                    }

                    target += window.Channels;
                }
            }
        }
    }

    /// <summary>The transpose of <see cref="ToWindows"/>: for each value of X the sum over the windows that it is in, or at whose place it is.</summary>
    /// <param name="window">The geometry.</param>
    /// <param name="images">Rows of X and Y.</param>
    /// <param name="y">Y's first value.</param>
    /// <param name="yStride">Distance between Y's rows.</param>
    /// <param name="places">The first place; null for all windows that a value is in.</param>
    /// <param name="placeStride">Distance between the places' rows.</param>
    /// <param name="imagesPerPlace">Images that have the same places, one after the other.</param>
    /// <param name="x">X's first value.</param>
    /// <param name="xStride">Distance between X's rows.</param>
    public static void FromWindows(in PoolingWindow window, int images, T* y, nint yStride, T* places, nint placeStride, int imagesPerPlace, T* x, nint xStride)
    {
        var source = new Rows(y, yStride, images, window.OutputLength);
        var chosen = new Rows(places, placeStride, images / imagesPerPlace, window.OutputLength);
        for (int image = 0; image < images; image++)
        {
            T* target = x + (image * xStride);
            for (int line = 0; line < window.Vertical.Inputs; line++)
            {
                (int top, int bottom) = window.Vertical.OutputsOf(line, line + 1);
                for (int pixel = 0; pixel < window.Horizontal.Inputs; pixel++)
                {
                    (int left, int right) = window.Horizontal.OutputsOf(pixel, pixel + 1);
                    for (int channel = 0; channel < window.Channels; channel += TLanes.Width)
                    {
                        int count = Math.Min(TLanes.Width, window.Channels - channel);
                        TVector sum = TLanes.Zero;
                        for (int down = top; down < bottom; down++)
                        {
                            for (int across = left; across < right; across++)
                            {
                                nint from = PlaceOf(down, across, window.Horizontal.Outputs, window.Channels) + channel;
                                TVector value = source.Read(image, from, count);
                                if (places is not null)
                                {
                                    int own = ((line - window.Vertical.FirstInput(down)) * window.Horizontal.Kernel) + pixel - window.Horizontal.FirstInput(across);
                                    TVector isOwn = TLanes.AreEqual(chosen.Read(image / imagesPerPlace, from, count), TLanes.Broadcast(NumberOf(own)));
                                    value = TLanes.Select(isOwn, value, TLanes.Zero);
                                }

                                sum = TLanes.Add(sum, value);
                            }
                        }

                        Write(sum, target + channel, count);
                    }

                    target += window.Channels;
                }
            }
        }
    }

    private static nint PlaceOf(int line, int pixel, int width, int channels) => (((nint)line * width) + pixel) * channels;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(TVector value, T* target, int count)
    {
        if (count == TLanes.Width)
        {
            TLanes.Store(value, target);
        }
        else
        {
            TLanes.StoreFirst(value, target, count);
        }
    }

    private static T NumberOf(double value) => typeof(T) == typeof(float) ? (T)(object)(float)value : (T)(object)value;

    /// <summary>Rows of which nothing behind the last value is read.</summary>
    private readonly struct Rows(T* start, nint stride, int count, int length)
    {
        private readonly T* _lastWhole = start + ((count - 1) * stride) + length - TLanes.Width;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Read(int row, nint place, int values)
        {
            T* from = start + (row * stride) + place;
            return from <= _lastWhole ? TLanes.Load(from) : ReadFirst(from, values);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static TVector ReadFirst(T* from, int values)
        {
            TVector room = default;
            new ReadOnlySpan<T>(from, values).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<TVector, T>(ref room), values));
            return room;
        }
    }
}
