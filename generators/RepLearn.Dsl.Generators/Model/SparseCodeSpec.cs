namespace RepLearn.Dsl.Generators.Model;

/// <summary>
/// A code of many units of which few are active in an example: a sparse dictionary. The weights have a row per unit, so that those of the active ones
/// can be gathered.
/// </summary>
internal abstract record SparseCodeSpec(int Size, InitializerKind Initializer) : LatentSpec(Size, Initializer)
{
    public override IReadOnlyList<string> Heads => ["code"];

    public override LayerShape DescribeHead(int inputs) => new(
        new(Size),
        [new(ParameterRole.Weight, Size, inputs) { Inputs = inputs, Outputs = Size }, new(ParameterRole.Bias, 1, Size)]);
}

/// <summary>A code of which the largest values are kept, where they are above 0.</summary>
/// <param name="Active">How many.</param>
internal sealed record TopKSpec(int Size, int Active, InitializerKind Initializer = InitializerKind.Default) : SparseCodeSpec(Size, Initializer)
{
    public override string Name => "TopK";

    public override string Architecture => $"TopK {Size} of which {Active}";

    public override string Description => $"a code of which the {Active} largest values are kept";
}
