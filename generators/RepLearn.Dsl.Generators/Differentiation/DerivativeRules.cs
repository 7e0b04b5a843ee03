using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>The derivative of every operation: one rule for both directions of differentiation.</summary>
internal static class DerivativeRules
{
    /// <summary>The rule of a value, which is that of its operation, unless it has no derivative.</summary>
    public static DerivativeRule Of(Node node) => node.Arguments is NoDerivative { Reason: var reason } ? new NotDifferentiable(reason) : Of(node.Op);

    /// <summary>
    /// The rule of a value in the derivative of an example's values with respect to that example alone. Values of the whole batch, such as
    /// its mean, have none.
    /// </summary>
    public static DerivativeRule PerExample(Node node) => node.Shape.PerExample
        ? Of(node)
        : new NotDifferentiable("its values depend on all examples of a batch, so that there is no derivative by one of them; remove one of the two");

    /// <summary>The rule of an operation, which is made on demand, because most models need few.</summary>
    /// <exception cref="InvalidOperationException">The operation has none: a bug, never a silent zero.</exception>
    public static DerivativeRule Of(Op op) => OpTable.FamilyOf(op) switch
    {
        OpFamily.Basic => OfBasic(op),
        OpFamily.Elementwise => ElementwiseDerivatives.Of(op),
        OpFamily.Matrix => MatrixDerivatives.Of(op),
        OpFamily family => OfRarer(family, op),
    };

    private static DerivativeRule OfRarer(OpFamily family, Op op) => family switch
    {
        OpFamily.Sphere => SphereDerivatives.Of(op),
        OpFamily.Image => ImageDerivatives.Of(op),
        OpFamily.Row => RowDerivatives.Of(op),
        _ => SparseDerivatives.Of(op),
    };

    private static DerivativeRule OfBasic(Op op) => op switch
    {
        Op.Input => new ConstantRule("a batch is given"),
        Op.Parameter => new ConstantRule("parameters are what is differentiated by"),
        Op.Constant => new ConstantRule("a constant"),
        Op.RunScalar => new ConstantRule("a number of the run, the same whatever the parameters are"),
        Op.Noise => new ConstantRule("noise does not depend on parameters"),
        Op.Identity => new ConstantRule("a constant matrix"),
        Op.ColumnIndex => new ConstantRule("constant numbers"),
        Op.Reduce => ReductionDerivatives.Rule,
        _ => OfRepetition(op),
    };

    private static LinearRule OfRepetition(Op op) => op switch
    {
        // The sum over what was repeated
        Op.Broadcast => new LinearRule(
            (g, n, _, t) => g.Broadcast(t, new Shape(n.Shape.PerExample, n.Shape.PerExample ? t.Shape.Rows : n.Shape.Rows, n.Shape.Columns)),
            (g, n, _, dy) => BroadcastTranspose.To(g, dy, n[0].Shape)),
        Op.Copy => new LinearRule(
            (g, n, _, t) => t,
            (g, n, _, dy) => dy),
        Op.RepeatRows => new LinearRule(
            (g, n, _, _) => throw NotPerRow(n),
            (g, n, _, dy) => dy.Shape.Rows == n.Shape.Rows ? g.Sum(ReduceAxis.ExampleRows, dy) : throw NotPerRow(n)),
        Op.Tile => new LinearRule(
            (g, n, _, _) => throw NotPerRow(n),
            (g, n, _, dy) => g.Sum(ReduceAxis.Examples, dy)),

        // The same values in the same order, each row of a tangent or gradient on its own
        Op.Reshape => new LinearRule(
            (g, n, _, t) => g.Reshape(t, t.Shape.Rows / n[0].Shape.Rows * n.Shape.Rows),
            (g, n, _, dy) => g.Reshape(dy, dy.Shape.Rows / n.Shape.Rows * n[0].Shape.Rows)),

        _ => throw Missing(op),
    };

    /// <summary>A Jacobian has rows of its own for each example, and not every operation takes more of them.</summary>
    public static NotDifferentiableException NotPerRow(Node node) => new(node, "a Jacobian through it is not supported; remove one of the two");

    /// <summary>A bug: never a silent zero.</summary>
    public static InvalidOperationException Missing(Op op) => new($"Differentiation: {op} has no derivative rule.");
}
