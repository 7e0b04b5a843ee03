using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// A diagnostic before it is reported. Unlike <see cref="Diagnostic"/>, which compares its arguments by reference, it is
/// equal to another that says the same at the same place.
/// </summary>
/// <param name="Arguments">Texts, formatted without culture.</param>
internal sealed record Problem(DiagnosticDescriptor Descriptor, SourcePlace Place, EquatableArray<string> Arguments)
{
    private static readonly ImmutableDictionary<string, string?> s_withoutFix = ImmutableDictionary<string, string?>.Empty;

    public Problem(DiagnosticDescriptor descriptor, SourcePlace place, params string[] arguments)
        : this(descriptor, place, new EquatableArray<string>(arguments))
    {
    }

    /// <summary>How a code fix mends it; null where the user has a choice.</summary>
    public ProblemFix? Fix { get; init; }

    public string Message => string.Format(CultureInfo.InvariantCulture, Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), [.. Arguments]);

    public Diagnostic ToDiagnostic() => Diagnostic.Create(
        Descriptor, Place.ToLocation(), Fix?.Place is { } mended ? [mended.ToLocation()] : [], Fix?.Properties ?? s_withoutFix, [.. Arguments]);
}
