using System.CommandLine;

namespace RepLearn.Benchmarks;

/// <summary>One table of measurements, which ends in a line for machines: the table's name, then names and figures.</summary>
internal abstract class BenchmarkTable
{
    /// <summary>The argument that asks for this table.</summary>
    public abstract string Name { get; }

    /// <summary>What is measured, in one line.</summary>
    public abstract string Description { get; }

    /// <summary>Options of this table alone; tables may share one.</summary>
    public virtual IEnumerable<Option> Options => [];

    /// <summary>Takes the options' values; called before <see cref="Print"/>.</summary>
    public virtual void Read(ParseResult parsed)
    {
    }

    /// <summary>Measures and writes.</summary>
    /// <param name="output">Where the table goes.</param>
    /// <param name="threads">The numbers of threads to measure with, for tables that use threads.</param>
    /// <returns>Whether all results were right: the speed of a wrong result does not count.</returns>
    public abstract bool Print(TextWriter output, IReadOnlyList<int> threads);

    /// <summary>The mean of ratios.</summary>
    protected static double Geomean(IEnumerable<double> values) => Math.Exp(values.Average(Math.Log));
}
