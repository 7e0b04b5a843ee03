using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings;

/// <summary>How walks over a graph are drawn.</summary>
public sealed record GraphWalkOptions
{
    /// <summary>Walks that begin at each node; 10 by default.</summary>
    public int WalksPerNode { get; init; } = 10;

    /// <summary>
    /// Nodes of a walk; 80 by default. Walks end earlier at nodes without a way out. One of more than 10,000 nodes comes in sentences of
    /// so many, and takes no more memory.
    /// </summary>
    public int Length { get; init; } = 80;

    /// <summary>node2vec's p: a step back to the node before has its weight divided by it. Above 0; 1 by default.</summary>
    public double Return { get; init; } = 1;

    /// <summary>
    /// node2vec's q: a step to a node that no edge joins with the node before has its weight divided by it. Above 0; 1 by default.
    /// Below 1 walks lead outwards, above 1 they stay near.
    /// </summary>
    public double InOut { get; init; } = 1;

    /// <summary>Decides the walks: the same in each pass and each fit, as of any corpus. Another seed gives fresh ones.</summary>
    public ulong Seed { get; init; } = 1;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(WalksPerNode, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Length, 1);
        CheckFactor(Return, nameof(Return));
        CheckFactor(InOut, nameof(InOut));
    }

    private static void CheckFactor(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value) && double.IsFinite(1 / value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "Expected a finite number above 0.");
        }
    }

    /// <summary>All values by name, in invariant culture.</summary>
    public override string ToString() => InvariantText.Of(nameof(GraphWalkOptions), PrintMembers);
}
