using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>The derivative of every operation: one rule for both directions of differentiation.</summary>
internal static class DerivativeRules
{
    private static readonly double s_twoOverRootPi = 2 / Math.Sqrt(Math.PI);

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
    public static DerivativeRule Of(Op op) => op switch
    {
        Op.Input => new ConstantRule("a batch is given"),
        Op.Parameter => new ConstantRule("parameters are what is differentiated by"),
        Op.Constant => new ConstantRule("a constant"),
        Op.RunScalar => new ConstantRule("a number of the run, the same whatever the parameters are"),
        Op.Noise => new ConstantRule("noise does not depend on parameters"),
        Op.Identity => new ConstantRule("a constant matrix"),
        Op.ColumnIndex => new ConstantRule("constant numbers"),
        Op.Detach => new ConstantRule("the model says that no gradient flows through it"),
        Op.BatchThreshold => new ConstantRule("what is chosen by it is constant wherever there is a derivative"),
        Op.TopColumns or Op.KeepColumns => new ConstantRule("numbers of columns, which are constant wherever there is a derivative"),

        // y = a + b: 1, 1
        Op.Add => Elementwise((g, n) => [g.One, g.One]),

        // y = a − b: 1, −1
        Op.Subtract => Elementwise((g, n) => [g.One, g.Constant(-1)]),

        // y = a b: b, a
        Op.Multiply => Elementwise((g, n) => [n[1], n[0]]),

        // y = a / b: 1 / b, −y / b; the domain excludes b = 0
        Op.Divide => Elementwise((g, n) => [g.Divide(g.One, n[1]), g.Negate(g.Divide(n, n[1]))]),

        // y = −x: −1
        Op.Negate => Elementwise((g, n) => [g.Constant(-1)]),

        // y = exp(x): y
        Op.Exp => Elementwise((g, n) => [n]),

        // y = ln(x): 1 / x; the domain is x > 0
        Op.Log => Elementwise((g, n) => [g.Divide(g.One, n[0])]),

        // y = √x: 1 / 2y; the domain is x > 0
        Op.Sqrt => Elementwise((g, n) => [g.Divide(g.Constant(0.5), n)]),

        // y = tanh(x): 1 − y²
        Op.Tanh => Elementwise((g, n) => [g.Subtract(g.One, g.Square(n))]),

        // y = σ(x): y (1 − y)
        Op.Sigmoid => Elementwise((g, n) => [g.Multiply(n, g.Subtract(g.One, n))]),

        // y = ln(1 + exp(x)): σ(x)
        Op.Softplus => Elementwise((g, n) => [g.Apply(Op.Sigmoid, n[0])]),

        // y = erf(x): 2 / √π exp(−x²)
        Op.Erf => Elementwise((g, n) => [g.Scale(g.Apply(Op.Exp, g.Negate(g.Square(n[0]))), s_twoOverRootPi)]),

        // y = sin(x): cos(x)
        Op.Sin => Elementwise((g, n) => [g.Apply(Op.Cos, n[0])]),

        // y = cos(x): −sin(x)
        Op.Cos => Elementwise((g, n) => [g.Negate(g.Apply(Op.Sin, n[0]))]),

        // y = |x|: sign(x), 0 at 0
        Op.Abs => Elementwise((g, n) => [g.Apply(Op.Sign, n[0])]),

        // Piecewise constant: 0 wherever there is a derivative
        Op.Sign => Elementwise((g, n) => [null]),
        Op.Step => Elementwise((g, n) => [null]),

        // y = max(a, b): 1 where a > b, else 0, and the other way round; at a = b the derivative is that of b.
        // max(x, 0), the rectifier, needs its output alone: [x > 0] = [y > 0].
        Op.Maximum => Elementwise((g, n) => Simplifier.IsConstant(n[1], 0)
            ? [g.Apply(Op.Step, n), null]
            : Larger(g, n[0], n[1])),

        // y = min(a, b): as for max with the operands exchanged
        Op.Minimum => Elementwise((g, n) => Larger(g, n[1], n[0])),

        // y = xᵖ: p xᵖ⁻¹
        Op.Power => Elementwise((g, n) => [g.Scale(g.Power(n[0], n.Get<Exponent>().Value - 1), n.Get<Exponent>().Value)]),

        // y = a where c > 0, else b: 0, [c > 0], 1 − [c > 0]
        Op.Select => Elementwise((g, n) =>
            [null, g.Apply(Op.Step, n[0]), g.Select(n[0], g.Zero, g.One)]),

        // y = f(x): f'(x); 0 where f has a value but no finite slope, as √x and √|x| at 0, and where |x| turns
        Op.Function => Elementwise((g, n) =>
            [FunctionSlope.Of(n.Get<FunctionBody>().Body) is { } slope && !Simplifier.IsConstant(slope.Value, 0) ? g.Function(slope, n[0]) : null]),

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

        Op.Reduce => ReductionDerivatives.Rule,

        // Y = A B: dA = dY Bᵀ, dB = Aᵀ dY
        Op.Product => new LinearRule(
            (g, n, operand, t) => operand == 0 ? g.Apply(Op.Product, t, n[1]) : throw NotPerRow(n),
            (g, n, operand, dy) => operand == 0 ? g.Apply(Op.ProductTransposed, dy, n[1]) : g.Apply(Op.TransposedProduct, n[0], dy)),

        // Y = A Bᵀ: dA = dY B, dB = dYᵀ A
        Op.ProductTransposed => new LinearRule(
            (g, n, operand, t) => operand == 0 ? g.Apply(Op.ProductTransposed, t, n[1]) : throw NotPerRow(n),
            (g, n, operand, dy) => operand == 0 ? g.Apply(Op.Product, dy, n[1]) : g.Apply(Op.TransposedProduct, dy, n[0])),

        // Y = Aᵀ B: dA = B dYᵀ, dB = A dY
        Op.TransposedProduct => new LinearRule(
            (g, n, _, _) => throw NotPerRow(n),
            (g, n, operand, dy) => operand == 0 ? g.Apply(Op.ProductTransposed, n[1], dy) : g.Apply(Op.Product, n[0], dy)),

        // y = Σ w (x − c)²: dx = 2 Σ dy w (x − c), dc = −2 w Σ dy (x − c), dw = Σ dy (x − c)²
        Op.WeightedDistances => new LinearRule(
            (g, n, _, _) => throw NotPerRow(n),
            (g, n, operand, dy) => Distances(g, n, operand, dy)),

        // y = L x: dL = dy xᵀ, dx = Lᵀ dy
        Op.TriangularProduct => Triangular((g, n, operand, dy) => operand == 0
            ? g.Apply(Op.TriangularOuterProduct, dy, n[1])
            : g.Apply(Op.TriangularProductTransposed, n[0], dy)),

        // x = Lᵀ y: dL = y dxᵀ, dy = L dx
        Op.TriangularProductTransposed => Triangular((g, n, operand, dx) => operand == 0
            ? g.Apply(Op.TriangularOuterProduct, n[1], dx)
            : g.Apply(Op.TriangularProduct, n[0], dx)),

        // L = y xᵀ: dy = dL x, dx = dLᵀ y
        Op.TriangularOuterProduct => Triangular((g, n, operand, dl) => operand == 0
            ? g.Apply(Op.TriangularProduct, dl, n[1])
            : g.Apply(Op.TriangularProductTransposed, dl, n[0])),

        // Y = X ∗ W: dX = dY ∗ᵀ W, dW = Patches(X)ᵀ dY
        Op.Convolve => new LinearRule(
            (g, n, operand, t) => operand == 0 ? Convolution(g, Op.Convolve, n, t, n[1]) : throw NotPerRow(n),
            (g, n, operand, dy) => operand == 0 ? Convolution(g, Op.ConvolveTransposed, n, dy, n[1]) : Convolution(g, Op.PatchProduct, n, n[0], dy)),

        // X = Y ∗ᵀ W: dY = dX ∗ W, dW = Patches(dX)ᵀ Y
        Op.ConvolveTransposed => new LinearRule(
            (g, n, operand, t) => operand == 0 ? Convolution(g, Op.ConvolveTransposed, n, t, n[1]) : throw NotPerRow(n),
            (g, n, operand, dx) => operand == 0 ? Convolution(g, Op.Convolve, n, dx, n[1]) : Convolution(g, Op.PatchProduct, n, dx, n[0])),

        // W = Patches(X)ᵀ Y: dX = Y ∗ᵀ dW, dY = X ∗ dW
        Op.PatchProduct => new LinearRule(
            (g, n, _, _) => throw NotPerRow(n),
            (g, n, operand, dw) => operand == 0 ? Convolution(g, Op.ConvolveTransposed, n, n[1], dw) : Convolution(g, Op.Convolve, n, n[0], dw)),

        // y = x at each window's largest place: dx has dy there. The places jump, and are constant in between.
        Op.WindowArgMax => new ConstantRule("the place of a largest value is constant wherever it has a derivative"),
        Op.WindowGather => new LinearRule(
            (g, n, _, t) => g.Windows(Op.WindowGather, n.Get<WindowShape>(), t, n[1]),
            (g, n, operand, dy) => operand == 0 ? g.Windows(Op.WindowScatter, n.Get<WindowShape>(), dy, n[1]) : null),
        Op.WindowScatter => new LinearRule(
            (g, n, _, t) => g.Windows(Op.WindowScatter, n.Get<WindowShape>(), t, n[1]),
            (g, n, operand, dx) => operand == 0 ? g.Windows(Op.WindowGather, n.Get<WindowShape>(), dx, n[1]) : null),

        // y = Σ x over each window: dx = Σ dy over the windows that x is in, and the other way round
        Op.WindowSum => new LinearRule(
            (g, n, _, t) => g.Windows(Op.WindowSum, n.Get<WindowShape>(), t),
            (g, n, _, dy) => g.Windows(Op.WindowSpread, n.Get<WindowShape>(), dy)),
        Op.WindowSpread => new LinearRule(
            (g, n, _, t) => g.Windows(Op.WindowSpread, n.Get<WindowShape>(), t),
            (g, n, _, dx) => g.Windows(Op.WindowSum, n.Get<WindowShape>(), dx)),

        // y = Σ k(‖x − y‖²): a pair's slope to each of its examples
        Op.PairwiseSum => new LinearRule(
            (g, n, _, _) => throw NotPerRow(n),
            (g, n, operand, dy) => Pairs(g, n, operand, dy)),
        Op.PairwiseSlope => new NotDifferentiable("a second derivative of a sum over pairs is not supported"),

        // Y[r] = T[i[r]]: dT[k] = Σ over i[r] = k of dY[r], and the other way round; a number has no slope
        Op.GatherRows => new LinearRule(
            (g, n, operand, _) => operand == 0 ? g.Broadcast(g.Zero, n.Shape) : throw NotPerRow(n),
            (g, n, operand, dy) => operand == 0 ? g.Broadcast(g.Zero, n[0].Shape)
                : dy.Shape == n.Shape ? g.ScatterRows(n[0], dy, n[1].Shape.Rows)
                : throw NotPerRow(n)),
        Op.ScatterRows => new LinearRule(
            (g, n, _, _) => throw NotPerRow(n),
            (g, n, operand, dy) => operand == 0 ? g.Broadcast(g.Zero, n[0].Shape) : g.GatherRows(n[0], dy)),
        Op.CountRows => new ConstantRule("a count does not depend on what is counted"),
        Op.RandomRows => new NotDifferentiable("rows drawn from a batch have no derivative"),

        // V = X at I: dX = dV at I, a sum over the batch where X is one row
        Op.GatherColumns => new LinearRule(
            (g, n, _, t) => Once(n, t, g => g.GatherColumns(t, n[1]), g),
            (g, n, _, dv) => Once(n, dv, g => n[0].Shape.PerExample ? g.ScatterColumns(dv, n[1], n[0].Shape.Columns) : g.SparseSum(Op.SparseColumnSums, n[0].Shape.Columns, dv, n[1]), g)),
        Op.ScatterColumns => new LinearRule(
            (g, n, _, t) => Once(n, t, g => g.ScatterColumns(t, n[1], n.Shape.Columns), g),
            (g, n, _, ds) => Once(n, ds, g => g.GatherColumns(ds, n[1]), g)),

        // Y = S B: dV = (dY Bᵀ) at I, dB = Sᵀ dY
        Op.SparseProduct => new LinearRule(
            (g, n, operand, t) => operand == 0 ? Once(n, t, g => g.SparseProduct(Op.SparseProduct, t, n[1], n[2]), g) : throw NotPerRow(n),
            (g, n, operand, dy) => Once(n, dy, g => operand == 0
                ? g.SparseProduct(Op.SampledProduct, dy, n[2], n[1])
                : g.SparseSum(Op.TransposedSparseProduct, n[2].Shape.Rows, n[0], n[1], dy), g)),

        // V = (Y Bᵀ) at I: dY = dS B, dB = dSᵀ Y
        Op.SampledProduct => new LinearRule(
            (g, n, operand, t) => operand == 0 ? Once(n, t, g => g.SparseProduct(Op.SampledProduct, t, n[1], n[2]), g) : throw NotPerRow(n),
            (g, n, operand, dv) => Once(n, dv, g => operand == 0
                ? g.SparseProduct(Op.SparseProduct, dv, n[2], n[1])
                : g.SparseSum(Op.TransposedSparseProduct, n[1].Shape.Rows, dv, n[2], n[0]), g)),

        // B = Sᵀ Y: dV = (Y dBᵀ) at I, dY = S dB
        Op.TransposedSparseProduct => new LinearRule(
            (g, n, _, _) => throw NotPerRow(n),
            (g, n, operand, db) => operand == 0
                ? g.SparseProduct(Op.SampledProduct, n[2], db, n[1])
                : g.SparseProduct(Op.SparseProduct, n[0], n[1], db)),
        Op.SparseColumnSums => new LinearRule(
            (g, n, _, _) => throw NotPerRow(n),
            (g, n, _, db) => g.GatherColumns(db, n[1])),

        // The sum over the pixels, and the repetition along them
        Op.RepeatPixels => new LinearRule(
            (g, n, _, t) => g.RepeatPixels(t, n.Get<PixelCount>().Count),
            (g, n, _, dy) => g.SumPixels(dy, n.Get<PixelCount>().Count)),
        Op.SumPixels => new LinearRule(
            (g, n, _, t) => g.SumPixels(t, n.Get<PixelCount>().Count),
            (g, n, _, dy) => g.RepeatPixels(dy, n.Get<PixelCount>().Count)),

        _ => throw new InvalidOperationException($"Differentiation: {op} has no derivative rule."),
    };

    private static ElementwiseRule Elementwise(Func<ArrayGraph, Node, Node?[]> partials) => new(partials);

    // A gradient that is the same for all examples is a factor of the sum.
    private static Node Pairs(ArrayGraph graph, Node node, int operand, Node gradient)
    {
        PairKernel kernel = node.Get<PairKernel>();
        return operand == 0 ? graph.Multiply(gradient, graph.PairwiseSlope(kernel, node[0], node[1], null))
            : gradient.Op == Op.Broadcast && gradient[0].Shape.IsScalar ? graph.Multiply(gradient[0], graph.PairwiseSlope(kernel, node[1], node[0], null))
            : graph.PairwiseSlope(kernel, node[1], node[0], gradient);
    }

    private static LinearRule Triangular(Func<ArrayGraph, Node, int, Node, Node> transpose) => new(
        (g, n, _, _) => throw NotPerRow(n),
        (g, n, operand, gradient) => gradient.Shape == n.Shape ? transpose(g, n, operand, gradient) : throw NotPerRow(n));

    // Products of the gradient with rows, their squares and 1 give all sums. Their differences lose digits as |x| / √(Σ (x − c)²) grows: of the
    // gradient itself, not of what it is added to.
    private static Node Distances(ArrayGraph graph, Node node, int operand, Node gradient)
    {
        (Node x, Node center, Node weight) = (node[0], node[1], node[2]);
        if (gradient.Shape != node.Shape)
        {
            throw NotPerRow(node);
        }

        if (operand == 0)
        {
            Node centred = graph.Subtract(
                graph.Multiply(x, graph.Apply(Op.Product, gradient, weight)), graph.Apply(Op.Product, gradient, graph.Multiply(weight, center)));
            return graph.Scale(centred, 2);
        }

        Node count = graph.Apply(Op.TransposedProduct, gradient, graph.Broadcast(graph.One, x.Shape.WithColumns(1)));
        Node sum = graph.Apply(Op.TransposedProduct, gradient, x);
        Node about = graph.Subtract(sum, graph.Multiply(center, count));
        return operand == 1
            ? graph.Scale(graph.Multiply(weight, about), -2)
            : graph.Subtract(
                graph.Subtract(graph.Apply(Op.TransposedProduct, gradient, graph.Square(x)), graph.Multiply(center, sum)),
                graph.Multiply(center, about));
    }

    // A sparse matrix has one row for each example: there is no Jacobian through it.
    private static Node Once(Node node, Node change, Func<ArrayGraph, Node> make, ArrayGraph graph) =>
        change.Shape.Rows == 1 || !change.Shape.PerExample ? make(graph) : throw NotPerRow(node);

    // With several rows of tangents or gradients an image repeats those of the images.
    private static Node Convolution(ArrayGraph graph, Op op, Node node, Node left, Node right) =>
        graph.Convolution(op, node.Get<ConvolutionShape>(), left, right);

    private static Node?[] Larger(ArrayGraph graph, Node first, Node second)
    {
        Node difference = graph.Subtract(first, second);
        return [graph.Apply(Op.Step, difference), graph.Select(difference, graph.Zero, graph.One)];
    }

    /// <summary>A Jacobian has rows of its own for each example, and not every operation takes more of them.</summary>
    public static NotDifferentiableException NotPerRow(Node node) => new(node, "a Jacobian through it is not supported");
}
