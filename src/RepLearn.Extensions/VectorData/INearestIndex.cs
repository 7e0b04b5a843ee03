namespace RepLearn;

/// <summary>
/// Proposes rows that are near to a vector, faster than all rows can be compared. What it proposes is measured again, so that its own scores
/// do not matter; rows that it misses are missing from the answer.
/// </summary>
/// <remarks>One thread calls <see cref="Set"/> and <see cref="Remove"/> while no other thread calls anything; any number of threads search at once.</remarks>
public interface INearestIndex : IDisposable
{
    /// <summary>Adds a row's vector, in place of the one that it had.</summary>
    /// <param name="row">The row's number.</param>
    /// <param name="vector">Finite values, as many as the index was made for.</param>
    void Set(int row, ReadOnlySpan<float> vector);

    /// <summary>Forgets a row; one that it does not have is ignored.</summary>
    /// <param name="row">The row's number.</param>
    void Remove(int row);

    /// <summary>Proposes rows.</summary>
    /// <param name="vector">Finite values, as many as the index was made for.</param>
    /// <param name="count">How many rows, at least 1.</param>
    /// <returns>Rows, each once, in any order; fewer than asked for where it reaches no more.</returns>
    int[] Search(ReadOnlySpan<float> vector, int count);
}
