using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>
/// Finds products of which only the result of a few instructions per element is read: an added bias, a rectifier, the mask of a rectifier's
/// gradient. The kernel executes them before it stores, in place of a loop.
/// Only a value that is in memory before the product starts can be the operand.
/// </summary>
internal static class EpilogueSelection
{
    public static Plan Run(Plan plan)
    {
        var epilogues = new Dictionary<Node, Epilogue>();
        var inEpilogues = new HashSet<Node>();
        var rematerialized = new HashSet<Node>(plan.Rematerialized);
        foreach (KeyValuePair<Node, Node> pair in OnlyReaders(plan))
        {
            if (plan.StageOf[pair.Key] == plan.StageOf[pair.Value] && Match(plan, pair.Key, pair.Value) is { } epilogue)
            {
                epilogues.Add(pair.Key, epilogue);
                inEpilogues.UnionWith(epilogue.Nodes);

                // What a product's kernel looks through is never in memory.
                if (epilogue.ReadsWholeRows)
                {
                    rematerialized.Add(epilogue.Nodes[0]);
                }
            }
        }

        // A bias that only epilogues use needs no loop to repeat it: they repeat it themselves.
        foreach (Node node in plan.Needed)
        {
            if (node.Op == Op.RepeatPixels && IsReadBy(inEpilogues, plan, node))
            {
                rematerialized.Add(node);
            }
        }

        return plan with { Epilogues = epilogues, Rematerialized = rematerialized };
    }

    // Products that one value is made of, with that.
    private static Dictionary<Node, Node> OnlyReaders(Plan plan)
    {
        var read = new HashSet<Node>();
        foreach (ProgramOutput output in plan.Program.Outputs)
        {
            read.Add(output.Node);
        }

        var readers = new Dictionary<Node, Node>();
        foreach (Node node in plan.Needed)
        {
            foreach (Node operand in plan.Rematerialized.Contains(node) ? [] : plan.StoredOperands(node))
            {
                if (operand.Kind != OpKind.Product || !operand.Shape.PerExample || operand.Has(OpTraits.StoresSums))
                {
                    continue;
                }

                if (read.Add(operand))
                {
                    readers.Add(operand, node);
                }
                else
                {
                    readers.Remove(operand);
                }
            }
        }

        return readers;
    }

    private static bool IsReadBy(HashSet<Node> readers, Plan plan, Node node) =>
        plan.Needed.Where(reader => reader.Operands.Contains(node)).All(readers.Contains);

    private static Epilogue? Match(Plan plan, Node product, Node reader)
    {
        if (reader.Ending == ProductEnding.KeepWherePositive)
        {
            Node condition = reader[0];
            bool isGiven = condition.Kind == OpKind.Given && product.Arguments is not ConvolutionShape;
            bool stored = isGiven || (condition.Kind != OpKind.Given && condition.Id < product.Id && !plan.Rematerialized.Contains(condition));
            return stored && reader[1] == product && Simplifier.IsConstant(reader[2], 0) && condition.Shape == product.Shape
                ? new Epilogue(EpilogueKind.KeepWherePositive, [reader], condition)
                : null;
        }

        bool rectified = reader.Ending == ProductEnding.Rectify && Simplifier.IsConstant(reader[1], 0);
        Node sum = rectified ? reader[0] : reader;
        if (sum.Ending != ProductEnding.AddBias || !sum.Operands.Contains(product))
        {
            return null;
        }

        Node bias = sum[0] == product ? sum[1] : sum[0];
        int width = product.Shape.Columns;
        if (product.Arguments is ConvolutionShape window && bias.Op == Op.RepeatPixels)
        {
            (bias, width) = (bias[0], product.Op == Op.Convolve ? window.Filters : window.Channels);
        }

        if (bias.Shape != Shape.Fixed(1, width))
        {
            return null;
        }

        // A row that was made of parameters is in memory too.
        return product.Op == Op.ProductTransposed && (bias.Op is Op.Parameter or Op.Copy) && OnlyTop(plan, sum) is { } top
                ? new Epilogue(EpilogueKind.TopColumns, [sum, top], bias)
            : bias.Arguments is not ParameterIndex ? null
            : rectified ? new Epilogue(EpilogueKind.AddBiasRelu, [sum, reader], bias)
            : new Epilogue(EpilogueKind.AddBias, [sum], bias);
    }

    // The columns of a sum's largest values, where nothing else is made of it.
    private static Node? OnlyTop(Plan plan, Node sum)
    {
        Node[] readers = [.. plan.Needed.Where(node => node.Operands.Contains(sum))];
        bool leaves = plan.Program.Outputs.Any(output => output.Node == sum);
        return !leaves && readers.Length == 1 && readers[0].Op == Op.TopColumns ? readers[0] : null;
    }
}
