namespace RepLearn.Evaluation;

/// <summary>How <see cref="TSne"/> lays rows out.</summary>
public sealed record TSneOptions
{
    /// <summary>How many neighbours a row has, roughly; above 1. Lowered to a third of the rows if they are few.</summary>
    public double Perplexity { get; init; } = 30;

    /// <summary>Steps of the descent; at least 1. The first 250 draw neighbours together.</summary>
    public int Rounds { get; init; } = 750;

    /// <summary>
    /// The width of a group of points over its distance from a point below which the group repels the point as one; from 0, which is exact
    /// and slow, to 0.7.
    /// </summary>
    public double Angle { get; init; } = 0.5;

    /// <summary>Threads; at least 1. By default all of the machine's. The plane has the same bits with any number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
