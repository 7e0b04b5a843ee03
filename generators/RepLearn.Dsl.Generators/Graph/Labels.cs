namespace RepLearn.Dsl.Generators.Graph;

/// <summary>
/// Labels for values without a name from the model, made of the operation and what it is applied to, such as <c>expLogVariance</c>;
/// no two values of a graph have the same one. The compiler of C# knows them as variables.
/// </summary>
internal sealed class Labels
{
    private const int LongestStem = 32;

    private const int LettersEnd = 25;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    private Labels()
    {
    }

    public static void Assign(ArrayGraph graph)
    {
        var labels = new Labels();
        var numbers = new List<Node>();
        foreach (Node node in graph.Nodes)
        {
            if ((node.Name ?? node.Label) is { } name)
            {
                labels._taken.Add(name);
            }
        }

        foreach (Node node in graph.Nodes)
        {
            if (node.Name is null && node.Label is null)
            {
                if (node.Kind == OpKind.Scalar)
                {
                    numbers.Add(node);
                }
                else
                {
                    node.Label = labels.Unique(Stem(node));
                }
            }
        }

        foreach (Node number in numbers)
        {
            number.Label = labels.Unique("number");
        }
    }

    /// <summary>Numbers names that two values of one program have, so that each name means one value in generated code.</summary>
    public static void MakeUnique(Node[] program)
    {
        var labels = new Labels();
        List<Node> repeated = [];
        foreach (Node node in program)
        {
            if (!labels._taken.Add(node.ToString()) && node.Name is not null)
            {
                repeated.Add(node);
            }
        }

        foreach (Node node in repeated)
        {
            node.Name = labels.Unique(node.Name!);
        }
    }

    private string Unique(string stem)
    {
        // After a digit a letter, because x1 and 2 would be read as twelve.
        bool isNumbered = char.IsDigit(stem[stem.Length - 1]);
        string label = stem;
        for (int count = 2; !_taken.Add(label); count++)
        {
            label = isNumbered && count <= LettersEnd ? $"{stem}{(char)('a' + count - 1)}" : $"{stem}{(isNumbered ? "z" : string.Empty)}{count}";
        }

        return label;
    }

    private static string Stem(Node node)
    {
        string stem = Detailed(node);
        return stem.Length <= LongestStem ? stem : General(node);
    }

    private static string Detailed(Node node) => OpTable.FamilyOf(node.Op) switch
    {
        OpFamily.Elementwise => Elementwise(node),
        OpFamily.Matrix => Matrix(node),
        OpFamily.Sphere => Sphere(node),
        OpFamily.Image => Image(node),
        OpFamily.Row => Row(node),
        OpFamily.Sparse => Sparse(node),
        _ => Basic(node),
    };

    private static string Elementwise(Node node) => node.Op switch
    {
        Op.Multiply when node[0] == node[1] => $"squared{Of(node[0])}",
        Op.Multiply when node[0].Shape.IsScalar => $"scaled{Of(node[1])}",
        Op.Multiply when node[1].Shape.IsScalar => $"scaled{Of(node[0])}",
        Op.Multiply => $"{First(node)}Times{Of(node[1])}",
        Op.Add or Op.Subtract when node[1].Constant is not null => $"shifted{Of(node[0])}",
        Op.Subtract when node[0].Constant == 1 => $"oneMinus{Of(node[1])}",
        Op.Add when node[0].Constant is not null => $"shifted{Of(node[1])}",
        Op.Add => $"{First(node)}Plus{Of(node[1])}",
        Op.Subtract => $"{First(node)}Minus{Of(node[1])}",
        Op.Select => $"chosen{Of(node[node[1].Constant is null ? 1 : 2])}",
        Op.Divide or Op.Function or Op.Power => RarerElementwise(node),
        _ => OfOperation(node),
    };

    private static string RarerElementwise(Node node) => node.Op switch
    {
        Op.Divide when node[0].Constant is not null => $"inverse{Of(node[1])}",
        Op.Divide => $"{First(node)}Over{Of(node[1])}",
        Op.Function => $"{node.Get<FunctionBody>().Body.Name}Of{Of(node[0])}",
        _ => $"power{Of(node[0])}",
    };

    private static string Basic(Node node) => node.Op switch
    {
        Op.Reduce => $"{(node.Reduction!.IsSum ? "sum" : "max")}{Of(node[0])}",
        Op.RepeatRows => $"repeated{Of(node[0])}",
        Op.Tile => $"tiled{Of(node[0])}",
        Op.Copy => $"copyOf{Of(node[0])}",
        Op.Broadcast => $"broadcast{Of(node[0])}",
        _ => OfOperation(node),
    };

    private static string Matrix(Node node) => node.Op switch
    {
        Op.Product => $"{First(node)}Times{Of(node[1])}",
        Op.ProductTransposed => $"{First(node)}Times{Of(node[1])}Transposed",
        Op.TransposedProduct => $"{First(node)}TransposedTimes{Of(node[1])}",
        Op.WeightedDistances => $"distancesOf{Of(node[0])}",
        Op.TriangularProduct or Op.TriangularProductTransposed => $"triangular{Of(node[0])}Times{Of(node[1])}",
        Op.TriangularOuterProduct => $"outer{Of(node[0])}Times{Of(node[1])}",
        _ => OfOperation(node),
    };

    private static string Sphere(Node node) => node.Op switch
    {
        Op.SphereCumulant => $"{(node.Get<SphereCumulant>().Derivative switch { 0 => "cumulants", 1 => "meanCosine", _ => "varianceOfCosine" })}Of{Of(node[0])}",
        _ => OfOperation(node),
    };

    private static string Image(Node node) => node.Op switch
    {
        Op.Convolve => $"{First(node)}ConvolvedWith{Of(node[1])}",
        Op.ConvolveTransposed => $"{First(node)}ConvolvedBackWith{Of(node[1])}",
        Op.PatchProduct => $"patchesOf{Of(node[0])}Times{Of(node[1])}",
        _ => OfOperation(node),
    };

    private static string Row(Node node) => node.Op switch
    {
        Op.PairwiseSum => $"pairsOf{Of(node[0])}",
        Op.PairwiseSlope => $"slopesOf{Of(node[0])}",
        Op.MixtureLogDensity => $"logDensityOf{Of(node[0])}",
        Op.MixtureSlope => $"slopeOf{Of(node[4])}",
        Op.MixtureMoment => $"moment{node.Get<MomentOrder>().Power}Of{Of(node[4])}",
        _ => OfOperation(node),
    };

    private static string Sparse(Node node) => node.Op switch
    {
        Op.TopColumns => $"top{Of(node[0])}",
        Op.KeepColumns => $"kept{Of(node[0])}",
        Op.BatchThreshold => $"thresholdOf{Of(node[0])}",
        Op.GatherColumns => $"gathered{Of(node[0])}",
        Op.ScatterColumns => $"scattered{Of(node[0])}",
        Op.SparseProduct => $"{First(node)}Times{Of(node[2])}",
        Op.SampledProduct => $"{First(node)}TimesTransposed{Of(node[1])}",
        Op.TransposedSparseProduct => $"{First(node)}TransposedTimes{Of(node[2])}",
        Op.SparseColumnSums => $"sum{Of(node[0])}",
        _ => OfOperation(node),
    };

    private static string OfOperation(Node node) => Casing.Lower(node.Op.ToString()) + (node.Operands.Length > 0 ? Of(node[0]) : string.Empty);

    // Where the label would be too long.
    private static string General(Node node) => node.Op switch
    {
        Op.Multiply => "product",
        Op.Add => "total",
        Op.Subtract => "difference",
        Op.Divide => "quotient",
        Op.Select => "choice",
        Op.Reduce => node.Reduction!.IsSum ? "sum" : "largest",
        Op.Product or Op.ProductTransposed or Op.TransposedProduct => "matrixProduct",
        Op.Convolve or Op.ConvolveTransposed => "convolution",
        Op.PatchProduct => "weightProduct",
        Op.Negate => "negated",
        _ => $"{Casing.Lower(node.Op.ToString())}Value",
    };

    private static string First(Node node) => Casing.Lower(Of(node[0]));

    private static string Of(Node operand) => operand.Constant is not null ? "Constant" : Casing.Upper(operand.ToString());
}
