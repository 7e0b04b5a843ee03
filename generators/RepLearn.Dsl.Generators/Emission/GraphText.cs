using System.Text;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// The graph of codes, outputs and predictions as a text, which the library reads to export a model. A line is a value: its number, name and operation,
/// its shape, in which a star stands for the batch, its operands, which are values by number or numbers after #, and the operation's arguments after @.
/// A user's function stands between <c>Widen</c> and <c>Narrow</c>; what is marked with ~ is computed in double.
/// </summary>
internal sealed class GraphText
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<Node, string> _references = [];
    private int _lines;

    private GraphText()
    {
    }

    public static string Of(LoweredModel model)
    {
        (string Program, Node?[] Results)[] programs =
        [
            ("Encode", [model.Code]),
            ("Decode", [model.Decoded]),
            ("Predict", [model.Predicted]),
            ("EncodeIndices", [model.Indexed?.Indices]),
            ("EncodeSparse", [model.Active?.Units, model.Active?.Values]),
        ];
        var text = new GraphText();
        foreach (Node node in Traversal.Needed([.. programs.SelectMany(program => program.Results).OfType<Node>()]))
        {
            text.Add(node);
        }

        foreach ((string program, Node?[] results) in programs)
        {
            if (results[0] is not null)
            {
                text.AddResult(program, results!);
            }
        }

        return text._text.ToString();
    }

    private void AddResult(string program, Node[] results) =>
        _text.Append(program).Append(" = ").Append(string.Join(" ", results.Select(result => _references[result]))).Append('\n');

    private void Add(Node node) => _references[node] = node.Op == Op.Function ? Function(node) : Value(node, node.Shape, string.Empty);

    // The function's own values, once for each use, in the shape of what it is applied to.
    private string Function(Node node)
    {
        ScalarBody body = node.Get<FunctionBody>().Body;
        string argument = Line($"{node}Argument: Widen", node.Shape, $" {_references[node[0]]}");
        foreach (Node inner in Traversal.Needed([body.Value]))
        {
            _references[inner] = inner == body.Variable ? argument : Value(inner, inner.Shape.IsScalar ? inner.Shape : node.Shape, "~");
        }

        return Line($"{node}: Narrow", node.Shape, $" {_references[body.Value]}");
    }

    private string Value(Node node, Shape shape, string mark)
    {
        if (node.Constant is { } constant)
        {
            return Number(constant);
        }

        if (node.Op is Op.Detach or Op.Copy)
        {
            return _references[node[0]];
        }

        string operands = string.Empty;
        foreach (Node operand in node.Operands)
        {
            operands += $" {_references[operand]}";
        }

        string arguments = node.Arguments is Exponent power ? $" {Number(power.Value)}" : node.Arguments is { } others ? $" @ {others.Key}" : string.Empty;
        return Line($"{mark}{node}: {node.Op}", shape, operands + arguments);
    }

    private string Line(string nameAndOperation, Shape shape, string rest)
    {
        string number = CSharpLiteral.Int(_lines++);
        _text.Append(number).Append(' ').Append(nameAndOperation).Append(' ').Append(shape.PerExample ? "*" : string.Empty)
            .Append(CSharpLiteral.Int(shape.Rows)).Append('x').Append(CSharpLiteral.Int(shape.Columns)).Append(rest).Append('\n');
        return number;
    }

    private static string Number(double value) => $"#{CSharpLiteral.Double(value)}";
}
