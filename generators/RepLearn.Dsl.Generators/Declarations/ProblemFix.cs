using System.Collections.Immutable;
using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>How the text at a problem's place can be mended, as the assembly of code fixes reads it.</summary>
internal sealed record ProblemFix(FixKind Kind, string Text = "")
{
    public static readonly ProblemFix RemoveArgument = new(FixKind.RemoveArgument);

    public static readonly ProblemFix RemoveAttribute = new(FixKind.RemoveAttribute);

    public static readonly ProblemFix AddPartial = new(FixKind.AddPartial);

    /// <summary>A number in place of the marked expression.</summary>
    public static ProblemFix Write(int number) => new(FixKind.Replace, number.ToString(CultureInfo.InvariantCulture));

    public ImmutableDictionary<string, string?> Properties =>
        ImmutableDictionary<string, string?>.Empty.Add(FixProperties.Kind, Kind.ToString()).Add(FixProperties.Text, Text);
}
