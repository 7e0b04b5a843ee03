using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.CodeFixes;

/// <summary>Fixes that add a line: laid out like the line beside it, so that no formatter is needed.</summary>
internal static class AddedSyntax
{
    /// <summary>An attribute above or below another, in the same brackets where these hold more than one.</summary>
    public static DeclarationEdit Attribute(SyntaxNode root, AttributeSyntax beside, FixKind kind, string text)
    {
        var list = (AttributeListSyntax)beside.Parent!;
        AttributeListSyntax added = Parse(text);
        bool isBefore = kind == FixKind.AddAttributeBefore;
        string title = $"Add [{text}]";
        if (list.Attributes.Count > 1)
        {
            SeparatedSyntaxList<AttributeSyntax> together = list.Attributes.Insert(list.Attributes.IndexOf(beside) + (isBefore ? 0 : 1), added.Attributes[0]);
            return new(title, root.ReplaceNode(list, list.WithAttributes(Spaced(together))));
        }

        AttributeListSyntax line = added.WithTrailingTrivia(Layout(list.GetTrailingTrivia()));
        SyntaxTriviaList indentation = Indentation(list.GetLeadingTrivia());
        return new(title, isBefore
            ? root.ReplaceNode(list, [line.WithLeadingTrivia(list.GetLeadingTrivia()), list.WithLeadingTrivia(indentation)])
            : root.ReplaceNode(list, [list, line.WithLeadingTrivia(indentation)]));
    }

    /// <summary>A using directive behind the others of the innermost namespace with some around a node, else of the file.</summary>
    public static DeclarationEdit Using(SyntaxNode root, SyntaxNode node, string text)
    {
        string title = $"Add 'using {text};'";
        UsingDirectiveSyntax added = SyntaxFactory.ParseCompilationUnit($"using {text};").Usings[0];
        BaseNamespaceDeclarationSyntax? around = node.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(one => one.Usings.Count > 0);
        SyntaxList<UsingDirectiveSyntax> usings = around?.Usings ?? ((CompilationUnitSyntax)root).Usings;
        if (usings.Count > 0)
        {
            UsingDirectiveSyntax last = usings[usings.Count - 1];
            UsingDirectiveSyntax line = added.WithLeadingTrivia(Indentation(last.GetLeadingTrivia())).WithTrailingTrivia(Layout(last.GetTrailingTrivia()));
            return new(title, root.ReplaceNode(last, [last, line]));
        }

        // All other usings are global ones of other files.
        var unit = (CompilationUnitSyntax)root;
        SyntaxTriviaList above = unit.GetLeadingTrivia();
        UsingDirectiveSyntax first = added.WithLeadingTrivia(above).WithTrailingTrivia(SyntaxFactory.LineFeed, SyntaxFactory.LineFeed);
        return new(title, unit.WithLeadingTrivia().WithUsings(SyntaxFactory.SingletonList(first)));
    }

    // As it would be read from a file: what is made by hand is laid out anew by editors.
    private static AttributeListSyntax Parse(string text) => SyntaxFactory.ParseCompilationUnit($"[{text}] class C;")
        .DescendantNodes().OfType<AttributeListSyntax>().First();

    private static SeparatedSyntaxList<AttributeSyntax> Spaced(SeparatedSyntaxList<AttributeSyntax> attributes) => SyntaxFactory.SeparatedList(
        attributes, attributes.GetSeparators().Select(separator => separator.HasTrailingTrivia ? separator : separator.WithTrailingTrivia(SyntaxFactory.Space)));

    // The end of the line, or else the space before what follows in it; no comments, and no space behind the text of a line.
    private static SyntaxTriviaList Layout(SyntaxTriviaList trivia) =>
        trivia.Any(SyntaxKind.EndOfLineTrivia) ? [trivia.First(one => one.IsKind(SyntaxKind.EndOfLineTrivia))]
        : trivia.Any(SyntaxKind.WhitespaceTrivia) ? [trivia.First(one => one.IsKind(SyntaxKind.WhitespaceTrivia))]
        : [];

    private static SyntaxTriviaList Indentation(SyntaxTriviaList leading) =>
        leading.LastOrDefault() is var last && last.IsKind(SyntaxKind.WhitespaceTrivia) ? [last] : [];
}
