using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Emission;

// Reads values from memory.
internal sealed partial class LoopEmitter
{
    // What is the same for all rows is loaded before them.
    private Expression LoadRow(Node node, Dictionary<Node, Expression> values, CodeWriter body)
    {
        bool sameForAll = node.Shape is { PerExample: false, Rows: 1 };
        string index = sameForAll ? string.Empty : RowIndex(_plan.Storage[node].Stride);
        return Load(node, node, string.Empty, index, sameForAll ? _before : _row, values, body);
    }

    private Expression LoadOther(Node view, string which, string counter, Dictionary<Node, Expression> values, CodeWriter body) =>
        Load(view, view[0], which, Product(counter, _plan.Storage[view[0]].Stride), _row, values, body);

    // Once per pass, but single values of a row outside of the passes.
    private Expression Load(Node key, Node memory, string which, string index, CodeWriter outside, Dictionary<Node, Expression> values, CodeWriter body)
    {
        string name = $"{memory}{which}";
        var result = new Expression(name, Binding.Atom);
        if (memory.Shape.Columns == 1)
        {
            outside.Line($"var {name} = Vector512.Create({Element(memory, index)});");
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
            : ("example", Batch(), _isSingleRow ? "example" : $"((example * {CSharpLiteral.Int(operand.Shape.Rows)}) + row)");
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

        string name = $"{memory}{which}Row";
        if (_rowReferences.Add(name))
        {
            _row.Line($"ref {_vectors.Type} {name} = ref Unsafe.Add(ref {values}, {index});");
        }

        return name;
    }

    private string Element(Node memory, string index) =>
        index.Length == 0 ? Buffer(memory) : $"Unsafe.Add(ref {Buffer(memory)}, {index})";

    private string RowIndex(int stride) => _isSingleRow ? string.Empty : Product("row", stride);

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
