using RepLearn.Numerics.Buffers;

namespace RepLearn.Embeddings.Vectors;

/// <summary>How the products of a question's vectors with a row become the row's key; the largest keys are sought.</summary>
internal enum Ranking
{
    /// <summary><c>q·r / ‖r‖</c> for a <c>q</c> of length 1.</summary>
    Cosine,

    /// <summary><c>q·r</c></summary>
    Dot,

    /// <summary><c>−Σ (qᵢ − rᵢ)²</c></summary>
    Distance,

    /// <summary>
    /// <c>Π s(p) / (Π s(n) + 1e-6)</c> over positive and negative vectors of length 1, <c>s = (1 + cos) / 2</c>; the first
    /// vectors of a question are the positive ones.
    /// </summary>
    CosineProduct,
}

/// <summary>Vectors to be compared with all rows, padded as rows are; several of them may make one question.</summary>
/// <param name="table">The rows that they will be compared with.</param>
/// <param name="ranking">How rows are ranked.</param>
/// <param name="count">Questions.</param>
/// <param name="vectorsEach">Vectors of one question.</param>
/// <param name="positiveEach">How many of those are positive; all of them, except with <see cref="Ranking.CosineProduct"/>.</param>
internal sealed class Questions(VectorTable table, Ranking ranking, int count, int vectorsEach = 1, int positiveEach = 1)
{
    private readonly AlignedBuffer<float> _vectors = VectorTable.Allocate((long)count * vectorsEach, table.Dimension).Rows;

    public Ranking Ranking => ranking;

    public int Count => count;

    public int VectorsEach => vectorsEach;

    public int PositiveEach => positiveEach;

    public Span<float> this[int question, int vector = 0] =>
        _vectors.Span.Slice(((question * vectorsEach) + vector) * table.Stride, table.Dimension);

    public ref float StartOf(int question) => ref _vectors.Span[question * vectorsEach * table.Stride];
}
