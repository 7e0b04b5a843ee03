namespace RepLearn.Dsl.Generators.Model;

/// <summary>The names in the loss of an importance-weighted model.</summary>
internal static class BoundTerm
{
    public const string Name = "bound";

    /// <summary>The parts of the evidence lower bound, and how many draws share the weight.</summary>
    public static readonly EquatableArray<string> Metrics = new(["reconstruction", "divergence", "effectiveSamples"]);
}
