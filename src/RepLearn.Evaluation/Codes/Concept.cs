using System.Collections;

namespace RepLearn.Evaluation;

/// <summary>
/// A set of rows: those where a unit is on, that have a label, or that lie beyond a point on a direction. Sets combine by the operators of
/// logic, <c>&amp;</c>, <c>|</c>, <c>^</c>, <c>!</c> and <c>-</c>, so that what codes say can be compared with what is known.
/// </summary>
public sealed class Concept
{
    private readonly BitArray _bits;

    private Concept(BitArray bits)
    {
        _bits = bits;
        Rows = bits.Cast<bool>().Count(isOn => isOn);
    }

    /// <summary>Rows that there are.</summary>
    public int Count => _bits.Length;

    /// <summary>Rows that are in the set.</summary>
    public int Rows { get; }

    /// <summary>Whether a row is in the set.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public bool this[int row] => _bits[row];

    /// <summary>The set of rows for which something is so.</summary>
    /// <param name="isIn">Whether each row is in the set; at least one row.</param>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static Concept Of(ReadOnlySpan<bool> isIn) => isIn.IsEmpty
        ? throw new ArgumentException("Expected at least one row, but got none.", nameof(isIn))
        : new Concept(new BitArray(isIn.ToArray()));

    /// <summary>The rows whose label is a given one.</summary>
    /// <param name="labels">The label of each row; at least one row.</param>
    /// <param name="label">The label wanted.</param>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static Concept OfLabel(ReadOnlySpan<int> labels, int label) => Of(Array.ConvertAll(labels.ToArray(), one => one == label));

    /// <summary>The rows whose score is above a threshold, such as coordinates of <see cref="CodeMath.Project"/>.</summary>
    /// <param name="scores">A score per row; at least one row.</param>
    /// <param name="threshold">The threshold; a score equal to it is not above.</param>
    /// <exception cref="ArgumentException">There are no rows, or a score or the threshold is not a number.</exception>
    public static Concept Above(ReadOnlySpan<double> scores, double threshold)
    {
        foreach (double score in (ReadOnlySpan<double>)[threshold, .. scores])
        {
            if (double.IsNaN(score))
            {
                throw new ArgumentException("Expected scores and a threshold that are numbers, but got NaN.", nameof(scores));
            }
        }

        return Of(Array.ConvertAll(scores.ToArray(), score => score > threshold));
    }

    /// <summary>The rows where one unit of the code is above a threshold.</summary>
    /// <param name="codes">Codes, one per row.</param>
    /// <param name="width">Values in a code.</param>
    /// <param name="unit">The unit, from 0.</param>
    /// <param name="threshold">The threshold; a value equal to it is not above.</param>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such unit.</exception>
    public static Concept OfUnit(ReadOnlySpan<float> codes, int width, int unit, double threshold = 0)
    {
        int count = RowCount.OfFinite(codes, width, nameof(codes));
        ArgumentOutOfRangeException.ThrowIfNegative(unit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unit, width);
        var scores = new double[count];
        for (int row = 0; row < count; row++)
        {
            scores[row] = codes[(row * width) + unit];
        }

        return Above(scores, threshold);
    }

    /// <summary>The rows that are in both sets.</summary>
    /// <param name="first">A set.</param>
    /// <param name="second">A set of the same rows.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public static Concept operator &(Concept first, Concept second) => new(Same(first, second).And(second._bits));

    /// <summary>The rows that are in either set or in both.</summary>
    /// <inheritdoc cref="op_BitwiseAnd"/>
    public static Concept operator |(Concept first, Concept second) => new(Same(first, second).Or(second._bits));

    /// <summary>The rows that are in one of the sets only.</summary>
    /// <inheritdoc cref="op_BitwiseAnd"/>
    public static Concept operator ^(Concept first, Concept second) => new(Same(first, second).Xor(second._bits));

    /// <summary>The rows that are in the first set and not in the second.</summary>
    /// <inheritdoc cref="op_BitwiseAnd"/>
    public static Concept operator -(Concept first, Concept second) => first & !second;

    /// <summary>The rows that are not in the set.</summary>
    /// <param name="set">A set.</param>
    public static Concept operator !(Concept set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return new Concept(new BitArray(set._bits).Not());
    }

    /// <summary>The share of this set's rows that are in the other: how far this implies that. 1 for a set without rows.</summary>
    /// <param name="other">A set of the same rows.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public double Implies(Concept other)
    {
        int both = (this & other).Rows;
        return Rows == 0 ? 1 : (double)both / Rows;
    }

    /// <summary>Jaccard's index (1901): rows in both over rows in either; 1 for two sets without rows.</summary>
    /// <param name="other">A set of the same rows.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public double Overlap(Concept other)
    {
        int either = (this | other).Rows;
        return either == 0 ? 1 : (double)(this & other).Rows / either;
    }

    /// <summary>The rows of the set, from 0, in their order; <see cref="LabelledRows.Select"/> takes them.</summary>
    public int[] ToRows() => [.. Enumerable.Range(0, Count).Where(row => _bits[row])];

    private static BitArray Same(Concept first, Concept second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return first.Count == second.Count
            ? new BitArray(first._bits)
            : throw new ArgumentException($"Expected sets of the same {first.Count} rows, but got one of {second.Count}.", nameof(second));
    }
}
