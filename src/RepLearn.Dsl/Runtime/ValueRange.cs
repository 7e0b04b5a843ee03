using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Runtime;

/// <summary>The values that a program can be given, and the search for others.</summary>
internal readonly struct ValueRange<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string AnyNumber = "Likelihood.Gaussian, Likelihood.GaussianLearned or Likelihood.SquaredError";

    // Probabilities that were rounded, or written with a few digits.
    private const double GroupTolerance = 1e-3;

    private readonly T _least;
    private readonly T _most;
    private readonly InputDomain? _domain;

    private ValueRange(T least, T most, InputDomain? domain) => (_least, _most, _domain) = (least, most, domain);

    /// <summary>All finite numbers.</summary>
    public static ValueRange<T> Finite { get; } = Of(null);

    /// <summary>The numbers of a domain, or all finite ones.</summary>
    public static ValueRange<T> Of(InputDomain? domain)
    {
        double largest = typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue;
        return new ValueRange<T>(T.CreateChecked(domain?.Least ?? -largest), T.CreateChecked(Math.Min(domain?.Most ?? largest, largest)), domain);
    }

    /// <summary>Whether no value is out of range.</summary>
    public bool AreInside(ReadOnlySpan<T> values) => AreBetween(values)
        && (_domain is not { IsLabel: true } || AreWhole(values))
        && (_domain is not { Group: > 0 and var group } || OddGroup(values, group) < 0);

    private bool AreBetween(ReadOnlySpan<T> values)
    {
        ref T start = ref MemoryMarshal.GetReference(values);
        Vector512<T> least = Vector512.Create(_least);
        Vector512<T> most = Vector512.Create(_most);
        Vector512<byte> inside = Vector512<byte>.AllBitsSet;
        bool allowsMissing = _domain is { AllowsMissing: true };
        Vector512<byte> missing = allowsMissing ? Vector512<byte>.AllBitsSet : Vector512<byte>.Zero;
        int column = 0;
        for (; column <= values.Length - Vector512<T>.Count; column += Vector512<T>.Count)
        {
            // Both are false for what is not a number.
            Vector512<T> here = Vector512.LoadUnsafe(ref start, (nuint)column);
            inside &= (Vector512.GreaterThanOrEqual(here, least) & Vector512.LessThanOrEqual(here, most)).AsByte() | (missing & ~Vector512.Equals(here, here).AsByte());
        }

        bool rest = true;
        for (; column < values.Length; column++)
        {
            rest &= (values[column] >= _least && values[column] <= _most) || (allowsMissing && T.IsNaN(values[column]));
        }

        return rest && inside == Vector512<byte>.AllBitsSet;
    }

    private static bool AreWhole(ReadOnlySpan<T> values)
    {
        bool whole = true;
        foreach (T value in values)
        {
            whole &= T.IsInteger(value);
        }

        return whole;
    }

    // The number of the first group that does not add up to 1; −1 if there is none.
    private static int OddGroup(ReadOnlySpan<T> values, int group)
    {
        for (int first = 0; first < values.Length; first += group)
        {
            if (!(double.Abs(SumOf(values.Slice(first, group)) - 1) <= GroupTolerance))
            {
                return first / group;
            }
        }

        return -1;
    }

    private static double SumOf(ReadOnlySpan<T> values)
    {
        double sum = 0;
        foreach (T value in values)
        {
            sum += double.CreateChecked(value);
        }

        return sum;
    }

    /// <summary>Says which of some values of a row is out of range and what to do.</summary>
    /// <param name="values">The values.</param>
    /// <param name="row">The row's number, from 0.</param>
    /// <param name="firstColumn">The first value's column, from 0.</param>
    public string Describe(ReadOnlySpan<T> values, long row, int firstColumn = 0)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (_domain is { Group: > 0 and var group, Owner: var owner } && AreBetween(values))
        {
            int odd = OddGroup(values, group) * group;
            return string.Create(culture, $"{owner} expects groups of {group} values that add up to 1, a 1 for the class and zeros for the others, but row {row + 1}, columns {firstColumn + odd + 1} to {firstColumn + odd + group}, counted from 1, add up to {SumOf(values.Slice(odd, group))}.");
        }

        int column = 0;
        while (AreBetween(values.Slice(column, 1)) && (_domain is not { IsLabel: true } || AreWhole(values.Slice(column, 1))))
        {
            column++;
        }

        T value = values[column];
        string place = string.Create(culture, $"row {row + 1}, column {firstColumn + column + 1}, both counted from 1, is {value}");
        return _domain is { AllowsMissing: true } ? $"{_domain.Owner} expects finite targets, or NaN for one that is not known, but {place}."
            : _domain is not { } domain || !T.IsFinite(value) ? $"Expected finite values, but {place}."
            : domain is { IsLabel: true, Least: < 0 } ? string.Create(culture, $"{domain.Owner} expects a class number from 0 to {domain.Most}, or {domain.Least} for an example without a label, but {place}.")
            : domain.IsLabel ? string.Create(culture, $"{domain.Owner} expects a class number from 0 to {domain.Most}, but {place}.")
            : double.IsPositiveInfinity(domain.Most) ? string.Create(culture, $"{domain.Owner} expects values of at least {domain.Least}, but {place}. Declare a likelihood for any number: {AnyNumber}.")
            : string.Create(culture, $"{domain.Owner} expects values from {domain.Least} to {domain.Most}, but {place}. Scale the data, bytes for example by 1/255, or declare a likelihood for any number: {AnyNumber}.");
    }
}
