namespace RepLearn.Dsl.Generators.Diagnostics;

/// <summary>What all diagnostics share. Their first digit is the stage that sees them.</summary>
internal static class DescriptorTable
{
    public const string Category = "RepLearn";

    /// <summary>The page with one section an id, for example <c>#rl2003</c>.</summary>
    public const string HelpPage = "generators/RepLearn.Dsl.Generators/Diagnostics/README.md";
}
