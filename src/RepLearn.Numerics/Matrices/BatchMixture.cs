using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// Components of a mixture, one for each row j: <c>exp(cⱼ − ½ Σ τⱼ (x − μⱼ)²)</c>, of whole rows, where c is a column, or of each column by itself, where c
/// has a value for each. Rows are padded.
/// </summary>
internal readonly ref struct BatchMixture<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ref T _mean;
    private readonly ref T _precision;
    private readonly ref T _offset;
    private readonly int _meanStride;
    private readonly int _precisionStride;
    private readonly int _offsetStride;
    private readonly int _columns;

    // Columns are those of x, μ and τ; rows are looked at as a whole, or column by column.
    public BatchMixture(
        int columns, bool isJoint, ref T mean, int meanStride, ref T precision, int precisionStride, ref T offset, int offsetStride)
    {
        _columns = columns;
        IsJoint = isJoint;
        _mean = ref mean;
        _precision = ref precision;
        _offset = ref offset;
        (_meanStride, _precisionStride, _offsetStride) = (meanStride, precisionStride, offsetStride);
    }

    public bool IsJoint { get; }

    /// <summary><c>cⱼ − ½ Σ τⱼ (x − μⱼ)²</c>: the same in all lanes, or of a vector of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Exponent(ref T point, int component, int column)
    {
        Vector512<T> minusHalf = Vector512.Create(T.CreateTruncating(-0.5));
        ref T offset = ref Unsafe.Add(ref _offset, (nint)component * _offsetStride);
        if (!IsJoint)
        {
            return Lanes.MultiplyAdd(minusHalf, Distance(ref point, component, column), Vector512.LoadUnsafe(ref offset, (nuint)column));
        }

        Vector512<T> sum = Vector512<T>.Zero;
        for (int first = 0; first < _columns; first += Vector512<T>.Count)
        {
            sum += Lanes.Keep(Distance(ref point, component, first), first, _columns);
        }

        return Lanes.MultiplyAdd(minusHalf, Vector512.Create(Lanes.Sum(sum)), Vector512.Create(offset));
    }

    /// <summary><c>x − μⱼ</c> in a vector of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Difference(ref T point, int component, int column) =>
        Vector512.LoadUnsafe(ref point, (nuint)column) - Vector512.LoadUnsafe(ref Unsafe.Add(ref _mean, (nint)component * _meanStride), (nuint)column);

    /// <summary><c>τⱼ</c> in a vector of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Precision(int component, int column) =>
        Vector512.LoadUnsafe(ref Unsafe.Add(ref _precision, (nint)component * _precisionStride), (nuint)column);

    /// <summary>A component's share of a density: <c>exp(cⱼ − ½ Σ τⱼ (x − μⱼ)²)</c> over the sum of all, of which a row has the logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Share(ref T point, int component, int column, ref T logDensity) => Exp(Exponent(ref point, component, column) - Row(ref logDensity, column));

    /// <summary>A row's value for each of the columns: its own, or the same for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Row(ref T row, int column) => IsJoint ? Vector512.Create(row) : Vector512.LoadUnsafe(ref row, (nuint)column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Exp(Vector512<T> x) => typeof(T) == typeof(float)
        ? VectorMath.Exp(x.AsSingle()).As<float, T>()
        : VectorMath.Exp(x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Log(Vector512<T> x) => typeof(T) == typeof(float)
        ? VectorMath.Log(x.AsSingle()).As<float, T>()
        : VectorMath.Log(x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<T> Distance(ref T point, int component, int column)
    {
        Vector512<T> difference = Difference(ref point, component, column);
        return Precision(component, column) * difference * difference;
    }
}
