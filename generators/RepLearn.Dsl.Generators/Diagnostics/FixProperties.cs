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

    /// <summary>By an attribute, <see cref="FixProperties.Text"/>, above the marked one.</summary>
    AddAttributeBefore,

    /// <summary>By an attribute, <see cref="FixProperties.Text"/>, below the marked one.</summary>
    AddAttributeAfter,

    /// <summary>By a using directive of what is <see cref="FixProperties.Text"/>, for the marked name.</summary>
    AddUsing,
}

/// <summary>
/// What a diagnostic tells code fixes, beside its message. What is mended elsewhere than at the diagnostic is its additional location. The assembly of
/// code fixes compiles this file too.
/// </summary>
internal static class FixProperties
{
    /// <summary>The name of a <see cref="FixKind"/>.</summary>
    public const string Kind = "RepLearn.Fix";

    /// <summary>What is written instead.</summary>
    public const string Text = "RepLearn.Text";
}
