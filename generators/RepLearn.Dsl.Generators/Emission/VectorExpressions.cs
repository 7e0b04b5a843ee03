using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>The C# of every elementwise operation on vectors, a row each; scalars of a program use the same operators.</summary>
internal sealed class VectorExpressions(bool isDouble)
{
    private FunctionLibrary? _functions;

    public readonly string Type = isDouble ? "double" : "float";

    /// <summary>Prints the methods of users' functions that expressions call.</summary>
    public void EmitFunctions(CodeWriter writer) => _functions?.Emit(writer);

    public string Zero => $"Vector512<{Type}>.Zero";

    /// <summary>The operation on operands that are vectors.</summary>
    public Expression Apply(Node node, Expression[] x) => node.Op switch
    {
        Op.Add => Infix(x, "+", Binding.Sum),
        Op.Subtract => Infix(x, "-", Binding.Sum),
        Op.Multiply => Infix(x, "*", Binding.Product),
        Op.Divide => Infix(x, "/", Binding.Product),
        Op.Negate => new Expression($"-{x[0].Within(Binding.Sign, rightOperand: true)}", Binding.Sign),
        Op.Exp or Op.Log or Op.Tanh or Op.Sigmoid or Op.Softplus or Op.Erf or Op.Sin or Op.Cos => Call($"VectorMath.{node.Op}", x),
        Op.Sqrt or Op.Abs => Call($"Vector512.{node.Op}", x),
        Op.Maximum => Call("Vector512.Max", x),
        Op.Minimum => Call("Vector512.Min", x),
        Op.Sign or Op.Step or Op.Select => Call($"Piecewise.{node.Op}", x),
        Op.Broadcast or Op.Copy or Op.Detach => x[0],
        _ => WithArguments(node, x),
    };

    /// <summary>A program scalar: operators in scalar C#, functions as those of vectors, with the same bits.</summary>
    public Expression Scalar(Node node)
    {
        if (node.IsPreset && node.Op != Op.Constant)
        {
            Expression preset = Preset(node);
            return isDouble ? preset : new Expression($"(float){preset.Within(Binding.Atom)}", Binding.Sign);
        }

        Expression[] x = node.Arguments is RunScalar ? [] : Array.ConvertAll(node.Operands, Scalar);
        return node.Op switch
        {
            Op.Constant => Literal(node.Constant!.Value),
            Op.RunScalar => OfRun(node.Get<RunScalar>(), node.Operands),
            Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Negate or Op.Broadcast or Op.Copy or Op.Detach => Apply(node, x),
            _ => new Expression($"{Apply(node, Array.ConvertAll(x, Splat)).Within(Binding.Atom)}.ToScalar()", Binding.Atom),
        };
    }

    private string NameOf(ScalarBody function) => (_functions ??= new FunctionLibrary(isDouble)).NameOf(function);

    // Constants and settings in double, as the compiler folds constants: what is set has the bits of what is declared.
    private Expression Preset(Node node)
    {
        Expression[] x = Array.ConvertAll(node.Operands, Preset);
        return node.Op switch
        {
            Op.Constant => new Expression(CSharpLiteral.Double(node.Constant!.Value), node.Constant < 0 ? Binding.Sign : Binding.Atom),
            Op.RunScalar => new Expression($"worker.Setting({CSharpLiteral.Int(node.Get<Setting>().Index)})", Binding.Atom),
            Op.Log => Call("Math.Log", x),
            _ => Apply(node, x),
        };
    }

    private Expression OfRun(RunScalar number, Node[] operands) => number switch
    {
        InverseExamples => new Expression($"1{(isDouble ? "d" : "f")} / worker.StepExamples", Binding.Sum),
        InverseBatch => new Expression($"1{(isDouble ? "d" : "f")} / worker.Batch", Binding.Sum),
        StepShare => new Expression($"{(isDouble ? "(double)" : "(float)")}worker.Batch / worker.StepExamples", Binding.Product),
        Ramp ramp => new Expression($"({Type})worker.Ramp({Preset(operands[0]).Text}, {CSharpLiteral.Int(ramp.Steps)})", Binding.Atom),
        _ => throw new InvalidOperationException($"Emission: unknown number of a run: {number}."),
    };

    public Expression Literal(double value) =>
        new(CSharpLiteral.Real(value, isDouble), value < 0 ? Binding.Sign : Binding.Atom);

    /// <summary>A number as a vector with that number in every lane.</summary>
    public Expression Splat(Expression scalar) => new($"Vector512.Create({scalar.Text})", Binding.Atom);

    private Expression WithArguments(Node node, Expression[] x) => node.Op switch
    {
        Op.Power => new Expression($"VectorMath.Power({x[0].Text}, {CSharpLiteral.Double(node.Get<Exponent>().Value)})", Binding.Atom),
        Op.SphereCumulant => SphereCumulant(x[0], node.Get<SphereCumulant>()),
        Op.Function => Call(NameOf(node.Get<FunctionBody>().Body), x),
        _ => throw new InvalidOperationException($"Emission: {node.Op} has no vector expression."),
    };

    private static Expression SphereCumulant(Expression x, SphereCumulant cumulant)
    {
        string name = cumulant.Derivative switch { 0 => "Value", 1 => "Slope", _ => "Curvature" };
        return new Expression($"SphereCumulant.{name}({x.Text}, size: {CSharpLiteral.Int(cumulant.Size)})", Binding.Atom);
    }

    private static Expression Infix(Expression[] x, string symbol, Binding binding) =>
        new($"{x[0].Within(binding)} {symbol} {x[1].Within(binding, rightOperand: true)}", binding);

    private static Expression Call(string function, Expression[] x) =>
        new($"{function}({string.Join<Expression>(", ", x)})", Binding.Atom);
}
