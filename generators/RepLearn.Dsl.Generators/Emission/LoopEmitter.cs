using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// Prints one fused loop: rows outside, passes along the row inside, each pass a single vector body. Rows are padded to
/// whole vectors, so there are no tails; only sums and writes to dense gradients and parameters mask the lanes of the last vector.
/// </summary>
internal sealed class LoopEmitter
{
    private const int InlineLength = 72;
    private const int LongestTitle = 48;

    private readonly Plan _plan;
    private readonly LoopStep _loop;
    private readonly VectorExpressions _vectors;
    private readonly List<ScalarOutput> _reported;
    private readonly List<Node> _buffers = [];
    private readonly List<Node> _scalars = [];
    private readonly Dictionary<Node, Expression> _rowValues = [];
    private readonly HashSet<string> _rowReferences = new(StringComparer.Ordinal);
    private readonly List<Node> _recomputed = [];
    private readonly CodeWriter _before = new();
    private readonly CodeWriter _row = new();
    private bool _needsBatch;

    private LoopEmitter(Plan plan, LoopStep loop, VectorExpressions vectors)
    {
        _plan = plan;
        _loop = loop;
        _vectors = vectors;
        _reported = [.. plan.Program.Outputs.OfType<ScalarOutput>().Where(output => loop.Nodes.Contains(output.Node))];
    }

    private bool HasParts => _loop is { PerExample: true, Rows: > 1 };

    private bool IsSingleRow => _loop is { PerExample: false, Rows: 1 };

    public static LoopMethod Emit(Plan plan, LoopStep loop, VectorExpressions vectors) =>
        new LoopEmitter(plan, loop, vectors).Emit();

    private LoopMethod Emit()
    {
        foreach (Pass pass in _loop.Passes)
        {
            if (pass.Width == 1)
            {
                EmitSingles(pass);
            }
            else
            {
                EmitPass(pass);
            }
        }

        Node[] results = Array.FindAll(_loop.Nodes, node => _plan.Storage.ContainsKey(node) || _reported.Exists(output => output.Node == node));
        var formulas = new FormulaPrinter(_plan);
        return new LoopMethod(
            Title(results),
            Traversal.InOrder(_recomputed.Concat(_loop.Nodes)).FindAll(node => node.Name is not null || results.Contains(node)).ConvertAll(formulas.Define),
            Parameters(),
            Wrap(),
            _buffers,
            _scalars,
            _needsBatch,
            _reported.Count > 0);
    }

    // Up to two results say what the loop is for, those with names from the model first.
    private string Title(Node[] results)
    {
        var telling = new List<Node>();
        int named = 0;
        foreach (Node node in results)
        {
            telling.Insert(node.Name is null ? telling.Count : named++, node);
        }

        string first = Identifier.Pascal((telling.Count == 0 ? _loop.Nodes[0] : telling[0]).ToString());
        string both = telling.Count < 2 ? first : $"{first}And{Identifier.Pascal(telling[1].ToString())}";
        return both.Length <= LongestTitle ? both : first;
    }

    private List<string> Parameters() =>
    [
        .. IsSingleRow ? [] : new[] { "int rowStart", "int rowEnd" },
        .. _buffers.ConvertAll(node => $"ref {_vectors.Type} {Values(node)}"),
        .. _scalars.ConvertAll(node => $"{_vectors.Type} {node}"),
        .. _needsBatch ? ["int batch"] : Array.Empty<string>(),
        .. _reported.Count > 0 ? ["Span<double> terms"] : Array.Empty<string>(),
    ];

    private string Wrap()
    {
        var writer = new CodeWriter();
        WriteAll(writer, _before);
        if (IsSingleRow)
        {
            WriteAll(writer, _row);
        }
        else if (HasParts)
        {
            using (writer.Open("for (int example = rowStart; example < rowEnd; example++)"))
            using (writer.Open($"for (int part = 0; part < {CSharpLiteral.Int(_loop.Rows)}; part++)"))
            {
                writer.Line($"int row = (example * {CSharpLiteral.Int(_loop.Rows)}) + part;");
                WriteAll(writer, _row);
            }
        }
        else
        {
            using (writer.Open("for (int row = rowStart; row < rowEnd; row++)"))
            {
                WriteAll(writer, _row);
            }
        }

        return writer.ToString();
    }

    private static void WriteAll(CodeWriter writer, CodeWriter part)
    {
        string text = part.ToString();
        if (text.Length > 0)
        {
            writer.Lines(text);
        }
    }

    // Single values per row are vectors with the value in every lane: the same operations, the same bits.
    private void EmitSingles(Pass pass)
    {
        foreach (Node node in pass.Nodes)
        {
            _row.Line($"var {node} = {Compute(node, _rowValues, _row).Text};");
            _rowValues[node] = new Expression(node.ToString(), Binding.Atom);
            StoreSingle(node);
        }
    }

    private void StoreSingle(Node node)
    {
        if (_plan.Storage.TryGetValue(node, out Storage? place))
        {
            _row.Line($"{Element(node, RowIndex(place.Stride))} = {node}.ToScalar();");
        }

        foreach (ScalarOutput output in _reported)
        {
            if (output.Node == node)
            {
                _row.Line($"terms[{CSharpLiteral.Int(output.Slot)}] = {node}.ToScalar();");
            }
        }
    }

    private void EmitPass(Pass pass)
    {
        var values = new Dictionary<Node, Expression>();
        var body = new CodeWriter();
        var reductions = new List<Node>();
        foreach (Node node in pass.Nodes)
        {
            if (node.Reduces(ReduceAxis.Columns))
            {
                reductions.Add(node);
            }
            else
            {
                EmitValue(pass, node, values, body);
            }
        }

        int width = pass.Width;
        foreach (Node reduction in reductions)
        {
            ReductionExpressions reduce = ReductionExpressions.Of(reduction, _vectors);
            string lanes = $"{reduction}Lanes";
            _row.Line($"var {lanes} = {reduce.Start};");
            string value = Operand(reduction[0], values, body).Text;
            body.Line(reduce.Accumulate(lanes, width % 16 == 0 ? value : reduce.Keep(value, width)));
        }

        using (_row.Open($"for (int column = 0; column < {CSharpLiteral.Int(width)}; column += Vector512<{_vectors.Type}>.Count)"))
        {
            WriteAll(_row, body);
        }

        _row.Line();
        foreach (Node reduction in reductions)
        {
            _row.Line($"var {reduction} = Vector512.Create({ReductionExpressions.Of(reduction, _vectors).Fold($"{reduction}Lanes")});");
            _rowValues[reduction] = new Expression(reduction.ToString(), Binding.Atom);
            StoreSingle(reduction);
        }
    }

    // In the expression that uses it, where that is the only one.
    private void EmitValue(Pass pass, Node node, Dictionary<Node, Expression> values, CodeWriter body)
    {
        Expression expression = Compute(node, values, body);
        bool isStored = _plan.Storage.ContainsKey(node);
        if (isStored || node.Name is not null || expression.Text.Length > InlineLength || pass.UsesOf(node) != 1)
        {
            body.Line($"var {node} = {expression.Text};");
            expression = new Expression(node.ToString(), Binding.Atom);
        }

        values[node] = expression;
        if (isStored)
        {
            body.Line(Store(node, pass.Width));
        }
    }

    private string Store(Node node, int width)
    {
        string row = RowReference(node, "Row", RowIndex(_plan.Storage[node].Stride));
        return _plan.Storage[node].Kind is StorageKind.Gradient or StorageKind.Parameter && width % 16 != 0
            ? $"Lanes.Store({node}, ref {row}, column, {CSharpLiteral.Int(width)});"
            : $"{node}.StoreUnsafe(ref {row}, (nuint)column);";
    }

    private Expression Compute(Node node, Dictionary<Node, Expression> values, CodeWriter body)
    {
        switch (node.Kind)
        {
            case OpKind.Reduction:
                return node.Reduces(ReduceAxis.Rows) ? Total(node[0]) : ReduceRows(node, body);
            case OpKind.View:
                return View(node, values, body);
            default:
                bool scaled = node.Op == Op.Multiply && NodeKinds.IsProgramScalar(node[0]);
                return _vectors.Apply(node, node.Operands
                    .Select((operand, index) => scaled && index == 0 ? Scalar(operand) : Operand(operand, values, body))
                    .ToArray());
        }
    }

    // A value where an operation reads it: from a register, a number, or memory.
    private Expression Operand(Node node, Dictionary<Node, Expression> values, CodeWriter body)
    {
        if (values.TryGetValue(node, out Expression known) || _rowValues.TryGetValue(node, out known))
        {
            return known;
        }

        if (NodeKinds.IsProgramScalar(node))
        {
            return Simplifier.IsConstant(node, 0) ? new Expression(_vectors.Zero, Binding.Atom) : _vectors.Splat(Scalar(node));
        }

        return !_plan.Rematerialized.Contains(node) ? Load(node, node, "Row", node.Shape, values, body)
            : node.Kind == OpKind.View ? View(node, values, body)
            : Recompute(node, values, body);
    }

    // Computed once per pass, or once per row for single values of a row.
    private Expression Recompute(Node node, Dictionary<Node, Expression> values, CodeWriter body)
    {
        if (!_recomputed.Contains(node))
        {
            _recomputed.Add(node);
        }

        bool single = node.Shape.Columns == 1;
        Dictionary<Node, Expression> scope = single ? _rowValues : values;
        CodeWriter place = single ? _row : body;
        place.Line($"var {node} = {Compute(node, scope, place).Text};");
        return scope[node] = new Expression(node.ToString(), Binding.Atom);
    }

    private Expression Scalar(Node node)
    {
        if (node.Constant is { } constant)
        {
            return _vectors.Literal(constant);
        }

        if (!_scalars.Contains(node))
        {
            _scalars.Add(node);
        }

        return new Expression(node.ToString(), Binding.Atom);
    }

    private Expression View(Node view, Dictionary<Node, Expression> values, CodeWriter body) => view.Op switch
    {
        Op.ColumnIndex => new Expression($"Lanes.Columns<{_vectors.Type}>(column)", Binding.Atom),
        Op.Identity => new Expression($"Piecewise.Unit<{_vectors.Type}>(part - column)", Binding.Atom),
        Op.RepeatRows => Load(view, view[0], "ExampleRow", view[0].Shape, values, body),
        Op.Tile => Load(view, view[0], "PartRow", view[0].Shape, values, body),
        _ => throw new InvalidOperationException($"Emission: {view.Op} is no view."),
    };

    // Loads a value once per pass, or once per row for single values of a row.
    private Expression Load(Node key, Node memory, string which, Shape shape, Dictionary<Node, Expression> values, CodeWriter body)
    {
        Storage place = _plan.Storage[memory];
        string suffix = which.Substring(0, which.Length - "Row".Length);
        string name = $"{memory}{suffix}";
        bool sameForAll = which == "Row" && shape is { PerExample: false, Rows: 1 };
        string index = which switch
        {
            "ExampleRow" => Product("example", place.Stride),
            "PartRow" => Product("part", place.Stride),
            _ => sameForAll ? string.Empty : RowIndex(place.Stride),
        };
        var result = new Expression(name, Binding.Atom);
        if (shape.Columns == 1)
        {
            (sameForAll ? _before : _row).Line($"var {name} = Vector512.Create({Element(memory, index)});");
            _rowValues[key] = result;
        }
        else
        {
            body.Line($"var {name} = Vector512.LoadUnsafe(ref {RowReference(memory, which, index)}, (nuint)column);");
            values[key] = result;
        }

        return result;
    }

    // Over each example's rows, or over the examples, of a value in memory.
    private Expression ReduceRows(Node node, CodeWriter body)
    {
        Node operand = node[0];
        Storage place = _plan.Storage[operand];
        string values = Buffer(operand);
        (string counter, string limit, string row) = node.Reduces(ReduceAxis.ExampleRows)
            ? ("part", CSharpLiteral.Int(operand.Shape.Rows), $"((row * {CSharpLiteral.Int(operand.Shape.Rows)}) + part)")
            : ("example", Batch(), IsSingleRow ? "example" : $"((example * {CSharpLiteral.Int(operand.Shape.Rows)}) + row)");
        string start = place.Stride == 1 ? $"(nint){row}" : $"(nint){row} * {CSharpLiteral.Int(place.Stride)}";
        bool single = node.Shape.Columns == 1;
        ReductionExpressions reduce = ReductionExpressions.Of(node, _vectors);
        string result = $"{node}{(node.Reduction!.IsSum ? "Sum" : "Max")}";
        body.Line(single ? $"{_vectors.Type} {result} = {reduce.ScalarStart};" : $"var {result} = {reduce.Start};");
        using (body.Open($"for (int {counter} = 0; {counter} < {limit}; {counter}++)"))
        {
            string source = $"Unsafe.Add(ref {values}, {start})";
            body.Line(single ? reduce.AccumulateScalar(result, source) : reduce.Accumulate(result, $"Vector512.LoadUnsafe(ref {source}, (nuint)column)"));
        }

        body.Line();
        return single ? _vectors.Splat(new Expression(result, Binding.Atom)) : new Expression(result, Binding.Atom);
    }

    private Expression Total(Node operand)
    {
        string rows = !operand.Shape.PerExample ? CSharpLiteral.Int(operand.Shape.Rows)
            : operand.Shape.Rows == 1 ? Batch()
            : $"{Batch()} * {CSharpLiteral.Int(operand.Shape.Rows)}";
        string total = $"Matrix.Total({rows}, ref {Buffer(operand)}, {CSharpLiteral.Int(_plan.Storage[operand].Stride)})";
        return _vectors.Splat(new Expression(total, Binding.Atom));
    }

    private string Batch()
    {
        _needsBatch = true;
        return "batch";
    }

    private string RowReference(Node memory, string which, string index)
    {
        string values = Buffer(memory);
        if (index.Length == 0)
        {
            return values;
        }

        string name = $"{memory}{which}";
        if (_rowReferences.Add(name))
        {
            _row.Line($"ref {_vectors.Type} {name} = ref Unsafe.Add(ref {values}, {index});");
        }

        return name;
    }

    private string Element(Node memory, string index) =>
        index.Length == 0 ? Buffer(memory) : $"Unsafe.Add(ref {Buffer(memory)}, {index})";

    private string RowIndex(int stride) => IsSingleRow ? string.Empty : Product("row", stride);

    private static string Product(string row, int stride) => stride == 1 ? row : $"(nint){row} * {CSharpLiteral.Int(stride)}";

    private string Buffer(Node node)
    {
        if (!_buffers.Contains(node))
        {
            _buffers.Add(node);
        }

        return Values(node);
    }

    private static string Values(Node node) => $"{node}Values";
}
