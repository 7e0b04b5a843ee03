using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>The work of a program, by which the runtime chooses the number of threads, and the memory that its plan saves.</summary>
/// <param name="MultiplyAdds">Per example.</param>
/// <param name="ValuesPerExample">Values that would be stored per example if each result had memory of its own.</param>
/// <param name="FixedValues">The same for values whose size does not depend on the batch.</param>
internal sealed record WorkEstimate(long MultiplyAdds, long ValuesPerExample, long FixedValues)
{
    public static Plan Run(Plan plan) => plan with
    {
        Work = new WorkEstimate(
            plan.Steps.Where(step => !step.IsReinterpretation).SelectMany(step => step.Results).Sum(node => OpTable.Of(node.Op).Cost?.Invoke(node) ?? 0),
            Values(plan, perExample: true),
            Values(plan, perExample: false)),
    };

    private static long Values(Plan plan, bool perExample) => plan.Needed
        .Where(node => node.Shape.PerExample == perExample
            && node.Arguments is not ParameterIndex
            && node.Kind != OpKind.View
            && !NodeKinds.SharesMemory(node)
            && !NodeKinds.IsProgramScalar(node))
        .Sum(node => node.Shape.Values);
}
