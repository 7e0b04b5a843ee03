using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>How the text can be mended, as the assembly of code fixes reads it.</summary>
internal sealed record ProblemFix(FixKind Kind, string Text = "")
{
    public static readonly ProblemFix RemoveArgument = new(FixKind.RemoveArgument);

    public static readonly ProblemFix RemoveAttribute = new(FixKind.RemoveAttribute);

    public static readonly ProblemFix AddPartial = new(FixKind.AddPartial);

    /// <summary>What is mended; null where that is what the diagnostic marks.</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>A number in place of the marked expression.</summary>
    public static ProblemFix Write(int number) => new(FixKind.Replace, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A using directive that gives the marked name one meaning.</summary>
    public static ProblemFix Using(string name, string meaning) => new(FixKind.AddUsing, $"{name} = {meaning}");

    /// <summary>An attribute of the language above or below another one, where its name means this library's.</summary>
    /// <param name="text">The attribute as the language writes it, for example <c>Decoder.Dense(8)</c>.</param>
    public static ProblemFix Add(DeclarationContext context, FixKind kind, ModelAttribute beside, string text)
    {
        int end = text.IndexOfAny(['.', '(']);
        string first = end < 0 ? text : text.Substring(0, end);
        string type = end >= 0 && text[end] == '.' ? first : $"{first}Attribute";
        ImmutableArray<ISymbol> meanings = context.Compilation.GetSemanticModel(beside.Syntax.SyntaxTree).LookupNamespacesAndTypes(beside.Syntax.SpanStart, name: type);
        bool isKnown = meanings is [var meaning] && meaning.ToDisplayString() == $"{ModelVocabulary.Namespace}.{type}";
        return new ProblemFix(kind, isKnown ? text : $"{ModelVocabulary.Namespace}.{text}") { Place = SourcePlace.Of(beside.Syntax) };
    }

    public ImmutableDictionary<string, string?> Properties =>
        ImmutableDictionary<string, string?>.Empty.Add(FixProperties.Kind, Kind.ToString()).Add(FixProperties.Text, Text);
}
