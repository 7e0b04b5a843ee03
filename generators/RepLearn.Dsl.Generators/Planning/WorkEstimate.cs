using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>The work of a program, by which the runtime chooses the number of threads, and the memory that its plan saves.</summary>
/// <param name="MultiplyAdds">Per example.</param>
/// <param name="ValuesPerExample">Values that would be stored per example if each result had memory of its own.</param>
/// <param name="FixedValues">The same for values whose size does not depend on the batch.</param>
internal sealed record WorkEstimate(long MultiplyAdds, long ValuesPerExample, long FixedValues)
{
    // The approximate cost of a vectorised elementwise operation in multiply-adds of a matrix product.
    private const int ElementwiseCost = 4;

    // Work on pairs grows with the batch, which only the runtime knows.
    private const int TypicalBatch = 256;

    public static Plan Run(Plan plan) => plan with
    {
        Work = new WorkEstimate(
            plan.Steps.SelectMany(step => step.Results).Sum(Cost),
            Values(plan, perExample: true),
            Values(plan, perExample: false)),
    };

    private static long Values(Plan plan, bool perExample) => plan.Needed
        .Where(node => node.Shape.PerExample == perExample
            && node.Arguments is not ParameterIndex
            && node.Kind != OpKind.View
            && !NodeKinds.IsProgramScalar(node))
        .Sum(node => (long)node.Shape.Rows * node.Shape.Columns);

    private static long Cost(Node node) => node.Kind switch
    {
        OpKind.Product when node.Arguments is ConvolutionShape window =>
            (long)(node.Shape.PerExample ? node.Shape.Rows : node[0].Shape.Rows) * window.Pixels * window.Depth * window.Filters,
        OpKind.Pairwise => (long)TypicalBatch * node[0].Shape.Columns,
        OpKind.Product when node.Has(OpTraits.SumsRows) => (long)node[0].Shape.Rows * node.Shape.Rows * node.Shape.Columns,
        OpKind.Product => (long)node.Shape.Rows * node[0].Shape.Columns * node.Shape.Columns,
        _ when node.Shape.PerExample => (long)ElementwiseCost * node.Shape.Rows * node.Shape.Columns,
        _ => 0,
    };
}
