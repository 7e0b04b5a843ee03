using System.Runtime.CompilerServices;
using RepLearn.Numerics.Random;

namespace RepLearn.Runtime;

// Draws on spheres. Where workers share a block of rows, each computes those of its examples.
public sealed partial class Worker<T>
{
    /// <summary>Angles of draws from their mean direction, as <see cref="SphereAngle.Quantiles{T}"/>.</summary>
    /// <param name="rows">Examples of the block.</param>
    /// <param name="rowsPerExample">Rows of each.</param>
    /// <param name="size">Dimensions.</param>
    /// <param name="left">The first concentration.</param>
    /// <param name="leftStride">Distance between two of them.</param>
    /// <param name="right">The first uniform variable.</param>
    /// <param name="rightStride">Distance between two of them.</param>
    /// <param name="target">The first angle.</param>
    /// <param name="stride">Distance between two of them.</param>
    public void SphereAngle(
        int rows, int rowsPerExample, int size, ref T left, int leftStride, ref T right, int rightStride, ref T target, int stride)
    {
        (nint first, int count) = Own(rows, rowsPerExample);
        Numerics.Random.SphereAngle.Quantiles(
            count, size, ref Unsafe.Add(ref left, first * leftStride), leftStride, ref Unsafe.Add(ref right, first * rightStride), rightStride,
            ref Unsafe.Add(ref target, first * stride), stride);
    }

    /// <summary>Derivatives of the angles by the concentration, as <see cref="SphereAngle.Slopes{T}"/>.</summary>
    /// <param name="rows">Examples of the block.</param>
    /// <param name="rowsPerExample">Rows of each.</param>
    /// <param name="size">Dimensions.</param>
    /// <param name="left">The first concentration.</param>
    /// <param name="leftStride">Distance between two of them.</param>
    /// <param name="right">The first angle.</param>
    /// <param name="rightStride">Distance between two of them.</param>
    /// <param name="target">The first derivative.</param>
    /// <param name="stride">Distance between two of them.</param>
    public void SphereAngleSlope(
        int rows, int rowsPerExample, int size, ref T left, int leftStride, ref T right, int rightStride, ref T target, int stride)
    {
        (nint first, int count) = Own(rows, rowsPerExample);
        Numerics.Random.SphereAngle.Slopes(
            count, size, ref Unsafe.Add(ref left, first * leftStride), leftStride, ref Unsafe.Add(ref right, first * rightStride), rightStride,
            ref Unsafe.Add(ref target, first * stride), stride);
    }
}
