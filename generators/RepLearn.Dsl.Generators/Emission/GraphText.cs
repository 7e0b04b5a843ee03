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
    private readonly List<NamedNode> _results = [];
    private readonly StringBuilder _text = new();
    private readonly Dictionary<Node, string> _references = [];
    private int _lines;

    private GraphText(LoweredModel model)
    {
        Result("Encode", model.Code);
        Result("Decode", model.Decoded);
        Result("Predict", model.Predicted);
        Result("EncodeIndices", model.Indexed?.Indices);
        Result("EncodeSparse", model.Active?.Units);
        Result("EncodeSparse", model.Active?.Values);
    }

    public static string Of(LoweredModel model) => new GraphText(model).Print();

    private void Result(string program, Node? value)
    {
        if (value is not null)
        {
            _results.Add(new NamedNode(program, value));
        }
    }

    private string Print()
    {
        foreach (Node node in Traversal.Needed(_results.ConvertAll(NamedNode.NodeOf)))
        {
            Add(node);
        }

        // A program's results stand in one line.
        string program = string.Empty;
        foreach (NamedNode result in _results)
        {
            _text.Append(result.Name == program ? " " : program.Length == 0 ? $"{result.Name} = " : $"\n{result.Name} = ").Append(_references[result.Node]);
            program = result.Name;
        }

        return _text.Append('\n').ToString();
    }

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
