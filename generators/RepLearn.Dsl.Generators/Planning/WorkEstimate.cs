using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>The work of a program, by which the runtime chooses the number of threads, and the memory that its plan saves.</summary>
/// <param name="multiplyAdds">Per example.</param>
/// <param name="valuesPerExample">Values that would be stored per example if each result had memory of its own.</param>
/// <param name="fixedValues">The same for values whose size does not depend on the batch.</param>
internal sealed class WorkEstimate(long multiplyAdds, long valuesPerExample, long fixedValues)
{
    public readonly long MultiplyAdds = multiplyAdds;
    public readonly long ValuesPerExample = valuesPerExample;
    public readonly long FixedValues = fixedValues;

    /// <summary>Multiply-adds of one value per example.</summary>
    public static long Of(Node node) => OpTable.Of(node.Op).Cost?.Invoke(node) ?? 0;

    public static Plan Run(Plan plan)
    {
        long multiplyAdds = 0;
        foreach (Step step in plan.Steps)
        {
            foreach (Node node in step.IsReinterpretation ? [] : step.Results)
            {
                multiplyAdds += Of(node);
            }
        }

        long perExample = 0;
        long once = 0;
        foreach (Node node in plan.Needed)
        {
            if (node.Arguments is ParameterIndex || node.Kind == OpKind.View || NodeKinds.SharesMemory(node) || NodeKinds.IsProgramScalar(node))
            {
                continue;
            }

            perExample += node.Shape.PerExample ? node.Shape.Values : 0;
            once += node.Shape.PerExample ? 0 : node.Shape.Values;
        }

        return plan with { Work = new WorkEstimate(multiplyAdds, perExample, once) };
    }
}
