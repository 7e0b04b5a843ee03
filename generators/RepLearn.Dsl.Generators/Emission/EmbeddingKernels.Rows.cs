namespace RepLearn.Dsl.Generators.Emission;

// Operations on single rows: adding one to another, the mean at the start of a group, and the update of h at the end of a pair.
internal sealed partial class EmbeddingKernels
{
    private void EmitPrefetch(CodeWriter writer)
    {
        writer.Line("// Negative samples hit random rows: the next pair's rows are prefetched while this one is computed.");
        using (writer.Open($"private static void Prefetch(GroupBatch<{type}> batch, int pair, ref {type} outputRows)"))
        {
            writer.Line("int count = pair < batch.Pairs ? batch.TargetCount(pair) : 0;");
            writer.Line("ref int targets = ref batch.Targets(pair);");
            using (writer.Open("for (int target = 0; target < count; target++)"))
            {
                writer.Line($"ref {type} output = ref Unsafe.Add(ref outputRows, (nint)Unsafe.Add(ref targets, target) * {_stride});");
                writer.Line($"RowSums.Prefetch(ref output, {_stride} * sizeof({type}));");
            }
        }
    }

    private void EmitAddRow(CodeWriter writer)
    {
        writer.Line("// target += scale · source");
        using (writer.Open($"public static void AddRow({type} scale, ref {type} source, ref {type} target)"))
        {
            using (OpenColumns(writer))
            {
                writer.Line($"Lanes.MultiplyAdd(Vector512.Create(scale), {Load("source")}, {Load("target")}).StoreUnsafe(ref target, (nuint)column);");
            }
        }

        if (!spec.TakesMean)
        {
            writer.Line();
            writer.Line("// hidden = row, inputStep = 0");
            using (writer.Open($"private static void Copy(ref {type} row, ref {type} hidden, ref {type} inputStep)"))
            {
                using (OpenColumns(writer))
                {
                    writer.Line($"{Load("row")}.StoreUnsafe(ref hidden, (nuint)column);");
                    writer.Line($"{Vector}.Zero.StoreUnsafe(ref inputStep, (nuint)column);");
                }
            }
        }
    }

    private void EmitMean(CodeWriter writer)
    {
        writer.Line("// hidden = Σ input / count, inputStep = 0");
        using (writer.Open($"private static void Mean(ref {type} inputRows, ref int inputs, int count, ref {type} hidden, ref {type} inputStep)"))
        {
            writer.Line($"var share = Vector512.Create(1 / ({type})count);");
            using (OpenColumns(writer))
            {
                writer.Line($"ref {type} columns = ref Unsafe.Add(ref inputRows, column);");
                writer.Line($"var sum = {Vector}.Zero;");
                using (writer.Open("for (int input = 0; input < count; input++)"))
                {
                    writer.Line($"sum += Vector512.LoadUnsafe(ref columns, (nuint)((nint)Unsafe.Add(ref inputs, input) * {_stride}));");
                }

                writer.Line();
                writer.Line("(sum * share).StoreUnsafe(ref hidden, (nuint)column);");
                writer.Line($"{Vector}.Zero.StoreUnsafe(ref inputStep, (nuint)column);");
            }
        }
    }

    private void EmitAdvance(CodeWriter writer)
    {
        string total = spec.TakesMean ? $", ref {type} inputStep" : "";
        writer.Line($"// hidden += step{(spec.TakesMean ? ", inputStep += step" : "")}, step = 0");
        using (writer.Open($"private static void Advance(ref {type} hidden{total}, ref {type} step)"))
        {
            using (OpenColumns(writer))
            {
                writer.Line($"var taken = {Load("step")};");
                writer.Line($"({Load("hidden")} + taken).StoreUnsafe(ref hidden, (nuint)column);");
                if (spec.TakesMean)
                {
                    writer.Line($"({Load("inputStep")} + taken).StoreUnsafe(ref inputStep, (nuint)column);");
                }

                writer.Line($"{Vector}.Zero.StoreUnsafe(ref step, (nuint)column);");
            }
        }
    }
}
