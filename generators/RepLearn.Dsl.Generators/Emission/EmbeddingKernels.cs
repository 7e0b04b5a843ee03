using RepLearn.Dsl.Generators.Model;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// Prints the kernels of an embedding: training of groups in place, their differentiation with frozen tables, and the addition
/// of a scaled row. A pair goes through three steps: the scores of all its targets, a block of them at once, so that each part
/// of h is read once per block; one vector of sigmoids; then one pass in which each output row is added to the gradient of h and updated.
/// </summary>
internal sealed partial class EmbeddingKernels(EmbeddingSpec spec, EmbeddingPlan plan, string type)
{
    private readonly string _stride = CSharpLiteral.Int(plan.Stride);
    private readonly int _block = plan.TargetBlock;
    private readonly bool _isOneBlock = plan.IsOneBlock;

    private bool IsSkipGram => spec.Kind == EmbeddingKind.SkipGram;

    private string Vector => $"Vector512<{type}>";

    public void Emit(CodeWriter writer)
    {
        writer.Line();
        EmitGroups(writer, inPlace: true);
        writer.Line();
        EmitGroups(writer, inPlace: false);
        writer.Line();
        EmitPrefetch(writer);
        writer.Line();
        EmitAddRow(writer);
        if (spec.TakesMean)
        {
            writer.Line();
            EmitMean(writer);
        }

        writer.Line();
        EmitScores(writer);
        writer.Line();
        EmitCoefficients(writer);
        writer.Line();
        EmitUpdate(writer);
        if (!_isOneBlock && IsSkipGram)
        {
            writer.Line();
            EmitAdvance(writer);
        }

        writer.Line();
        EmitStep(writer);
    }

    private void EmitGroups(CodeWriter writer, bool inPlace)
    {
        writer.Lines(inPlace
            ? "// Trains on groups in place: no table is copied, and h moves on after each pair. Returns the loss."
            : "// Writes each group's h, its step (−rate · the gradient of h) and, over the marks, its targets' coefficients, so that a\n// target's step is coefficient · h. The tables stay as they are. Returns the loss.");
        string name = inPlace ? "Train" : "Differentiate";
        using (writer.Open($"public static double {name}(GroupBatch<{type}> batch, ref {type} inputRows, ref {type} outputRows, {type} rate)"))
        {
            writer.Line("double loss = 0;");
            writer.Line($"ref {type} coefficients = ref batch.Coefficients;");
            if (inPlace && !_isOneBlock && IsSkipGram)
            {
                writer.Line($"ref {type} pairStep = ref batch.PairStep;");
            }

            using (writer.Open("for (int group = 0; group < batch.Groups; group++)"))
            {
                EmitHidden(writer, inPlace);
                EmitPairs(writer, inPlace);
                if (inPlace && spec.TakesMean)
                {
                    writer.Line();
                    writer.Line("// input += step, for each row of the mean");
                    using (writer.Open("for (int input = 0; input < inputCount; input++)"))
                    {
                        writer.Line($"AddRow(1, ref inputStep, ref Unsafe.Add(ref inputRows, (nint)Unsafe.Add(ref inputs, input) * {_stride}));");
                    }
                }
            }

            writer.Line();
            writer.Line("return loss;");
        }
    }

    private void EmitHidden(CodeWriter writer, bool inPlace)
    {
        string row = inPlace ? "0" : "group";
        if (spec.TakesMean)
        {
            writer.Lines($"""
                // h = mean of the group's input rows
                ref int inputs = ref batch.Inputs(group);
                int inputCount = batch.InputCount(group);
                ref {type} hidden = ref batch.Hidden({row});
                ref {type} inputStep = ref batch.Step({row});
                Mean(ref inputRows, ref inputs, inputCount, ref hidden, ref inputStep);

                """);
        }
        else if (inPlace)
        {
            writer.Lines($"""
                // h = the centre's row itself
                ref {type} hidden = ref Unsafe.Add(ref inputRows, (nint)batch.Inputs(group) * {_stride});
                """);
        }
        else
        {
            writer.Lines($"""
                // h = the centre's row
                ref {type} hidden = ref batch.Hidden(group);
                ref {type} inputStep = ref batch.Step(group);
                Copy(ref Unsafe.Add(ref inputRows, (nint)batch.Inputs(group) * {_stride}), ref hidden, ref inputStep);

                """);
        }
    }

    private void EmitPairs(CodeWriter writer, bool inPlace)
    {
        using (writer.Open("for (int pair = batch.FirstPair(group); pair < batch.FirstPair(group + 1); pair++)"))
        {
            writer.Line("Prefetch(batch, pair + 1, ref outputRows);");
            writer.Line("ref int targets = ref batch.Targets(pair);");
            writer.Line($"ref {type} marks = ref batch.Marks(pair);");
            if (!_isOneBlock || !inPlace)
            {
                writer.Line(_isOneBlock ? $"const int count = {CSharpLiteral.Int(_block)};" : "int count = batch.TargetCount(pair);");
            }

            writer.Line($"loss += Coefficients(ref hidden, ref outputRows, ref targets, ref marks, ref coefficients{CountArgument}, rate);");
            if (!inPlace)
            {
                writer.Lines($"""
                    for (int target = 0; target < count; target++)
                    {"{"}
                        Unsafe.Add(ref marks, target) = Unsafe.Add(ref coefficients, target);
                    {"}"}

                    AddStep(ref inputStep, ref outputRows, ref targets, ref coefficients{CountArgument});
                    """);
                return;
            }

            string total = spec.TakesMean ? ", ref inputStep" : "";
            if (_isOneBlock)
            {
                writer.Line($"Update(ref hidden{total}, ref outputRows, ref targets, ref coefficients);");
            }
            else if (IsSkipGram)
            {
                writer.Line("Update(ref hidden, ref pairStep, ref outputRows, ref targets, ref coefficients, count);");
                writer.Line($"Advance(ref hidden{total}, ref pairStep);");
            }
            else
            {
                writer.Line("Update(ref hidden, ref inputStep, ref outputRows, ref targets, ref coefficients, count);");
            }
        }
    }

    private string CountArgument => _isOneBlock ? "" : ", count";

    private string CountParameter => _isOneBlock ? "" : ", int count";

    private void EmitScores(CodeWriter writer)
    {
        string rows = $"ref {type} hidden, ref {type} outputRows, ref int targets";
        writer.Line("// score[t] = output[t] · hidden");
        using (writer.Open($"private static {(_isOneBlock ? Vector : Four)} {(_isOneBlock ? "Scores" : "FourScores")}({rows})"))
        {
            foreach (int target in Block)
            {
                writer.Line($"ref {type} output{target} = ref Unsafe.Add(ref outputRows, (nint)Unsafe.Add(ref targets, {target}) * {_stride});");
            }

            foreach (int target in Block)
            {
                writer.Line($"var score{target} = {Vector}.Zero;");
            }

            using (OpenColumns(writer))
            {
                writer.Line($"var h = {Load("hidden")};");
                foreach (int target in Block)
                {
                    writer.Line($"score{target} = Lanes.MultiplyAdd(h, {Load($"output{target}")}, score{target});");
                }
            }

            writer.Line();
            string Score(int target) => target < _block ? $"score{target}" : $"{Vector}.Zero";
            string Sums(int four) => four < _block
                ? $"RowSums.Four({Score(four)}, {Score(four + 1)}, {Score(four + 2)}, {Score(four + 3)})"
                : $"{Four}.Zero";
            writer.Line(_isOneBlock ? $"return RowSums.Join({string.Join(", ", FoursOfAVector.Select(Sums))});" : $"return {Sums(0)};");
        }

        if (!_isOneBlock)
        {
            writer.Line();
            writer.Line("// The scores of a vector of targets; 0 behind the last one.");
            using (writer.Open($"private static {Vector} Scores({rows}, int count)"))
            {
                foreach (int four in FoursOfAVector)
                {
                    string call = $"FourScores(ref hidden, ref outputRows, ref {(four == 0 ? "targets" : $"Unsafe.Add(ref targets, {four})")})";
                    writer.Line($"var four{four / 4} = {(four == 0 ? call : $"count > {four} ? {call} : {Four}.Zero")};");
                }

                writer.Line($"return RowSums.Join({string.Join(", ", FoursOfAVector.Select(four => $"four{four / 4}"))});");
            }
        }
    }

    private string Four => type == "float" ? "Vector128<float>" : "Vector256<double>";

    private IEnumerable<int> FoursOfAVector => type == "float" ? [0, 4, 8, 12] : [0, 4];

    private void EmitCoefficients(CodeWriter writer)
    {
        writer.Lines("""
            // With label = 1 for a mark above 0 and else 0, and wrong = −score or score:
            // coefficient[t] = rate · |mark| · (label − σ(score)) = rate · mark · σ(wrong)
            // loss = Σ |mark| · softplus(wrong)
            """);
        string count = _isOneBlock ? CSharpLiteral.Int(_block) : "count";
        using (writer.Open(
            $"private static double Coefficients(ref {type} hidden, ref {type} outputRows, ref int targets, ref {type} marks, ref {type} coefficients{CountParameter}, {type} rate)"))
        {
            if (_isOneBlock)
            {
                writer.Line("var score = Scores(ref hidden, ref outputRows, ref targets);");
                EmitCoefficientsOfAVector(writer, "0");
                writer.Line($"return Lanes.Sum(loss);");
                return;
            }

            writer.Line("double total = 0;");
            using (writer.Open($"for (int target = 0; target < count; target += {Vector}.Count)"))
            {
                writer.Line("var score = Scores(ref hidden, ref outputRows, ref Unsafe.Add(ref targets, target), count - target);");
                EmitCoefficientsOfAVector(writer, "target");
                writer.Line("total += Lanes.Sum(loss);");
            }

            writer.Line();
            writer.Line("return total;");
        }

        void EmitCoefficientsOfAVector(CodeWriter lines, string first)
        {
            lines.Lines($"""
                var mark = Lanes.Keep(Vector512.LoadUnsafe(ref marks, (nuint){first}), {first}, {count});
                var wrong = Vector512.ConditionalSelect(Vector512.GreaterThan(mark, {Vector}.Zero), -score, score);
                (mark * VectorMath.Sigmoid(wrong) * Vector512.Create(rate)).StoreUnsafe(ref coefficients, (nuint){first});
                var loss = Vector512.Abs(mark) * VectorMath.Softplus(wrong);
                """);
        }
    }

    private void EmitUpdate(CodeWriter writer)
    {
        // Where the step of h is added: to h itself if there is one block, to sums if more blocks or rows follow.
        string[] sums = !_isOneBlock ? ["inputStep"]
            : IsSkipGram && spec.TakesMean ? ["hidden", "inputStep"]
            : IsSkipGram ? ["hidden"] : ["inputStep"];
        writer.Line("// step = Σ_t coefficient[t] · output[t]");
        writer.Line("// output[t] += coefficient[t] · h");
        writer.Line($"// {string.Join(", ", sums.Select(sum => $"{sum} += step"))}");
        string total = sums.Contains("inputStep") ? $", ref {type} inputStep" : "";
        using (writer.Open(
            $"private static void Update(ref {type} hidden{total}, ref {type} outputRows, ref int targets, ref {type} coefficients{CountParameter})"))
        {
            using (OpenBlocks(writer))
            {
                OpenTargets(writer);
                using (OpenColumns(writer))
                {
                    writer.Line($"var h = {Load("hidden")};");
                    writer.Line($"var step = {Vector}.Zero;");
                    foreach (int target in Block)
                    {
                        writer.Line($"var u{target} = {Load($"output{target}")};");
                        writer.Line($"step = Lanes.MultiplyAdd(coefficient{target}, u{target}, step);");
                        writer.Line($"Lanes.MultiplyAdd(coefficient{target}, h, u{target}).StoreUnsafe(ref output{target}, (nuint)column);");
                    }

                    foreach (string sum in sums)
                    {
                        writer.Line($"({(sum == "hidden" ? "h" : Load(sum))} + step).StoreUnsafe(ref {sum}, (nuint)column);");
                    }
                }
            }
        }
    }

    private void EmitStep(CodeWriter writer)
    {
        writer.Line("// inputStep += Σ_t coefficient[t] · output[t]");
        using (writer.Open(
            $"private static void AddStep(ref {type} inputStep, ref {type} outputRows, ref int targets, ref {type} coefficients{CountParameter})"))
        {
            using (OpenBlocks(writer))
            {
                OpenTargets(writer);
                using (OpenColumns(writer))
                {
                    writer.Line($"var step = {Load("inputStep")};");
                    foreach (int target in Block)
                    {
                        writer.Line($"step = Lanes.MultiplyAdd(coefficient{target}, {Load($"output{target}")}, step);");
                    }

                    writer.Line("step.StoreUnsafe(ref inputStep, (nuint)column);");
                }
            }
        }
    }

    private IEnumerable<int> Block => Enumerable.Range(0, _block);

    private void OpenTargets(CodeWriter writer)
    {
        foreach (int target in Block)
        {
            writer.Line(OutputRow(target));
        }

        foreach (int target in Block)
        {
            writer.Line($"var coefficient{target} = Vector512.Create(Unsafe.Add(ref coefficients, {Place(target)}));");
        }
    }

    // A block of targets, without braces if a pair is one block.
    private IDisposable? OpenBlocks(CodeWriter writer) => _isOneBlock
        ? null
        : writer.Open($"for (int first = 0; first < count; first += {CSharpLiteral.Int(_block)})");

    private CodeWriter.BlockEnd OpenColumns(CodeWriter writer) =>
        writer.Open($"for (int column = 0; column < {_stride}; column += {Vector}.Count)");

    private string OutputRow(int target) =>
        $"ref {type} output{target} = ref Unsafe.Add(ref outputRows, (nint)Unsafe.Add(ref targets, {Place(target)}) * {_stride});";

    private string Place(int target) => _isOneBlock ? CSharpLiteral.Int(target) : target == 0 ? "first" : $"first + {CSharpLiteral.Int(target)}";

    private string Load(string row) => $"Vector512.LoadUnsafe(ref {row}, (nuint)column)";
}
