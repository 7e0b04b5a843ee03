using System.Globalization;

namespace RepLearn.Dsl.Generators.Graph;

/// <summary>The notation of every operation, for people: <c>@</c> is a matrix product, <c>∗</c> a convolution, <c>*</c> works element by element.</summary>
internal static class Formula
{
    /// <summary>An operation on operands that are formulas.</summary>
    public static Expression Of(Node node, Expression[] x) => OpTable.FamilyOf(node.Op) switch
    {
        OpFamily.Elementwise => Elementwise(node, x),
        OpFamily.Matrix => Matrix(node, x),
        OpFamily.Sphere => Sphere(node, x),
        OpFamily.Image => Image(node, x),
        OpFamily.Row => Row(node, x),
        OpFamily.Sparse => Sparse(node, x),
        _ => Basic(node, x),
    };

    private static Expression Elementwise(Node node, Expression[] x) => node.Op switch
    {
        Op.Add => Infix(x[0], "+", x[1], Binding.Sum),
        Op.Subtract when node[1].Constant is < 0 and var constant => Infix(x[0], "+", Atom(Number(-constant)), Binding.Sum),
        Op.Subtract => Infix(x[0], "−", x[1], Binding.Sum, isOneSided: true),
        Op.Multiply when node[0] == node[1] => Raised(x[0], "²"),
        Op.Multiply => Infix(x[0], "*", x[1], Binding.Product),
        Op.Negate => new($"−{x[0].Within(Binding.Sign, true)}", Binding.Sign),
        Op.Sigmoid => Call("σ", x),
        Op.Maximum => Call("max", x),
        Op.Step => Atom($"[{x[0].Within(Binding.Sum)} > 0]"),
        Op.Select => new($"{x[0].Within(Binding.Sum)} > 0 ? {x[1].Within(Binding.Sum)} : {x[2].Within(Binding.Sum)}", Binding.Choice),
        Op.Exp or Op.Softplus => Named(node, x),
        _ => RarerElementwise(node, x),
    };

    private static Expression RarerElementwise(Node node, Expression[] x) => node.Op switch
    {
        Op.Divide => Infix(x[0], "/", x[1], Binding.Product, isOneSided: true),
        Op.Power => Raised(x[0], "^" + Number(node.Get<Exponent>().Value)),
        Op.Function => Call(node.Get<FunctionBody>().Body.ToString(), x),
        Op.Log => Call("ln", x),
        Op.Sqrt => Call("√", x),
        Op.Abs => Atom($"|{x[0].Text}|"),
        Op.Minimum => Call("min", x),
        Op.Detach => x[0],
        _ => Named(node, x),
    };

    private static Expression Basic(Node node, Expression[] x) => node.Op switch
    {
        Op.Reduce => Call(Reduction(node.Reduction!), x),
        Op.Broadcast or Op.Copy or Op.RepeatRows or Op.Tile => x[0],
        Op.Identity => Atom("I"),
        Op.Reshape => Raised(x[0], $" as {Number(node.Shape.Rows)} {(node.Shape.Rows == 1 ? "row" : "rows")}"),
        Op.ColumnIndex => Atom("column"),
        Op.Noise => Atom(node.Get<NoiseSource>().Kind == NoiseKind.Uniform ? "U[0, 1)" : "N(0, 1)"),
        Op.RunScalar => Scalar(node.Get<RunScalar>(), x),
        _ => Reference(node),
    };

    private static Expression Matrix(Node node, Expression[] x) => node.Op switch
    {
        Op.Product => Matrices(x[0], " @ ", x[1]),
        Op.ProductTransposed => Matrices(x[0], " @ ", Raised(x[1], "ᵀ")),
        Op.TransposedProduct => Matrices(Raised(x[0], "ᵀ"), " @ ", x[1]),
        _ => RarerMatrix(node, x),
    };

    private static Expression RarerMatrix(Node node, Expression[] x) => node.Op switch
    {
        Op.WeightedDistances => Atom($"Σ c of {x[1].Text}, w of {x[2].Text} (w * ({x[0].Within(Binding.Sum)} − c)²)"),
        Op.TriangularProduct => Matrices(Call("lower", [x[0]]), " @ ", x[1]),
        Op.TriangularProductTransposed => Matrices(Raised(Call("lower", [x[0]]), "ᵀ"), " @ ", x[1]),
        Op.TriangularOuterProduct => Call("lower", [Matrices(x[0], " @ ", Raised(x[1], "ᵀ"))]),
        _ => Named(node, x),
    };

    private static Expression Sphere(Node node, Expression[] x) => node.Op switch
    {
        Op.SphereCumulant => Call($"K{new string('\'', node.Get<SphereCumulant>().Derivative)}", x),
        Op.SphereAngle => Call("angle", x),
        _ => Call("∂ angle / ∂ ", [x[0]]),
    };

    private static Expression Image(Node node, Expression[] x) => node.Op switch
    {
        Op.Convolve => Matrices(x[0], " ∗ ", x[1]),
        Op.ConvolveTransposed => Matrices(x[0], " ∗ᵀ ", x[1]),
        Op.PatchProduct => Matrices(Atom($"patches({x[0].Text})ᵀ"), " @ ", x[1]),
        Op.WindowArgMax => Call("place of max windows ", x),
        Op.WindowGather => Atom($"windows ({x[0].Text}) at {x[1].Within(Binding.Atom)}"),
        Op.WindowScatter => Atom($"windows at {x[1].Within(Binding.Atom)} += {x[0].Text}"),
        Op.WindowSum => Call("Σ windows ", x),
        Op.WindowSpread => Atom($"windows += {x[0].Text}"),
        Op.RepeatPixels => Raised(x[0], " per pixel"),
        Op.SumPixels => Call("Σ pixels ", x),
        _ => Named(node, x),
    };

    private static Expression Row(Node node, Expression[] x) => node.Op switch
    {
        Op.PairwiseSum => Atom($"Σ y of {x[1].Text} (k(‖{x[0].Text} − y‖²))"),
        Op.PairwiseSlope => Atom($"Σ y of {x[1].Text} ({(x.Length > 2 ? $"{x[2].Text} * " : string.Empty)}2 k'(‖{x[0].Text} − y‖²) ({x[0].Text} − y))"),
        Op.MixtureLogDensity => Atom($"ln Σ c of {x[3].Text}, μ of {x[1].Text}, τ of {x[2].Text} (exp(c − ½ {(node.Shape.IsColumn ? "Σ columns " : string.Empty)}τ ({x[0].Text} − μ)²))"),
        Op.MixtureSlope => Atom($"−Σ μ of {x[1].Text}, τ of {x[2].Text} (share in {x[4].Text} * τ ({x[0].Text} − μ))"),
        Op.MixtureMoment => Atom($"Σ x of {x[0].Text} ({(x.Length > 5 ? $"{x[5].Text} * " : string.Empty)}share in {x[4].Text}{Moment(node.Get<MomentOrder>().Power, x[1])})"),
        Op.GatherRows => Raised(x[1], $"[{x[0].Text}]"),
        Op.ScatterRows => Atom($"Σ rows by {x[0].Within(Binding.Atom)} ({x[1].Text})"),
        Op.CountRows => Call("count of each ", x),
        Op.RandomRows => Call($"{Number(node.Shape.Rows)} random rows of ", x),
        _ => Named(node, x),
    };

    private static Expression Sparse(Node node, Expression[] x) => node.Op switch
    {
        Op.TopColumns => Call($"columns of the {node.Get<ColumnCount>().Count} largest of ", x),
        Op.KeepColumns => Atom($"({x[0].Text} where {x[1].Text} > 0)"),
        Op.BatchThreshold => Call($"all but {node.Get<ColumnCount>().Count} per example of ", x),
        Op.GatherColumns => Infix(x[0], "at", x[1], Binding.Product),
        Op.ScatterColumns => SparseMatrix(x),
        Op.SparseProduct => Matrices(SparseMatrix(x), " @ ", x[2]),
        Op.SampledProduct => Infix(Matrices(x[0], " @ ", Raised(x[1], "ᵀ")), "at", x[2], Binding.Product),
        Op.TransposedSparseProduct => Matrices(Raised(SparseMatrix(x), "ᵀ"), " @ ", x[2]),
        Op.SparseColumnSums => Atom($"Σ rows ({SparseMatrix(x).Text})"),
        _ => Named(node, x),
    };

    /// <summary>A value's name, or a constant's number.</summary>
    public static Expression Reference(Node node) =>
        node.Constant is { } constant ? new(Number(constant), constant < 0 ? Binding.Sign : Binding.Atom) : Atom(node.ToString());

    private static Expression Scalar(RunScalar scalar, Expression[] x) => scalar switch
    {
        InverseExamples => new("1 / examples of the step", Binding.Product),
        InverseBatch => new("1 / batch", Binding.Product),
        StepShare => new("batch / examples of the step", Binding.Product),
        Ramp ramp => Atom($"ramp from 0 to {x[0].Text} in {Number(ramp.Steps)} steps"),
        Setting setting => Atom($"{Number(setting.Declared)} unless it is set"),
        _ => throw new InvalidOperationException($"Graph: unknown number of a run: {scalar}."),
    };

    private static Expression Named(Node node, Expression[] x) => Call(node.Op.ToString().ToLowerInvariant(), x);

    private static string Moment(int power, Expression mean) => power == 0 ? string.Empty : $" * (x − {mean.Text}){(power == 1 ? string.Empty : "²")}";

    // A matrix's values and their columns.
    private static Expression SparseMatrix(Expression[] x) => Atom($"sparse({x[0].Text} at {x[1].Text})");

    private static string Reduction(Reduction reduction)
    {
        string axis = reduction.Axis switch
        {
            ReduceAxis.Columns => "columns",
            ReduceAxis.ExampleRows => "each example's rows",
            ReduceAxis.Examples => "examples",
            _ => "rows",
        };
        return $"{(reduction.IsSum ? "Σ" : "max")} {axis} ";
    }

    // One-sided where a op (b op c) is another number than (a op b) op c.
    private static Expression Infix(Expression left, string symbol, Expression right, Binding binding, bool isOneSided = false) =>
        new($"{left.Within(binding)} {symbol} {right.Within(binding, isOneSided)}", binding);

    private static Expression Matrices(Expression left, string symbol, Expression right) =>
        new(left.Within(Binding.Atom) + symbol + right.Within(Binding.Atom), Binding.Product);

    private static Expression Raised(Expression value, string suffix) => Atom(value.Within(Binding.Atom) + suffix);

    private static Expression Call(string function, Expression[] x) => Atom($"{function}({string.Join(", ", (object[])x)})");

    private static Expression Atom(string text) => new(text, Binding.Atom);

    private static string Number(double value) => value.ToString("G9", CultureInfo.InvariantCulture);
}
