namespace RepLearn.Dsl.Generators.Model;

/// <summary>
/// A code of many units of which few are active in an example: a sparse dictionary. The weights have a row per unit, so that those of the active ones
/// can be gathered.
/// </summary>
/// <param name="Dead">What is told of dead units, and done about them.</param>
internal abstract record SparseCodeSpec(int Size, DeadUnitSpec Dead, InitializerKind Initializer) : LatentSpec(Size, Initializer)
{
    public override IReadOnlyList<string> Heads => ["code"];

    public override LayerShape DescribeHead(string head, int inputs) => new(
        new(Size),
        [
            new(ParameterRole.Weight, Size, inputs) { Inputs = inputs + Condition, Outputs = Size },
            .. Condition == 0 ? [] : new[] { new ParameterShape(ParameterRole.ConditionWeight, Condition, Size) { Inputs = inputs + Condition } },
            new(ParameterRole.Bias, 1, Size),
            new(ParameterRole.Idle, 1, Size),
        ]);
}

/// <summary>A code of which the largest values are kept, where they are above 0.</summary>
/// <param name="Active">How many.</param>
internal sealed record TopKSpec(int Size, int Active, DeadUnitSpec Dead, InitializerKind Initializer = InitializerKind.Default)
    : SparseCodeSpec(Size, Dead, Initializer)
{
    public override string Name => "TopK";

    public override string Architecture => $"TopK {Size} of which {Active}";

    public override string Description => $"a code of which the {Active} largest values are kept";
}

/// <summary>Units that are active in no example any more.</summary>
/// <param name="After">Examples in a row without the unit.</param>
/// <param name="Revived">Dead units that learn what the others leave of an example; 0 for none.</param>
/// <param name="Weight">The factor of that loss.</param>
internal sealed record DeadUnitSpec(int After, int Revived, double Weight);
