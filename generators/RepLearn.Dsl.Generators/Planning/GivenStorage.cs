using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>Storage that the caller decides: inputs, parameters, and gradients, which are written where they belong.</summary>
internal static class GivenStorage
{
    public static Plan Run(Plan plan)
    {
        var storage = new Dictionary<Node, Storage>();
        int offset = 0;
        foreach (Node input in plan.Program.Inputs)
        {
            int stride = StoragePlanning.Padded(input.Shape.Columns);
            storage[input] = new Storage(StorageKind.Input, offset, stride);
            offset += stride;
        }

        foreach (Node parameter in plan.Needed.Where(node => node.Op == Op.Parameter))
        {
            storage[parameter] = new Storage(StorageKind.Parameter, parameter.Get<ParameterIndex>().Index, parameter.Shape.Columns);
        }

        foreach (ParameterOutput output in plan.Program.Outputs.OfType<ParameterOutput>())
        {
            storage[output.Node] = storage[output.Parameter];
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
