using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Fusion;

/// <summary>
/// A program's work for one example, by which the runtime chooses how many threads are worth waking; and the values that it
/// computes, as the measure of what its plan saves.
/// </summary>
internal static class WorkEstimate
{
    // About what a vectorised elementwise operation costs beside a multiply-add of a matrix product.
    private const int ElementwiseCost = 4;

    public static long MultiplyAdds(Plan plan) => plan.Sections
        .SelectMany(section => section.Steps)
        .SelectMany(step => step.Results)
        .Sum(Cost);

    /// <summary>Values that would be stored if each result had memory of its own: for one example, or whatever the batch.</summary>
    public static long Values(Plan plan, bool perExample) =>
        GraphPrinter.Needed(plan.Program.Outputs.Select(output => output.Node))
            .Where(node => node.Shape.PerExample == perExample
                && node.Op != Op.Parameter
                && !NodeKinds.IsReading(node)
                && !NodeKinds.IsProgramScalar(node))
            .Sum(node => (long)node.Shape.Rows * node.Shape.Columns);

    private static long Cost(Node node) => node.Op switch
    {
        Op.Product => (long)node.Shape.Rows * node[0].Shape.Columns * node.Shape.Columns,
        Op.ProductTransposed => (long)node.Shape.Rows * node[0].Shape.Columns * node.Shape.Columns,
        Op.TransposedProduct => (long)node[0].Shape.Rows * node.Shape.Rows * node.Shape.Columns,
        _ when node.Shape.PerExample => (long)ElementwiseCost * node.Shape.Rows * node.Shape.Columns,
        _ => 0,
    };
}
