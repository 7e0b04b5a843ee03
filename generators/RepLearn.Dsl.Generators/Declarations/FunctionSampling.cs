using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Finds functions of no use, however their expression is written, by their values at many places of all magnitudes.</summary>
internal static class FunctionSampling
{
    private const double Spacing = 1.3;
    private const double Step = 1e-3;

    // Of large functions; more would take long.
    private const int MostTurns = 64;

    private static IEnumerable<double> Places
    {
        get
        {
            for (double size = 1e-30; size < 1e30; size *= Spacing)
            {
                yield return size;
                yield return -size;
            }
        }
    }

    /// <summary>Whether the function is no number at any place but perhaps 0, such as √(−1 − x²) and √(−|x|).</summary>
    public static bool IsNowhereDefined(ScalarExpression function) => 
        Places.All(place => IsUndefined(function, place)) && Near(Turns(function)).All(pair => IsUndefined(function, pair.Closer));

    /// <summary>Whether nothing learns through the function, since it is the same on both sides of each place: a constant, or steps between constants.</summary>
    public static bool IsFlat(ScalarExpression function)
    {
        bool isKnown = false;
        foreach (double place in Places)
        {
            if (Compare(function, place * (1 - Step), place * (1 + Step)) is { } same)
            {
                if (!same)
                {
                    return false;
                }

                isKnown = true;
            }
        }

        return isKnown && Near(Turns(function)).All(pair => Compare(function, pair.Closer, pair.Farther) != false);
    }

    /// <summary>The least and the largest value; what is no number counts as neither.</summary>
    public static (double Least, double Most) Range(ScalarExpression function)
    {
        (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in Places.Select(place => Value(function, place)).Where(value => !double.IsNaN(value)))
        {
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        return (least, most);
    }

    // Whether the values are the same; null where one is none.
    private static bool? Compare(ScalarExpression function, double left, double right) =>
        (Value(function, left), Value(function, right)) is var (x, y) && (double.IsNaN(x) || double.IsNaN(y)) ? null : x.Equals(y);

    // Pairs of places between and beside others, at all distances from these, both on one side: a jump between them would be no slope.
    private static IEnumerable<(double Closer, double Farther)> Near(IReadOnlyList<double> turns)
    {
        for (int index = 0; index < turns.Count; index++)
        {
            double width = index + 1 < turns.Count ? turns[index + 1] - turns[index] : 0;
            yield return (turns[index] + (0.4 * width), turns[index] + (0.6 * width));
            for (double distance = 1e-2; distance > 1e-13; distance /= 10)
            {
                yield return (turns[index] * (1 + distance), turns[index] * (1 + (1.5 * distance)));
                yield return (turns[index] * (1 - distance), turns[index] * (1 - (1.5 * distance)));
            }
        }
    }

    // Where sums and differences within the function, and operands that are compared or have a domain, pass 0, in order: what a function
    // has of slope in a small range only is there. Found by halving between the places.
    private static IReadOnlyList<double> Turns(ScalarExpression function)
    {
        double[] places = [.. Places.Append(0).OrderBy(place => place)];
        var turns = new SortedSet<double>();
        foreach (ScalarExpression passing in Passing(function).Distinct().Take(MostTurns))
        {
            for (int index = 1; index < places.Length; index++)
            {
                (double below, double above) = (places[index - 1], places[index]);
                int sign = SignOf(passing, below);
                if (sign == SignOf(passing, above))
                {
                    continue;
                }

                for (double middle = 0.5 * (below + above); middle > below && middle < above; middle = 0.5 * (below + above))
                {
                    if (SignOf(passing, middle) == sign)
                    {
                        below = middle;
                    }
                    else
                    {
                        above = middle;
                    }
                }

                // About 0 there are places enough, and at 0 alone a value is of no use.
                if (Math.Abs(above) > 1e-30)
                {
                    turns.Add(above);
                }
            }
        }

        return [.. turns];
    }

    // No number counts as 0, so that a domain's end is found too.
    private static int SignOf(ScalarExpression expression, double x) => Value(expression, x) is var value && double.IsNaN(value) ? 0 : Math.Sign(value);

    private static IEnumerable<ScalarExpression> Passing(ScalarExpression expression) => expression switch
    {
        ScalarUnary unary => Passing(unary.Operand).Append(unary.Operand),
        ScalarBinary { Kind: ScalarBinaryKind.Max or ScalarBinaryKind.Min } binary =>
            Passing(binary.Left).Concat(Passing(binary.Right)).Append(new ScalarBinary(ScalarBinaryKind.Subtract, binary.Left, binary.Right)),
        ScalarBinary binary => Passing(binary.Left).Concat(Passing(binary.Right)).Append(binary),
        ScalarConditional choice => Passing(choice.Left).Concat(Passing(choice.Right)).Concat(Passing(choice.Then)).Concat(Passing(choice.Else))
            .Append(new ScalarBinary(ScalarBinaryKind.Subtract, choice.Left, choice.Right)),
        _ => [],
    };

    // Whether finite numbers give none. What infinities give says nothing: mathematics may have a number there.
    private static bool IsUndefined(ScalarExpression expression, double x) => expression switch
    {
        ScalarUnary unary => IsUndefined(unary.Operand, x) || IsUndefined(expression, x, unary.Operand),
        ScalarBinary binary => IsUndefined(binary.Left, x) || IsUndefined(binary.Right, x) || IsUndefined(expression, x, binary.Left, binary.Right),
        ScalarConditional choice => IsUndefined(Branch(choice, x), x),
        _ => false,
    };

    private static bool IsUndefined(ScalarExpression operation, double x, params ScalarExpression[] operands) =>
        double.IsNaN(Value(operation, x)) && operands.All(operand => Math.Abs(Value(operand, x)) <= double.MaxValue);

    private static double Value(ScalarExpression expression, double x) => expression switch
    {
        ScalarConstant constant => constant.Value,
        ScalarVariable => x,
        ScalarUnary unary => ScalarArithmetic.Of(unary.Kind, Value(unary.Operand, x)),
        ScalarBinary binary => ScalarArithmetic.Of(binary.Kind, Value(binary.Left, x), Value(binary.Right, x)),
        ScalarConditional choice => Value(Branch(choice, x), x),
        _ => throw new InvalidOperationException($"Declarations: unknown scalar expression {expression.GetType().Name}."),
    };

    private static ScalarExpression Branch(ScalarConditional choice, double x) => Value(choice.Left, x) > Value(choice.Right, x) ? choice.Then : choice.Else;
}
