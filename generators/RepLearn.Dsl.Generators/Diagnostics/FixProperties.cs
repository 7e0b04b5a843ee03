namespace RepLearn.Dsl.Generators.Diagnostics;

/// <summary>How the text that a diagnostic marks can be mended without a choice of the user's.</summary>
internal enum FixKind
{
    /// <summary>By <see cref="FixProperties.Text"/> in place of the marked expression.</summary>
    Replace,

    /// <summary>Without the marked argument.</summary>
    RemoveArgument,

    /// <summary>Without the marked attribute.</summary>
    RemoveAttribute,

    /// <summary>By the word before the keyword of the marked type.</summary>
    AddPartial,
}

/// <summary>What a diagnostic tells code fixes, beside its message. The assembly of code fixes compiles this file too.</summary>
internal static class FixProperties
{
    /// <summary>The name of a <see cref="FixKind"/>.</summary>
    public const string Kind = "RepLearn.Fix";

    /// <summary>What is written instead.</summary>
    public const string Text = "RepLearn.Text";
}
