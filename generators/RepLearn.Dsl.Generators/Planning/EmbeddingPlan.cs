using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>The sizes by which the kernels of an embedding are printed.</summary>
/// <param name="Stride">Values from one row to the next.</param>
/// <param name="TargetBlock">Targets that are processed together; those of a pair are padded to a multiple of it.</param>
/// <param name="IsOneBlock">Whether the targets of every pair are just one block.</param>
internal sealed record EmbeddingPlan(int Stride, int TargetBlock, bool IsOneBlock)
{
    // A block's scores or coefficients, with h and a row, fit into 16 registers of 512 bits, or into those of 256 bits in two passes.
    private const int MostTargetsAtOnce = 6;

    // Where pairs have more targets, or not the same number: the sums of four rows fill a part of a vector.
    private const int PartOfTargets = 4;

    /// <summary>The plan for an embedding: all targets of a pair in one block if they are few, otherwise four at a time.</summary>
    public static EmbeddingPlan Of(EmbeddingSpec spec)
    {
        int stride = StoragePlanning.Padded(spec.Dimension);
        return TargetsOf(spec) is { } targets && targets <= MostTargetsAtOnce
            ? new EmbeddingPlan(stride, targets, IsOneBlock: true)
            : new EmbeddingPlan(stride, PartOfTargets, IsOneBlock: false);
    }

    // The targets of every pair; null where pairs differ.
    private static int? TargetsOf(EmbeddingSpec spec) => spec.NegativeSampling switch
    {
        null => null,
        { Shared: true } when spec.Kind == EmbeddingKind.SkipGram => null,
        { } noise => noise.Count + 1,
    };
}
