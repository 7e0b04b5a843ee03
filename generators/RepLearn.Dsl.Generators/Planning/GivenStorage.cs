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

        foreach (Node node in plan.Needed)
        {
            if (node.Op == Op.Parameter)
            {
                storage[node] = PlaceOf(node, StorageKind.Parameter);
            }
        }

        foreach (ProgramOutput output in plan.Program.Outputs)
        {
            if (output is GradientOutput gradient)
            {
                PlaceGradient(plan, storage, gradient);
            }
            else if (output is ParameterOutput update)
            {
                storage[update.Node] = storage[update.Parameter];
            }
        }

        return plan with { Storage = storage };
    }

    private static Storage PlaceOf(Node parameter, StorageKind kind) => new(kind, parameter.Get<ParameterIndex>().Index, parameter.Shape.Columns);

    private static void PlaceGradient(Plan plan, Dictionary<Node, Storage> storage, GradientOutput output)
    {
        storage[output.Node] = PlaceOf(output.Parameter, StorageKind.Gradient);
        if (!NodeKinds.IsKernel(output.Node))
        {
            PlaceSum(plan, storage, output.Node);
        }
    }

    // A reduction over the batch that is only read to be added to is written there too.
    private static void PlaceSum(Plan plan, Dictionary<Node, Storage> storage, Node gradient)
    {
        foreach (Node node in plan.Lifetimes.Stored)
        {
            if (Completes(plan, storage, node, gradient))
            {
                storage[node] = storage[gradient];
                return;
            }
        }
    }

    private static bool Completes(Plan plan, Dictionary<Node, Storage> storage, Node sum, Node gradient) =>
        NodeKinds.IsKernel(sum)
        && sum.Shape == gradient.Shape
        && !storage.ContainsKey(sum)
        && plan.Lifetimes.OnlyReader(sum) is LoopStep loop
        && loop.Nodes.Contains(gradient);
}
