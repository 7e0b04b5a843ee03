using System.Numerics;
using RepLearn.Runtime;

namespace RepLearn;

/// <summary>
/// The conditions of some rows, for a model with <c>[Condition]</c>: a class number per row or one for all, to which numbers, arrays and spans
/// convert; or vectors, of <see cref="Conditions.Of{T}(ReadOnlySpan{T})"/>, again one per row or one for all.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as the model's.</typeparam>
public readonly ref struct Conditions<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<int> _classes;
    private readonly ReadOnlySpan<T> _vectors;
    private readonly int? _class;

    private Conditions(ReadOnlySpan<int> classes) => _classes = classes;

    private Conditions(int classNumber) => _class = classNumber;

    internal Conditions(ReadOnlySpan<T> vectors) => _vectors = vectors;

    /// <summary>Whether there are none.</summary>
    internal bool AreNone => _class is null && _classes.IsEmpty && _vectors.IsEmpty;

    /// <summary>The same class for all rows.</summary>
    /// <param name="classNumber">Its number, from 0.</param>
    public static implicit operator Conditions<T>(int classNumber) => new(classNumber);

    /// <summary>The class of each row.</summary>
    /// <param name="classes">Class numbers, from 0.</param>
    public static implicit operator Conditions<T>(int[]? classes) => new(classes.AsSpan());

    /// <inheritdoc cref="op_Implicit(int[])"/>
    public static implicit operator Conditions<T>(ReadOnlySpan<int> classes) => new(classes);

    /// <inheritdoc cref="op_Implicit(int[])"/>
    public static implicit operator Conditions<T>(ReadOnlyMemory<int> classes) => new(classes.Span);

    /// <summary>Throws unless there is one condition for each row, or one for all, of the kind that a model has.</summary>
    /// <exception cref="InvalidOperationException">The model has no condition.</exception>
    /// <exception cref="ArgumentException">The kind or number is wrong, a class is none of the model's, or a value is not finite.</exception>
    internal void Expect(ModelInfo info, int rows, string name)
    {
        if (info.ConditionSize == 0)
        {
            throw new InvalidOperationException($"{info.Name} has no condition; a model with [Condition(classes)] or [Condition(Values = size)] has one.");
        }

        bool isClass = info.ConditionClasses > 0;
        if (AreNone || isClass != _vectors.IsEmpty)
        {
            string expected = isClass ? "class numbers" : $"vectors of {info.ConditionSize} values, which Conditions.Of takes";
            throw new ArgumentException($"{info.Name} expects conditions that are {expected}, but got {(AreNone ? "none" : isClass ? "vectors" : "class numbers")}.", name);
        }

        int given = isClass ? _class is null ? _classes.Length : 1 : _vectors.Length;
        if (given != info.ConditionSize && given != (long)rows * info.ConditionSize)
        {
            throw new ArgumentException($"{info.Name} expects a condition for each of {rows} rows, {(long)rows * info.ConditionSize} values in all, or {info.ConditionSize} for all of them, but got {given}.", name);
        }

        for (int row = 0; row < given / info.ConditionSize; row++)
        {
            ExpectOne(info, row, name);
        }
    }

    /// <summary>Writes a row's condition as programs read it.</summary>
    internal void CopyTo(Span<T> target, int row)
    {
        if (_vectors.IsEmpty)
        {
            target[0] = T.CreateChecked(ClassOf(row));
            return;
        }

        int first = _vectors.Length == target.Length ? 0 : row * target.Length;
        _vectors.Slice(first, target.Length).CopyTo(target);
    }

    private int ClassOf(int row) => _class ?? _classes[_classes.Length == 1 ? 0 : row];

    private void ExpectOne(ModelInfo info, int row, string name)
    {
        if (info.ConditionClasses > 0)
        {
            if (ClassOf(row) is var number && (number < 0 || number >= info.ConditionClasses))
            {
                throw new ArgumentException($"Condition expects a class number from 0 to {info.ConditionClasses - 1}, but that of row {row + 1}, counted from 1, is {number}.", name);
            }

            return;
        }

        ReadOnlySpan<T> vector = _vectors.Slice(row * info.ConditionSize, info.ConditionSize);
        if (!ValueRange<T>.Finite.AreInside(vector))
        {
            throw new ArgumentException(ValueRange<T>.Finite.Describe(vector, row), name);
        }
    }
}

/// <summary>Makes the conditions of models whose condition is a vector.</summary>
public static class Conditions
{
    /// <summary>Vectors as conditions.</summary>
    /// <param name="vectors">One vector per row, or one for all rows.</param>
    public static Conditions<T> Of<T>(ReadOnlySpan<T> vectors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(vectors);

    /// <inheritdoc cref="Of{T}(ReadOnlySpan{T})"/>
    public static Conditions<T> Of<T>(params T[] vectors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(vectors);
}
