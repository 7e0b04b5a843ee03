using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// Lines of images of one channel, with the zeros around them, written apart by their place in a stride: first the values that windows have at their
/// first place, then those of the second, and so on. So what neighbouring windows read at one of their places is next to each other.
/// </summary>
internal static unsafe class PlaneLines<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    /// <summary>Values of the room for the lines of an image.</summary>
    public const int Room = 8 * 1024;

    /// <summary>No vector is wider.</summary>
    public const int Grain = 16;

    /// <summary>Whether images have one channel and fit the room.</summary>
    public static bool Fit(in ConvolutionWindow window) =>
        window.Channels == 1
        && window.Horizontal.Outputs <= Room
        && window.Horizontal.Stride <= window.Horizontal.Kernel
        && (((long)(window.Vertical.Outputs - 1) * window.Vertical.Stride) + window.Vertical.Kernel) * LineRoom(window.Horizontal) <= Room;

    /// <summary>Values of one place in a stride, with what windows and whole vectors reach behind the last of them.</summary>
    public static nint PhaseRoom(in WindowAxis horizontal) =>
        (horizontal.Outputs + ((horizontal.Kernel - 1) / horizontal.Stride) + (2 * TLanes.Width) - 1) / TLanes.Width * TLanes.Width;

    /// <summary>Values of a line.</summary>
    public static nint LineRoom(in WindowAxis horizontal) => PhaseRoom(horizontal) * horizontal.Stride;

    /// <summary>Writes a line of an image; what is around it is left as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Split(in WindowAxis horizontal, T* image, T* lines)
    {
        nint phaseRoom = PhaseRoom(horizontal);

        // Values behind the last window are read by none.
        int values = Math.Min(horizontal.Inputs, horizontal.FirstInput(horizontal.Outputs - 1) + horizontal.Kernel);
        (int place, int phase) = Math.DivRem(horizontal.Padding, horizontal.Stride);
        int value = 0;
        if (horizontal.Stride == 2 && typeof(T) == typeof(float))
        {
            // Pairs of values are numbers of 64 bits, which are cut into their halves.
            float* even = (float*)(lines + (phase * phaseRoom) + place);
            float* odd = (float*)(lines + ((1 - phase) * phaseRoom) + place + phase);
            for (; value <= values - 8; value += 8)
            {
                Vector128<ulong> low = Vector128.Load((float*)image + value).AsUInt64();
                Vector128<ulong> high = Vector128.Load((float*)image + value + 4).AsUInt64();
                Vector128.Narrow(low, high).AsSingle().Store(even);
                Vector128.Narrow(low >> 32, high >> 32).AsSingle().Store(odd);
                even += 4;
                odd += 4;
            }

            place += value / 2;
        }

        for (; value < values; value++)
        {
            lines[(phase * phaseRoom) + place] = image[value];
            if (++phase == horizontal.Stride)
            {
                (phase, place) = (0, place + 1);
            }
        }
    }

    /// <summary>Reads a line of an image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Join(in WindowAxis horizontal, T* lines, T* image)
    {
        nint phaseRoom = PhaseRoom(horizontal);
        (int place, int phase) = Math.DivRem(horizontal.Padding, horizontal.Stride);
        int value = 0;
        if (horizontal.Stride == 2 && typeof(T) == typeof(float))
        {
            float* even = (float*)(lines + (phase * phaseRoom) + place);
            float* odd = (float*)(lines + ((1 - phase) * phaseRoom) + place + phase);
            for (; value <= horizontal.Inputs - 8; value += 8)
            {
                (Vector128<ulong> low, Vector128<ulong> high) = Vector128.Widen(Vector128.Load(even).AsUInt32());
                (Vector128<ulong> lowOdd, Vector128<ulong> highOdd) = Vector128.Widen(Vector128.Load(odd).AsUInt32());
                (low | (lowOdd << 32)).AsSingle().Store((float*)image + value);
                (high | (highOdd << 32)).AsSingle().Store((float*)image + value + 4);
                even += 4;
                odd += 4;
            }

            place += value / 2;
        }

        for (; value < horizontal.Inputs; value++)
        {
            image[value] = lines[(phase * phaseRoom) + place];
            if (++phase == horizontal.Stride)
            {
                (phase, place) = (0, place + 1);
            }
        }
    }
}
