using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// Prints one program: a method that calls its sections with barriers between, a method for each section, and the loops
/// that they call. Programs of a model share loops whose text is the same.
/// </summary>
internal sealed class ProgramEmitter(Plan plan, VectorExpressions vectors, LoopLibrary loops, int[] parameterOffsets)
{
    private const int RowGrain = 8;

    private readonly HashSet<Node> _declared = [];
    private readonly FormulaPrinter _formulas = new(plan);
    private readonly string _name = plan.Program.Name;
    private readonly string _type = vectors.Type;

    public void Emit(CodeWriter writer)
    {
        List<string> known = KnownTerms();
        if (plan.Stages.Length == 1 && known.Count == 0)
        {
            EmitStage(writer, plan.Stages[0], $"public static void {_name}");
            return;
        }

        string[] stages = StageNames();
        using (writer.Open($"public static void {_name}(Worker<{_type}> worker)"))
        {
            for (int index = 0; index < stages.Length; index++)
            {
                if (index > 0)
                {
                    writer.Line("worker.Barrier();");
                }

                writer.Line($"{stages[index]}(worker);");
            }

            foreach (string term in known)
            {
                writer.Line(term);
            }
        }

        for (int index = 0; index < stages.Length; index++)
        {
            writer.Line();
            EmitStage(writer, plan.Stages[index], $"private static void {stages[index]}");
        }
    }

    // Terms that do not depend on the batch at all.
    private List<string> KnownTerms()
    {
        var known = new List<string>();
        foreach (ProgramOutput output in plan.Program.Outputs)
        {
            if (output is ScalarOutput number && NodeKinds.IsProgramScalar(number.Node))
            {
                known.Add($"worker.Terms[{CSharpLiteral.Int(number.Slot)}] = {vectors.Scalar(number.Node).Text};");
            }
        }

        return known;
    }

    private string[] StageNames()
    {
        int rows = 0;
        int reductions = 0;
        var names = new string[plan.Stages.Length];
        for (int index = 0; index < names.Length; index++)
        {
            names[index] = plan.Stages[index].IsRows ? $"{_name}Rows{Suffix(++rows)}" : $"{_name}Reductions{Suffix(++reductions)}";
        }

        return names;
    }

    private static string Suffix(int count) => count == 1 ? string.Empty : CSharpLiteral.Int(count);

    private void EmitStage(CodeWriter writer, Stage stage, string signature)
    {
        _declared.Clear();
        var body = new CodeWriter(writer.Indentation + 1);
        if (stage.IsRows)
        {
            EmitRows(body, stage);
        }
        else
        {
            EmitSums(body, stage);
        }

        writer.Line(stage.IsRows
            ? "// Each example on its own: blocks of rows go through all steps while they are in cache."
            : "// Reductions over the batch and work on parameters, partitioned over rows or columns of the results.");
        using (writer.Open($"{signature}(Worker<{_type}> worker)"))
        {
            DeclareScalars(writer, stage);
            writer.Text(body.ToString());
        }
    }

    private void EmitRows(CodeWriter writer, Stage stage)
    {
        string block = CSharpLiteral.Int(plan.Memory.RowBlock);
        DeclareShared(writer, stage);
        writer.Line($"(int start, int end) = worker.Examples({CSharpLiteral.Int(RowGrain)});");
        using (writer.Open($"for (int first = start; first < end; first += {block})"))
        {
            writer.Line($"int rows = Math.Min({block}, end - first);");
            if (stage.Steps.Any(IsLoop))
            {
                writer.Line("(int rowStart, int rowEnd) = worker.Rows(rows);");
            }

            foreach (Step step in stage.Steps)
            {
                writer.Line();
                if (plan.Barriers.Contains(step))
                {
                    writer.Line("worker.BlockBarrier();");
                    writer.Line();
                }

                EmitFormulas(writer, step);
                if (!step.IsReinterpretation)
                {
                    Declare(writer, step, "first");
                    EmitStep(writer, step);
                }
            }
        }
    }

    private void EmitFormulas(CodeWriter writer, Step step)
    {
        foreach (string formula in step is LoopStep loop ? loops.Get(plan, loop).Formulas : Formulas((KernelStep)step))
        {
            writer.Line($"// {formula}");
        }
    }

    private string[] Formulas(KernelStep kernel)
    {
        List<string> formulas = [_formulas.Define(kernel.Node)];
        foreach (Node node in kernel.Epilogue?.Nodes ?? [])
        {
            formulas.Add(_formulas.Define(node));
        }

        return formulas.ToArray();
    }

    private void EmitStep(CodeWriter writer, Step step)
    {
        if (step is LoopStep loop)
        {
            LoopMethod method = loops.Get(plan, loop);
            writer.Call(method.Name, Arguments(method, "rowStart", "rowEnd"));
            return;
        }

        var kernel = (KernelStep)step;
        KernelCalls.Of(plan, kernel).EmitByExample(writer, kernel);
    }

    private void EmitSums(CodeWriter writer, Stage stage)
    {
        if (stage.Steps.Any(IsSplit))
        {
            writer.Line("int start, end;");
        }

        foreach (Step step in stage.Steps)
        {
            if (plan.Barriers.Contains(step))
            {
                writer.Line();
                writer.Line("worker.Barrier();");
            }

            writer.Line();
            EmitFormulas(writer, step);
            Declare(writer, step, null);
            EmitSum(writer, step);
        }
    }

    private void EmitSum(CodeWriter writer, Step step)
    {
        if (step is LoopStep loop)
        {
            LoopMethod method = loops.Get(plan, loop);
            if (loop.Rows == 1)
            {
                using (writer.Open("if (worker.Rank == 0)"))
                {
                    writer.Call(method.Name, Arguments(method));
                }
            }
            else
            {
                writer.Line($"(start, end) = worker.Split({CSharpLiteral.Int(loop.Rows)}, 1);");
                writer.Call(method.Name, Arguments(method, "start", "end"));
            }

            return;
        }

        var kernel = (KernelStep)step;
        KernelCalls.Of(plan, kernel).EmitBetween(writer, kernel);
    }

    private static bool IsLoop(Step step) => step is LoopStep;

    // Whether the workers share what one step of fixed size computes.
    private static bool IsSplit(Step step) => step is LoopStep { Rows: > 1 } or KernelStep { Node.Kind: OpKind.Reduction or OpKind.Pixels };

    private static string[] Arguments(LoopMethod method, params string[] range)
    {
        var arguments = new List<string>(range);
        foreach (Node node in method.Buffers)
        {
            arguments.Add($"ref {node}");
        }

        foreach (Node node in method.Scalars)
        {
            arguments.Add(node.ToString());
        }

        if (method.NeedsBatch)
        {
            arguments.Add("worker.Batch");
        }

        if (method.NeedsTerms)
        {
            arguments.Add("worker.Terms");
        }

        return arguments.ToArray();
    }

    private Node[] Memory(Step step) => step is LoopStep loop
        ? loops.Get(plan, loop).Buffers
        : ((KernelStep)step).Memory;

    private void DeclareScalars(CodeWriter writer, Stage stage)
    {
        foreach (Step step in stage.Steps)
        {
            foreach (Node scalar in step is LoopStep loop ? loops.Get(plan, loop).Scalars : [])
            {
                if (_declared.Add(scalar))
                {
                    writer.Line($"{_type} {scalar} = {vectors.Scalar(scalar).Text};");
                }
            }
        }
    }

    // What is not processed in blocks is declared before the loop over blocks.
    private void DeclareShared(CodeWriter writer, Stage stage)
    {
        foreach (Step step in stage.Steps)
        {
            foreach (Node node in Memory(step))
            {
                if (!node.Shape.PerExample)
                {
                    Declare(writer, node, null);
                }
            }
        }
    }

    private void Declare(CodeWriter writer, Step step, string? firstRow)
    {
        foreach (Node node in Memory(step))
        {
            Declare(writer, node, firstRow);
        }
    }

    private void Declare(CodeWriter writer, Node node, string? firstRow)
    {
        if (_declared.Add(node))
        {
            writer.Line($"ref {_type} {node} = ref {Place(node, firstRow)};");
        }
    }

    // The worker has a method of the name of each kind of storage.
    private string Place(Node node, string? firstRow)
    {
        Storage place = plan.Storage[node];
        bool isParameter = place.Kind is StorageKind.Parameter or StorageKind.Gradient;
        string start = $"worker.{place.Kind}(offset: {CSharpLiteral.Int(isParameter ? parameterOffsets[place.Offset] : place.Offset)})";
        if (firstRow is null || place.Kind is not (StorageKind.Input or StorageKind.Saved))
        {
            return start;
        }

        int perExample = place.Stride * node.Shape.Rows;
        return $"Unsafe.Add(ref {start}, {(perExample == 1 ? firstRow : $"(nint){firstRow} * {CSharpLiteral.Int(perExample)}")})";
    }
}
