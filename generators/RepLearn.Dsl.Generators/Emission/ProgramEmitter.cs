using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// Prints one program: a method that calls its sections with barriers between, a method for each section, and the loops
/// that they call. Programs of a model share loops whose text is the same.
/// </summary>
internal sealed class ProgramEmitter(Plan plan, VectorExpressions vectors, LoopLibrary loops, IReadOnlyList<int> parameterOffsets)
{
    private const int RowGrain = 8;
    private const int ColumnGrain = 16;

    private readonly HashSet<Node> _declared = [];

    private string Name => plan.Program.Name;

    private string Type => vectors.Type;

    public void Emit(CodeWriter writer)
    {
        string[] sections = SectionNames();
        using (writer.Open($"public static void {Name}(Worker<{Type}> worker)"))
        {
            for (int index = 0; index < sections.Length; index++)
            {
                if (index > 0)
                {
                    writer.Line("worker.Barrier();");
                }

                writer.Line($"{sections[index]}(worker);");
            }

            EmitKnownTerms(writer);
        }

        for (int index = 0; index < sections.Length; index++)
        {
            writer.Line();
            EmitSection(writer, plan.Stages[index], sections[index]);
        }
    }

    private string[] SectionNames()
    {
        int rows = 0;
        int sums = 0;
        return plan.Stages.Select(stage => stage.IsRows
            ? $"{Name}Rows{Suffix(++rows)}"
            : $"{Name}Sums{Suffix(++sums)}").ToArray();
    }

    private static string Suffix(int count) => count == 1 ? string.Empty : CSharpLiteral.Int(count);

    // Terms that do not depend on the batch at all.
    private void EmitKnownTerms(CodeWriter writer)
    {
        foreach (ScalarOutput output in plan.Program.Outputs.OfType<ScalarOutput>().Where(output => NodeKinds.IsProgramScalar(output.Node)))
        {
            writer.Line($"worker.Terms[{CSharpLiteral.Int(output.Slot)}] = {vectors.Scalar(output.Node).Text};");
        }
    }

    private void EmitSection(CodeWriter writer, Stage stage, string name)
    {
        _declared.Clear();
        var body = new CodeWriter();
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
            : "// Sums over the batch and work on parameters, cut over rows or columns of the results.");
        using (writer.Open($"private static void {name}(Worker<{Type}> worker)"))
        {
            foreach (Node scalar in stage.Steps.OfType<LoopStep>().SelectMany(step => loops.Get(plan, step).Scalars).Distinct())
            {
                writer.Line($"{Type} {scalar} = {vectors.Scalar(scalar).Text};");
            }

            writer.Lines(body.ToString());
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
            if (stage.Steps.Any(step => step is LoopStep))
            {
                writer.Line("(int rowStart, int rowEnd) = worker.Rows(rows);");
            }

            foreach (Step step in stage.Steps)
            {
                writer.Line();
                if (plan.Barriers.Contains(step))
                {
                    writer.Line("worker.Meet();");
                    writer.Line();
                }

                EmitFormulas(writer, step);
                Declare(writer, step, "first");
                EmitStep(writer, step);
            }
        }
    }

    private void EmitFormulas(CodeWriter writer, Step step)
    {
        IEnumerable<string> formulas = step is LoopStep loop
            ? loops.Get(plan, loop).Formulas
            : [FormulaPrinter.Define(((KernelStep)step).Node), .. ((KernelStep)step).Epilogue?.Nodes.Select(FormulaPrinter.Define) ?? []];
        foreach (string formula in formulas)
        {
            writer.Line($"// {formula}");
        }
    }

    private void EmitStep(CodeWriter writer, Step step)
    {
        if (step is LoopStep loop)
        {
            LoopMethod method = loops.Get(plan, loop);
            writer.Line($"{loops.NameOf(method)}({Arguments(method, "rowStart", "rowEnd")});");
            return;
        }

        var kernel = (KernelStep)step;
        Node node = kernel.Node;
        string rows = node.Shape.Rows == 1 ? "rows" : $"rows * {CSharpLiteral.Int(node.Shape.Rows)}";
        switch (node.Op)
        {
            case Op.Noise:
                NoiseSource noise = node.Get<NoiseSource>();
                writer.Line($"worker.{noise.Kind}Noise({CSharpLiteral.Int(noise.Site)}, first, rows, "
                    + $"{CSharpLiteral.Int(node.Shape.Columns)}, ref {node}, {Stride(node)});");
                break;
            case Op.Product:
                EmitProduct(writer, "Multiply", rows, kernel);
                break;
            case Op.ProductTransposed:
                EmitProduct(writer, "MultiplyTransposed", rows, kernel);
                break;
            default:
                throw new InvalidOperationException($"Emission: {node.Op} cannot be done row by row.");
        }
    }

    private void EmitProduct(CodeWriter writer, string function, string rows, KernelStep kernel)
    {
        Node left = kernel.Node[0];
        Node weights = kernel.Node[1];
        string types = string.Empty;
        string operand = string.Empty;
        if (kernel.Epilogue is Epilogue epilogue)
        {
            // One row of a bias serves all rows of the product.
            types = $"<{epilogue.Kind}>";
            operand = $", ref {epilogue.Operand}, {(epilogue.Operand.Shape.PerExample ? Stride(epilogue.Operand) : CSharpLiteral.Int(0))}";
        }

        writer.Line($"worker.{function}{types}({rows}, {CSharpLiteral.Int(left.Shape.Columns)}, {CSharpLiteral.Int(kernel.Node.Shape.Columns)}, "
            + $"ref {left}, {Stride(left)}, ref {weights}, {Stride(weights)}, ref {kernel.Stored}, {Stride(kernel.Stored)}{operand});");
    }

    private void EmitSums(CodeWriter writer, Stage stage)
    {
        if (stage.Steps.Any(step => step is LoopStep { Rows: > 1 } or KernelStep { Node.Kind: OpKind.Reduction }))
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
                    writer.Line($"{loops.NameOf(method)}({Arguments(method)});");
                }
            }
            else
            {
                writer.Line($"(start, end) = worker.Cut({CSharpLiteral.Int(loop.Rows)}, 1);");
                writer.Line($"{loops.NameOf(method)}({Arguments(method, "start", "end")});");
            }

            return;
        }

        Node node = ((KernelStep)step).Node;
        Shape summed = node[0].Shape;
        string depth = !summed.PerExample ? CSharpLiteral.Int(summed.Rows)
            : summed.Rows == 1 ? "worker.Batch"
            : $"worker.Batch * {CSharpLiteral.Int(summed.Rows)}";
        string columns = CSharpLiteral.Int(node.Shape.Columns);
        switch (node.Op)
        {
            case Op.Reduce:
                string kernel = node.Reduction!.IsSum ? "ColumnSums" : "ColumnMaxima";
                writer.Line($"(start, end) = worker.Cut({columns}, {CSharpLiteral.Int(ColumnGrain)});");
                writer.Line($"Matrix.{kernel}(start, end, {depth}, ref {node[0]}, {Stride(node[0])}, ref {node});");
                break;
            case Op.TransposedProduct:
                writer.Line($"worker.TransposedMultiply({CSharpLiteral.Int(node.Shape.Rows)}, {depth}, {columns}, ref {node[0]}, {Stride(node[0])}, "
                    + $"ref {node[1]}, {Stride(node[1])}, ref {node}, {Stride(node)});");
                break;
            case Op.Product:
            case Op.ProductTransposed:
                // Of two matrices of fixed size.
                string transposed = node.Op == Op.Product ? string.Empty : "Transposed";
                writer.Line($"worker.MultiplyFixed{transposed}({depth}, {CSharpLiteral.Int(summed.Columns)}, {columns}, ref {node[0]}, {Stride(node[0])}, "
                    + $"ref {node[1]}, {Stride(node[1])}, ref {node}, {Stride(node)});");
                break;
            default:
                throw new InvalidOperationException($"Emission: {node.Op} is no work of fixed size and no sum over the batch.");
        }
    }

    private string Arguments(LoopMethod method, params string[] range) => string.Join(", ", range
        .Concat(method.Buffers.Select(node => $"ref {node}"))
        .Concat(method.Scalars.Select(node => node.ToString()))
        .Concat(method.NeedsBatch ? ["worker.Batch"] : [])
        .Concat(method.NeedsTerms ? ["worker.Terms"] : []));

    private IEnumerable<Node> Memory(Step step) => step is LoopStep loop
        ? loops.Get(plan, loop).Buffers
        : ((KernelStep)step).Memory;

    // What is not cut into blocks is declared before the loop over blocks.
    private void DeclareShared(CodeWriter writer, Stage stage)
    {
        foreach (Node node in stage.Steps.SelectMany(Memory).Where(node => !node.Shape.PerExample && _declared.Add(node)))
        {
            writer.Line($"ref {Type} {node} = ref {Place(node, null)};");
        }
    }

    private void Declare(CodeWriter writer, Step step, string? firstRow)
    {
        foreach (Node node in Memory(step).Where(_declared.Add))
        {
            writer.Line($"ref {Type} {node} = ref {Place(node, firstRow)};");
        }
    }

    private string Place(Node node, string? firstRow)
    {
        Storage place = plan.Storage[node];
        string offset = CSharpLiteral.Int(place.Offset);
        int perExample = place.Stride * node.Shape.Rows;
        string? rows = firstRow is null ? null : perExample == 1 ? firstRow : $"(nint){firstRow} * {CSharpLiteral.Int(perExample)}";
        return place.Kind switch
        {
            StorageKind.Input => rows is null ? "worker.Input" : $"Unsafe.Add(ref worker.Input, {rows})",
            StorageKind.Parameter => $"worker.Parameter({CSharpLiteral.Int(parameterOffsets[place.Offset])})",
            StorageKind.Gradient => $"worker.Gradient({CSharpLiteral.Int(parameterOffsets[place.Offset])})",
            StorageKind.Fixed => $"worker.Fixed({offset})",
            StorageKind.Workspace => $"worker.Scratch({offset})",
            StorageKind.Saved when firstRow is null => $"worker.Kept({offset})",
            StorageKind.Saved => $"Unsafe.Add(ref worker.Kept({offset}), {rows})",
            _ => throw new InvalidOperationException($"Emission: unknown storage {place.Kind}."),
        };
    }

    private string Stride(Node node) => CSharpLiteral.Int(plan.Storage[node].Stride);
}
