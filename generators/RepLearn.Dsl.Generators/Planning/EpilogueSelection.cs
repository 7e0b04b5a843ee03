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
        HashSet<Node> read = [.. plan.Program.Outputs.Select(output => output.Node)];
        var readers = new Dictionary<Node, Node>();
        foreach (Node node in plan.Needed.Where(node => !plan.Rematerialized.Contains(node)))
        {
            foreach (Node product in plan.StoredOperands(node).Where(operand => operand.Kind == OpKind.Product && operand.Shape.PerExample && !operand.Has(OpTraits.StoresSums)))
            {
                if (read.Add(product))
                {
                    readers.Add(product, node);
                }
                else
                {
                    readers.Remove(product);
                }
            }
        }

        var epilogues = new Dictionary<Node, Epilogue>();
        foreach (KeyValuePair<Node, Node> pair in readers)
        {
            if (plan.StageOf[pair.Key] == plan.StageOf[pair.Value] && Match(plan, pair.Key, pair.Value) is Epilogue epilogue)
            {
                epilogues.Add(pair.Key, epilogue);
            }
        }

        // What a product's kernel looks through is never in memory.
        IEnumerable<Node> lookedThrough = epilogues.Values.Where(epilogue => epilogue.ReadsWholeRows).Select(epilogue => epilogue.Nodes[0]);

        // A bias that only epilogues use needs no loop to repeat it: they repeat it themselves.
        HashSet<Node> inEpilogues = [.. epilogues.Values.SelectMany(epilogue => epilogue.Nodes)];
        IEnumerable<Node> repeated = plan.Needed.Where(node =>
            node.Op == Op.RepeatPixels && plan.Needed.Where(reader => reader.Operands.Contains(node)).All(inEpilogues.Contains));
        return plan with { Epilogues = epilogues, Rematerialized = [.. plan.Rematerialized, .. repeated, .. lookedThrough] };
    }

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
