using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// Prints one fused loop: rows outside, passes along the row inside, each pass a single vector body. Rows are padded to
/// whole vectors, so there are no tails; only sums and writes to dense gradients and parameters mask the lanes of the last vector.
/// </summary>
internal sealed partial class LoopEmitter
{
    private const int InlineLength = 72;
    private const int LongestTitle = 48;

    private readonly Plan _plan;
    private readonly LoopStep _loop;
    private readonly VectorExpressions _vectors;
    private readonly ScalarOutput[] _reported;
    private readonly bool _isSingleRow;
    private readonly List<Node> _buffers = [];
    private readonly List<Node> _scalars = [];
    private readonly Dictionary<Node, Expression> _rowValues = [];
    private readonly HashSet<string> _rowReferences = new(StringComparer.Ordinal);
    private readonly List<Node> _recomputed = [];
    private readonly CodeWriter _before = new();
    private readonly CodeWriter _row = new();
    private bool _needsBatch;
    private bool _needsTerms;

    private LoopEmitter(Plan plan, LoopStep loop, VectorExpressions vectors)
    {
        _plan = plan;
        _loop = loop;
        _vectors = vectors;
        _isSingleRow = loop is { PerExample: false, Rows: 1 };
        _reported = plan.Program.Outputs.OfType<ScalarOutput>().ToArray();
    }

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

        var results = new List<Node>();
        foreach (Node node in _loop.Nodes)
        {
            if (_plan.Storage.ContainsKey(node) || IsReported(node))
            {
                results.Add(node);
            }
        }

        Node[] buffers = _buffers.ToArray();
        Node[] scalars = _scalars.ToArray();
        return new LoopMethod(Title(results), Formulas(results), Parameters(buffers, scalars), Wrap(), buffers, scalars, _needsBatch, _needsTerms);
    }

    private bool IsReported(Node node)
    {
        foreach (ScalarOutput output in _reported)
        {
            if (output.Node == node)
            {
                return true;
            }
        }

        return false;
    }

    // Up to two results say what the loop is for, those with names from the model first.
    private string Title(List<Node> results)
    {
        var telling = new List<Node>();
        int named = 0;
        foreach (Node node in results)
        {
            telling.Insert(node.Name is null ? telling.Count : named++, node);
        }

        string first = Casing.Upper((telling.Count == 0 ? _loop.Nodes[0] : telling[0]).ToString());
        string both = telling.Count < 2 ? first : $"{first}And{Casing.Upper(telling[1].ToString())}";
        return both.Length <= LongestTitle ? both : first;
    }

    private string[] Formulas(List<Node> results)
    {
        var printer = new FormulaPrinter(_plan);
        var formulas = new List<string>();
        foreach (Node node in Traversal.InOrder(_recomputed.Concat(_loop.Nodes)))
        {
            if (node.Name is not null || results.Contains(node))
            {
                formulas.Add(printer.Define(node));
            }
        }

        return formulas.ToArray();
    }

    private List<string> Parameters(Node[] buffers, Node[] scalars)
    {
        List<string> parameters = _isSingleRow ? [] : ["int rowStart", "int rowEnd"];
        foreach (Node node in buffers)
        {
            parameters.Add($"ref {_vectors.Type} {Values(node)}");
        }

        foreach (Node node in scalars)
        {
            parameters.Add($"{_vectors.Type} {node}");
        }

        if (_needsBatch)
        {
            parameters.Add("int batch");
        }

        if (_needsTerms)
        {
            parameters.Add("Span<double> terms");
        }

        return parameters;
    }

    private string Wrap()
    {
        var writer = new CodeWriter();
        writer.Lines(_before);
        if (_isSingleRow)
        {
            writer.Lines(_row);
        }
        else if (_loop is { PerExample: true, Rows: > 1 })
        {
            using (writer.Open("for (int example = rowStart; example < rowEnd; example++)"))
            using (writer.Open($"for (int part = 0; part < {CSharpLiteral.Int(_loop.Rows)}; part++)"))
            {
                writer.Line($"int row = (example * {CSharpLiteral.Int(_loop.Rows)}) + part;");
                writer.Lines(_row);
            }
        }
        else
        {
            using (writer.Open("for (int row = rowStart; row < rowEnd; row++)"))
            {
                writer.Lines(_row);
            }
        }

        return writer.ToString();
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
                _needsTerms = true;
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
            _row.Lines(body);
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
        string row = RowReference(node, string.Empty, RowIndex(_plan.Storage[node].Stride));
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
                var operands = new Expression[node.Operands.Length];
                for (int index = 0; index < operands.Length; index++)
                {
                    operands[index] = scaled && index == 0 ? Scalar(node[0]) : Operand(node[index], values, body);
                }

                return _vectors.Apply(node, operands);
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

        return !_plan.Rematerialized.Contains(node) ? LoadRow(node, values, body)
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
        Op.RepeatRows => LoadOther(view, "Example", "example", values, body),
        Op.Tile => LoadOther(view, "Part", "part", values, body),
        _ => throw new InvalidOperationException($"Emission: {view.Op} is no view."),
    };
}
