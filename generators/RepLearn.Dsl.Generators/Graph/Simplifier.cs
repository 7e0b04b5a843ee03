namespace RepLearn.Dsl.Generators.Graph;

/// <summary>
/// Rewrites an operation before it becomes a node: constants, neutral elements, stable forms of what users write, and
/// sums that have a closed form. Every rewrite keeps the shape, and the value in real arithmetic: rounding may change, and a value that is
/// not finite times a constant 0 is 0.
/// </summary>
internal static class Simplifier
{
    /// <returns>The simpler value, or null where the operation stands as it is.</returns>
    public static Node? Simplify(ArrayGraph graph, Op op, Node[] operands)
    {
        if (Operands.AreAll(operands, Op.Constant) && Fold(op, operands) is { } folded)
        {
            return graph.Constant(folded);
        }

        return DropBroadcasts(graph, op, operands) ?? (graph.HasSparse ? SparseRewrites.Simplify(graph, op, operands) : null) ?? op switch
        {
            Op.Add => Add(graph, operands[0], operands[1]),
            Op.Subtract => Subtract(graph, operands[0], operands[1]),
            Op.Multiply => Multiply(graph, operands[0], operands[1]),
            Op.Divide => Divide(graph, operands[0], operands[1]),
            Op.Negate => Negate(operands[0]),
            Op.Log => Log(graph, operands[0]),
            Op.Select => Select(graph, operands[0], operands[1], operands[2]),
            Op.Detach => Detach(graph, operands[0]),
            Op.Product => Product(graph, operands[0], operands[1]),
            _ => null,
        } ?? RepetitionRewrites.Lift(graph, op, operands);
    }

    /// <summary>Powers that are products, roots or quotients.</summary>
    public static Node? Power(ArrayGraph graph, Node value, double exponent) => exponent switch
    {
        _ when value.Constant is { } number => graph.Constant(Math.Pow(number, exponent)),
        0 => graph.Broadcast(graph.One, value.Shape),
        1 => value,
        2 => graph.Square(value),
        3 => graph.Multiply(graph.Square(value), value),
        4 => graph.Square(graph.Square(value)),
        0.5 => graph.Apply(Op.Sqrt, value),
        -1 => graph.Divide(graph.One, value),
        -0.5 => graph.Divide(graph.One, graph.Apply(Op.Sqrt, value)),
        -2 => graph.Divide(graph.One, graph.Square(value)),
        _ => null,
    };

    public static bool IsConstant(Node node, double value) =>
        (node.Op == Op.Broadcast ? node[0] : node).Constant is { } number && number.Equals(value);

    // Folded constants stay well within the range of normal numbers of either precision.
    private static bool IsOrdinary(double value) => value == 0 || Math.Abs(value) is > 1e-30 and < 1e30;

    private static double? Fold(Op op, Node[] operands)
    {
        double x = operands.Length > 0 ? operands[0].Constant!.Value : 0;
        double y = operands.Length > 1 ? operands[1].Constant!.Value : 0;
        double value = op switch
        {
            Op.Add => x + y,
            Op.Subtract => x - y,
            Op.Multiply => x * y,
            Op.Divide => x / y,
            Op.Negate => -x,
            Op.Detach => x,
            Op.Maximum => Math.Max(x, y),
            Op.Minimum => Math.Min(x, y),
            Op.Select => x > 0 ? y : operands[2].Constant!.Value,
            _ => FunctionOf(op, x),
        };
        return IsOrdinary(value) ? value : null;
    }

    // No number where the operation is none of one number.
    private static double FunctionOf(Op op, double x) => op switch
    {
        Op.Exp => Math.Exp(x),
        Op.Log => Math.Log(x),
        Op.Sqrt => Math.Sqrt(x),
        Op.Tanh => Math.Tanh(x),
        Op.Sin => Math.Sin(x),
        Op.Cos => Math.Cos(x),
        Op.Sigmoid => 1 / (1 + Math.Exp(-x)),
        Op.Softplus => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
        Op.Sign => x > 0 ? 1 : x < 0 ? -1 : 0,
        Op.Abs => Math.Abs(x),
        Op.Step => x > 0 ? 1 : 0,
        _ => double.NaN,
    };

    // An elementwise operation broadcasts its operands by itself.
    private static Node? DropBroadcasts(ArrayGraph graph, Op op, Node[] operands) =>
        OpTable.IsElementwise(op) && Operands.HasAny(operands, Op.Broadcast)
            ? graph.Broadcast(graph.Apply(op, Operands.Without(operands, Op.Broadcast)), OpTable.Of(op).Infer(operands))
            : null;

    private static Node? Add(ArrayGraph graph, Node left, Node right)
    {
        if (IsConstant(left, 0) || IsConstant(right, 0))
        {
            return graph.Broadcast(IsConstant(left, 0) ? right : left, Shape.Common(left.Shape, right.Shape));
        }

        return left == right ? graph.Scale(left, 2)
            : right.Op == Op.Negate ? graph.Subtract(left, right[0])
            : left.Op == Op.Negate ? graph.Subtract(right, left[0])
            : Factor(graph, Op.Add, left, right);
    }

    private static Node? Subtract(ArrayGraph graph, Node left, Node right) =>
        IsConstant(right, 0) ? graph.Broadcast(left, Shape.Common(left.Shape, right.Shape))
        : IsConstant(left, 0) && left.Shape.IsScalar ? graph.Negate(right)
        : right.Op == Op.Negate ? graph.Add(left, right[0])
        : Factor(graph, Op.Subtract, left, right);

    // s a ± s b = s (a ± b) for a scalar s, such as one over the batch.
    private static Node? Factor(ArrayGraph graph, Op op, Node left, Node right)
    {
        if (left.Op == Op.Multiply && right.Op == Op.Multiply && ScalarOf(left) is { } factor && ScalarOf(right) == factor)
        {
            return graph.Multiply(factor, graph.Apply(op, Other(left, factor), Other(right, factor)));
        }

        return null;
    }

    private static Node? ScalarOf(Node product) =>
        product[0].Shape.IsScalar ? product[0] : product[1].Shape.IsScalar ? product[1] : null;

    private static Node Other(Node product, Node factor) => product[0] == factor ? product[1] : product[0];

    private static Node? Multiply(ArrayGraph graph, Node left, Node right)
    {
        Shape shape = Shape.Common(left.Shape, right.Shape);
        if ((right.Op == Op.Constant && left.Op != Op.Constant) || (right.IsPreset && !left.IsPreset))
        {
            return graph.Multiply(right, left);
        }

        if (IsConstant(left, 0))
        {
            return graph.Broadcast(graph.Zero, shape);
        }

        if (IsConstant(left, 1))
        {
            return graph.Broadcast(right, shape);
        }

        if (IsConstant(left, -1))
        {
            return graph.Broadcast(graph.Negate(right), shape);
        }

        // Scalars move outward, constants and settings first, so that they meet and fold.
        if (left.Constant is { } outer && right.Op == Op.Multiply && right[0].Constant is { } inner && IsOrdinary(outer * inner))
        {
            return graph.Multiply(graph.Constant(outer * inner), right[1]);
        }

        if (left.IsPreset && right.Op == Op.Multiply && !right.IsPreset && right[0].IsPreset && (left.Op != Op.Constant || right[0].Op != Op.Constant))
        {
            return graph.Multiply(graph.Multiply(left, right[0]), right[1]);
        }

        if (left.IsPreset && right.Op == Op.Multiply && !right.Shape.IsScalar && ScalarOf(right) is { IsPreset: false } scalar)
        {
            return graph.Multiply(graph.Multiply(left, scalar), Other(right, scalar));
        }

        if (left.IsPreset && right.Op == Op.Negate)
        {
            return graph.Multiply(left.Constant is { } factor ? graph.Constant(-factor) : graph.Negate(left), right[0]);
        }

        if ((left.Op == Op.Negate && !left.IsPreset) || right.Op == Op.Negate)
        {
            Node product = graph.Multiply(left.Op == Op.Negate ? left[0] : left, right.Op == Op.Negate ? right[0] : right);
            return left.Op == right.Op ? product : graph.Negate(product);
        }

        if (left == right && graph.HasFunctions && SquareOfSlope(graph, left) is { } square)
        {
            return square;
        }

        if (left.Op == Op.Step || right.Op == Op.Step)
        {
            (Node step, Node other) = left.Op == Op.Step ? (left, right) : (right, left);
            return step == other ? step : graph.Select(step[0], graph.Broadcast(other, shape), graph.Zero);
        }

        return Chosen(graph, left, right, shape) ?? Chosen(graph, right, left, shape) ?? ScalarFirst(graph, left, right);
    }

    // (c ? a : 0) b = c ? a b : 0, where a is 1 or b depends on what c does: 0 times infinity is not a number, so that
    // is how the branch of a conditional that was not taken stays out of the gradient.
    private static Node? Chosen(ArrayGraph graph, Node choice, Node factor, Shape shape)
    {
        int zero = choice.Op != Op.Select ? -1 : IsConstant(choice[2], 0) ? 2 : IsConstant(choice[1], 0) ? 1 : -1;
        if (zero < 0 || choice.Shape != shape || factor.Shape.IsScalar
            || !(IsConstant(choice[3 - zero], 1) || ElementwiseSources(choice[0]).Overlaps(ElementwiseSources(factor))))
        {
            return null;
        }

        Node product = graph.Multiply(choice[3 - zero], factor);
        return zero == 2 ? graph.Select(choice[0], product, graph.Zero) : graph.Select(choice[0], graph.Zero, product);
    }

    // f'(x)² is one function, and (f'(x) a)² its product with a²: where f has hardly a slope, as √x near 0, the product 2 f'(x) f''(x) of the
    // square's slope is in the range of numbers or taken for 0.
    private static Node? SquareOfSlope(ArrayGraph graph, Node value)
    {
        switch (value.Op)
        {
            case Op.Function when value.Get<FunctionBody>().Body is { Order: > 0 } slope:
                return graph.Function(slope.Square, value[0]);
            case Op.RepeatRows when value[0].Arguments is FunctionBody { Body.Order: > 0 }:
                return graph.RepeatRows(graph.Square(value[0]), value.Shape.Rows / value[0].Shape.Rows);
            case Op.Multiply when value[0] != value[1] && (SquareOfSlope(graph, value[0]) ?? SquareOfSlope(graph, value[1])) is not null:
                return graph.Multiply(graph.Square(value[0]), graph.Square(value[1]));
            default:
                return null;
        }
    }

    // A value and those that its elements are computed from, element by element.
    private static HashSet<Node> ElementwiseSources(Node value)
    {
        var sources = new HashSet<Node>();
        var open = new Stack<Node>([value]);
        while (open.Count > 0)
        {
            Node node = open.Pop();
            if (!node.Shape.IsScalar && sources.Add(node) && OpTable.IsElementwise(node.Op))
            {
                foreach (Node operand in node.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return sources;
    }

    // (s a) b = s (a b) and a (s b) = s (a b) for a scalar s that neither a nor b is.
    private static Node? ScalarFirst(ArrayGraph graph, Node left, Node right)
    {
        if (right.Shape.IsScalar && !left.Shape.IsScalar)
        {
            return graph.Multiply(right, left);
        }

        if (!left.Shape.IsScalar && left.Op == Op.Multiply && ScalarOf(left) is { } leftFactor)
        {
            return graph.Multiply(leftFactor, graph.Multiply(Other(left, leftFactor), right));
        }

        if (!left.Shape.IsScalar && right.Op == Op.Multiply && !right.Shape.IsScalar && ScalarOf(right) is { } rightFactor)
        {
            return graph.Multiply(rightFactor, graph.Multiply(left, Other(right, rightFactor)));
        }

        return null;
    }

    private static Node? Divide(ArrayGraph graph, Node left, Node right)
    {
        if (right.Constant is { } divisor && IsOrdinary(1 / divisor))
        {
            return graph.Multiply(graph.Constant(1 / divisor), left);
        }

        // a exp(x) / (1 + exp(x)) = a σ(x), whose slope is no difference of two large numbers, and a / (1 + exp(−x)) = a σ(x)
        return OnePlusExpOf(right) is not { } argument ? null
            : Without(graph, left, graph.Apply(Op.Exp, argument)) is { } factor ? graph.Multiply(factor, graph.Apply(Op.Sigmoid, argument))
            : graph.Multiply(left, graph.Apply(Op.Sigmoid, graph.Negate(argument)));
    }

    // a product's other factors; null where the one is not among them
    private static Node? Without(ArrayGraph graph, Node product, Node factor) => product switch
    {
        _ when product == factor => graph.One,
        { Op: Op.Negate } => Without(graph, product[0], factor) is { } rest ? graph.Negate(rest) : null,
        { Op: Op.Multiply } when Without(graph, product[0], factor) is { } rest => graph.Multiply(rest, product[1]),
        { Op: Op.Multiply } when Without(graph, product[1], factor) is { } rest => graph.Multiply(product[0], rest),
        _ => null,
    };

    private static Node? Negate(Node value) => value.Op == Op.Negate ? value[0] : null;

    private static Node? Log(ArrayGraph graph, Node value) => OnePlusExpOf(value) is { } argument ? graph.Apply(Op.Softplus, argument) : null;

    private static Node? Detach(ArrayGraph graph, Node value) => value.Op == Op.Detach ? graph.Detach(value[0]) : null;

    private static Node? Product(ArrayGraph graph, Node left, Node right) => left.Op == Op.Identity ? graph.Tile(right) : null;

    // 1 + exp(x), of which the logarithm is softplus(x) without overflow.
    private static Node? OnePlusExpOf(Node node) =>
        node.Op == Op.Add && IsConstant(node[0], 1) && node[1].Op == Op.Exp ? node[1][0]
        : node.Op == Op.Add && IsConstant(node[1], 1) && node[0].Op == Op.Exp ? node[0][0]
        : null;

    private static Node? Select(ArrayGraph graph, Node condition, Node then, Node otherwise)
    {
        Shape shape = Shape.Common(Shape.Common(condition.Shape, then.Shape), otherwise.Shape);
        if (condition.Constant is { } known)
        {
            return graph.Broadcast(known > 0 ? then : otherwise, shape);
        }

        if (then == otherwise)
        {
            return graph.Broadcast(then, shape);
        }

        return condition.Op == Op.Step ? graph.Select(condition[0], then, otherwise)
            : IsConstant(then, 1) && IsConstant(otherwise, 0) ? graph.Broadcast(graph.Apply(Op.Step, condition), shape)
            : null;
    }
}
