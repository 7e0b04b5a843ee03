namespace RepLearn.Benchmarks;

/// <summary>One table of measurements, which ends in a line for machines: the table's name, then names and figures.</summary>
internal abstract class BenchmarkTable
{
    /// <summary>The argument that asks for this table.</summary>
    public abstract string Name { get; }

    /// <summary>What is measured, in one line.</summary>
    public abstract string Description { get; }

    /// <summary>Measures and writes.</summary>
    public abstract void Print(TextWriter output);
}
