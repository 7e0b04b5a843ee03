namespace RepLearn.Dsl.Generators.Model;

/// <summary>
/// A code of many units of which few are active in an example: a sparse dictionary. The weights have a row per unit, so that those of the active ones
/// can be gathered.
/// </summary>
/// <param name="Dead">What is told of dead units, and done about them.</param>
internal abstract record SparseCodeSpec(int Size, DeadUnitSpec Dead, InitializerKind Initializer) : LatentSpec(Size, Initializer)
{
    public override string[] Heads => ["code"];

    public override bool IsSparse => true;

    /// <summary>Places for the units of an example: the most that are active.</summary>
    public abstract int Places { get; }

    /// <summary>Numbers m, ascending, of first units that reconstruct an example by themselves too; empty for none.</summary>
    public EquatableArray<int> Prefixes { get; init; } = EquatableArray<int>.Empty;

    public override string[] Metrics => ["activeUnits", "deadUnits", "explainedVariance"];

    public override LatentTerm[] Terms =>
    [
        .. Choosing,
        .. Dead.Revived > 0 ? [new LatentTerm("revival", "deadUnitError")] : Array.Empty<LatentTerm>(),
        .. Prefixes.Count > 0 ? [new LatentTerm("prefixes")] : Array.Empty<LatentTerm>(),
    ];

    /// <summary>The terms by which the choice of units is learned.</summary>
    protected virtual LatentTerm[] Choosing => [];

    /// <summary>What the line that tells an architecture says of prefixes.</summary>
    protected string Nested => Prefixes.Count == 0 ? "" : $", nested {string.Join(" ", Prefixes)}";

    /// <summary>Parameters beside weight, bias and the state of each unit.</summary>
    protected virtual ParameterShape[] More => [];

    public override LayerShape DescribeHead(string head, int inputs) => new(
        new(Size),
        [
            new(ParameterRole.Weight, Size, inputs) { Inputs = inputs + Condition, Outputs = Size },
            .. Condition == 0 ? [] : new[] { new ParameterShape(ParameterRole.ConditionWeight, Condition, Size) { Inputs = inputs + Condition } },
            new(ParameterRole.Bias, 1, Size),
            .. More,
            new(ParameterRole.Idle, 1, Size),
        ]);
}

/// <summary>A code of which the largest values are kept, where they are above 0.</summary>
/// <param name="Active">How many.</param>
internal sealed record TopKSpec(int Size, int Active, DeadUnitSpec Dead, InitializerKind Initializer = InitializerKind.Default)
    : SparseCodeSpec(Size, Dead, Initializer)
{
    public override string Name => "TopK";

    public override int Places => Active;

    public override string Architecture => $"TopK {Size} of which {Active}{Nested}";

    public override string Description => $"a code of which the {Active} largest values are kept";
}

/// <summary>A code of which the largest values of a whole batch are kept, where they are above 0.</summary>
/// <param name="Active">How many for each example, on average.</param>
/// <param name="MostActive">How many for one example at most.</param>
internal sealed record BatchTopKSpec(int Size, int Active, int MostActive, DeadUnitSpec Dead, InitializerKind Initializer = InitializerKind.Default)
    : SparseCodeSpec(Size, Dead, Initializer)
{
    public override string Name => "BatchTopK";

    public override int Places => MostActive;

    public override string Architecture => $"BatchTopK {Size} of which {Active}, at most {MostActive}{Nested}";

    public override string Description => $"a code of which {Active} values for each example of a batch are kept";

    protected override ParameterShape[] More => [new(ParameterRole.Threshold, 1, 1) { IsState = true }];
}

/// <summary>A code of the values above a threshold that each unit learns.</summary>
/// <param name="Weight">The factor of the mean number of active units in the loss.</param>
/// <param name="MostActive">How many units are active in an example at most.</param>
/// <param name="Threshold">The thresholds before training.</param>
/// <param name="Bandwidth">The width around a threshold within which it learns from a value.</param>
internal sealed record JumpReluSpec(
    int Size, double Weight, int MostActive, double Threshold, double Bandwidth, DeadUnitSpec Dead, InitializerKind Initializer = InitializerKind.Default)
    : SparseCodeSpec(Size, Dead, Initializer)
{
    public override string Name => "JumpRelu";

    public override int Places => MostActive;

    public override string Architecture => FormattableString.Invariant($"JumpRelu {Size} from {Threshold:R}, at most {MostActive}");

    public override string Description => "a code of the values above thresholds that are learned";

    protected override LatentTerm[] Choosing => [new("sparsity")];

    protected override ParameterShape[] More => [new(ParameterRole.LogThreshold, 1, Size)];
}

/// <summary>A code whose units are chosen by one linear map, the gate, and have the values of another with the same directions.</summary>
/// <param name="Weight">The factor of the sum of the gate's values above 0 in the loss.</param>
/// <param name="MostActive">How many units are active in an example at most.</param>
internal sealed record GatedSpec(int Size, double Weight, int MostActive, DeadUnitSpec Dead, InitializerKind Initializer = InitializerKind.Default)
    : SparseCodeSpec(Size, Dead, Initializer)
{
    public override string Name => "Gated";

    public override int Places => MostActive;

    public override string Architecture => $"Gated {Size}, at most {MostActive}";

    public override string Description => "a code of units that a gate chooses";

    protected override LatentTerm[] Choosing => [new("sparsity", "gateSum"), new("gate")];

    protected override ParameterShape[] More => [new(ParameterRole.LogMagnitude, 1, Size), new(ParameterRole.MagnitudeBias, 1, Size)];
}

/// <summary>Units that are active in no example any more.</summary>
/// <param name="After">Examples in a row without the unit.</param>
/// <param name="Revived">Dead units that learn what the others leave of an example; 0 for none.</param>
/// <param name="Weight">The factor of that loss.</param>
internal sealed record DeadUnitSpec(int After, int Revived, double Weight);
