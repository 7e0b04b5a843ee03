using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>The methods of a model's functions and of their derivatives, each on one vector in numbers with exponents of their own.</summary>
internal sealed class FunctionLibrary(bool isDouble)
{
    private readonly Dictionary<ScalarBody, string> _names = [];
    private readonly List<ScalarBody> _bodies = [];

    private string Type => isDouble ? "double" : "float";

    /// <summary>The method's name; it is printed with the others by <see cref="Emit"/>.</summary>
    public string NameOf(ScalarBody body)
    {
        if (!_names.TryGetValue(body, out string? name))
        {
            string kind = body.Order switch
            {
                0 => "Function",
                1 => "Slope",
                2 => "Curvature",
                _ => $"Derivative{CSharpLiteral.Int(body.Order)}",
            };
            string stem = $"{Casing.Upper(Identifier.Plain(body.Name))}{kind}";
            name = stem;
            for (int count = 2; _names.ContainsValue(name); count++)
            {
                name = $"{stem}{CSharpLiteral.Int(count)}";
            }

            _names.Add(body, name);
            _bodies.Add(body);
        }

        return name;
    }

    public void Emit(CodeWriter writer)
    {
        foreach (ScalarBody body in _bodies)
        {
            writer.Line();
            writer.Line($"// {body}(x), with exponents that do not overflow on the way.");
            using (writer.Open($"private static Vector512<{Type}> {_names[body]}(Vector512<{Type}> values)"))
            {
                EmitBody(writer, body);
            }
        }
    }

    private void EmitBody(CodeWriter writer, ScalarBody body)
    {
        writer.Line("var x = Extended.Create(values);");
        Node[] results = body.Order == 0 ? [body.Value] : [body.Function.Value, body.Value];
        foreach (Node node in Traversal.Needed(results).Where(node => node.Operands.Length > 0))
        {
            writer.Line($"var v{CSharpLiteral.Int(node.Id)} = {Text(node, body)};");
        }

        writer.Line(body.Order == 0
            ? $"return {Reference(body.Value, body)}.ToVector();"
            : $"return Extended.{(body.MultipliesSlopes ? "Curvature" : "Slope")}({Reference(body.Function.Value, body)}, {Reference(body.Value, body)});");
    }

    private string Text(Node node, ScalarBody body)
    {
        string[] x = [.. node.Operands.Select(operand => Reference(operand, body))];
        return node.Op switch
        {
            Op.Add => $"{x[0]} + {x[1]}",
            Op.Subtract => $"{x[0]} - {x[1]}",
            Op.Multiply => $"{x[0]} * {x[1]}",
            Op.Divide => $"{x[0]} / {x[1]}",
            Op.Negate => $"-{x[0]}",
            Op.Broadcast => x[0],
            Op.Power => $"Extended.Power({x[0]}, {CSharpLiteral.Double(node.Get<Exponent>().Value)})",
            _ when OpTable.IsElementwise(node.Op) && node.Op != Op.Function => $"Extended.{node.Op}({string.Join(", ", x)})",
            _ => throw new InvalidOperationException($"Emission: {node.Op} is no operation of a function of one number."),
        };
    }

    private string Reference(Node node, ScalarBody body) =>
        node == body.Variable ? "x"
        : node.Constant is { } constant ? $"Extended.Create({CSharpLiteral.Real(constant, isDouble)})"
        : $"v{CSharpLiteral.Int(node.Id)}";
}
