using System.Numerics;
using RepLearn.Data;

namespace RepLearn;

/// <summary>
/// Values that examples have beside those that are encoded: a class number for each, to which arrays of <see cref="int"/> convert, or the same
/// number of values for each, example by example. They are a condition, or the labels or targets of a head.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly struct ExampleColumns<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private ExampleColumns(MemoryColumns<T> values) => Values = values;

    internal MemoryColumns<T> Values { get; }

    /// <summary>A class number for each example. They are copied.</summary>
    /// <param name="numbers">The numbers.</param>
    public static implicit operator ExampleColumns<T>(ReadOnlyMemory<int> numbers) =>
        new(new MemoryColumns<T>(Array.ConvertAll(numbers.ToArray(), T.CreateChecked), AreNumbers: true));

    /// <inheritdoc cref="op_Implicit(ReadOnlyMemory{int})"/>
    public static implicit operator ExampleColumns<T>(int[]? numbers) => (ReadOnlyMemory<int>)numbers;

    /// <summary>The same number of values for each example. They are copied.</summary>
    /// <param name="values">The values, example by example.</param>
    public static implicit operator ExampleColumns<T>(ReadOnlyMemory<T> values) => new(new MemoryColumns<T>(values, AreNumbers: false));

    /// <inheritdoc cref="op_Implicit(ReadOnlyMemory{T})"/>
    public static implicit operator ExampleColumns<T>(T[]? values) => (ReadOnlyMemory<T>)values;
}
