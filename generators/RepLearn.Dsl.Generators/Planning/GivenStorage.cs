using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>Storage that the caller decides: inputs, parameters, and gradients, which are written where they belong.</summary>
internal static class GivenStorage
{
    public static Plan Run(Plan plan)
    {
        var storage = new Dictionary<Node, Storage>();
        foreach (Node node in plan.Needed.Where(node => node.Kind == OpKind.Given))
        {
            storage[node] = node.Arguments is ParameterIndex parameter
                ? new Storage(StorageKind.Parameter, parameter.Index, node.Shape.Columns)
                : new Storage(StorageKind.Input, 0, StoragePlanning.Padded(node.Shape.Columns));
        }

        foreach (GradientOutput output in plan.Program.Outputs.OfType<GradientOutput>())
        {
            var place = new Storage(StorageKind.Gradient, output.Parameter.Get<ParameterIndex>().Index, output.Parameter.Shape.Columns);
            storage[output.Node] = place;

            // A reduction over the batch that is only read to be added to is written there too.
            if (!NodeKinds.IsKernel(output.Node) && plan.Lifetimes.Stored.FirstOrDefault(node => Completes(plan, storage, node, output.Node)) is { } sum)
            {
                storage[sum] = place;
            }
        }

        return plan with { Storage = storage };
    }

    private static bool Completes(Plan plan, Dictionary<Node, Storage> storage, Node sum, Node gradient) =>
        NodeKinds.IsKernel(sum)
        && sum.Shape == gradient.Shape
        && !storage.ContainsKey(sum)
        && plan.Lifetimes.OnlyReader(sum) is LoopStep loop
        && loop.Nodes.Contains(gradient);
}
