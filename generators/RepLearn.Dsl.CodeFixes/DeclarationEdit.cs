using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.CodeFixes;

/// <summary>A file after a fix.</summary>
/// <param name="Title">What the user reads before it is made.</param>
internal sealed record DeclarationEdit(string Title, SyntaxNode Root)
{
    /// <summary>Makes an edit at a span.</summary>
    /// <returns>Null where the text is no longer what the diagnostic was about, or the edit would change what stays.</returns>
    public static DeclarationEdit? Of(SyntaxNode root, TextSpan span, FixKind kind, string text)
    {
        if (!root.FullSpan.Contains(span))
        {
            return null;
        }

        SyntaxNode node = root.FindNode(span);
        return kind switch
        {
            // What is wrong in a block is told at its use, where the number does not stand.
            FixKind.Replace => root.FindNode(span, getInnermostNodeForTie: true) is ExpressionSyntax expression and not TypeOfExpressionSyntax ? Replace(root, expression, text) : null,
            FixKind.RemoveArgument => node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { } argument ? Remove(root, argument) : null,
            FixKind.RemoveAttribute => node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute ? Remove(root, attribute) : null,
            FixKind.AddPartial => node is TypeDeclarationSyntax type ? AddPartial(root, type) : null,
            FixKind.AddAttributeBefore or FixKind.AddAttributeAfter =>
                node.FirstAncestorOrSelf<AttributeSyntax>() is { Parent: AttributeListSyntax } attribute ? AddedSyntax.Attribute(root, attribute, kind, text) : null,
            FixKind.AddUsing => AddedSyntax.Using(root, node, text),
            _ => null,
        };
    }

    private static DeclarationEdit Replace(SyntaxNode root, ExpressionSyntax expression, string text) =>
        new($"Write {text}", root.ReplaceNode(expression, SyntaxFactory.ParseExpression(text).WithTriviaFrom(expression)));

    private static DeclarationEdit? Remove(SyntaxNode root, AttributeArgumentSyntax argument)
    {
        var list = (AttributeArgumentListSyntax)argument.Parent!;

        // Without it, what follows by position would be another argument.
        bool decidesOthers = IsPositional(argument) && list.Arguments.Skip(list.Arguments.IndexOf(argument) + 1).Any(IsPositional);
        bool isAlone = list.Arguments.Count == 1 && !list.OpenParenToken.TrailingTrivia.Any(IsComment) && !IsCommented(argument);
        return decidesOthers ? null : Without(root, isAlone ? list : argument, $"Remove '{argument}'");
    }

    private static bool IsPositional(AttributeArgumentSyntax argument) => argument is { NameColon: null, NameEquals: null };

    private static DeclarationEdit? Remove(SyntaxNode root, AttributeSyntax attribute) =>
        Without(root, attribute.Parent is AttributeListSyntax { Attributes.Count: 1 } list ? list : attribute, $"Remove [{attribute}]");

    // What is the user's own beside it stays: comments and directives.
    private static DeclarationEdit? Without(SyntaxNode root, SyntaxNode node, string title)
    {
        if (node is AttributeListSyntax list && IsCommented(node))
        {
            return Without(root, list, title);
        }

        bool isCommented = IsCommented(node) || Separators(node).Any(separator => separator.LeadingTrivia.Any(IsComment) || separator.TrailingTrivia.Any(IsComment));
        return root.RemoveNode(node, isCommented ? SyntaxRemoveOptions.KeepExteriorTrivia : SyntaxRemoveOptions.KeepNoTrivia) is { } rest
            ? new DeclarationEdit(title, rest)
            : null;
    }

    // A comment behind the brackets takes their place; without one, what is above ends where they began.
    private static DeclarationEdit? Without(SyntaxNode root, AttributeListSyntax list, string title)
    {
        var mark = new SyntaxAnnotation();
        SyntaxTriviaList above = list.GetLeadingTrivia();
        SyntaxTriviaList behind = [.. list.GetTrailingTrivia().SkipWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];
        AttributeListSyntax marked = behind.Any(IsComment) ? list.WithTrailingTrivia(behind)
            : list.WithTrailingTrivia().WithLeadingTrivia(above.LastOrDefault().IsKind(SyntaxKind.WhitespaceTrivia) ? above.RemoveAt(above.Count - 1) : above);
        SyntaxNode changed = root.ReplaceNode(list, marked.WithAdditionalAnnotations(mark));
        return changed.RemoveNode(changed.GetAnnotatedNodes(mark).Single(), SyntaxRemoveOptions.KeepExteriorTrivia) is { } rest ? new DeclarationEdit(title, rest) : null;
    }

    private static bool IsCommented(SyntaxNode node) => node.GetLeadingTrivia().Any(IsComment) || node.GetTrailingTrivia().Any(IsComment);

    private static bool IsComment(SyntaxTrivia trivia) => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    // The commas before and behind.
    private static IEnumerable<SyntaxToken> Separators(SyntaxNode node) =>
        new[] { node.GetFirstToken().GetPreviousToken(), node.GetLastToken().GetNextToken() }.Where(token => token.IsKind(SyntaxKind.CommaToken) && token.Parent == node.Parent);

    private static DeclarationEdit? AddPartial(SyntaxNode root, TypeDeclarationSyntax type)
    {
        if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return null;
        }

        // It must stand right before the keyword, and takes what stood before that.
        SyntaxToken partial = SyntaxFactory.Token(type.Keyword.LeadingTrivia, SyntaxKind.PartialKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space));
        TypeDeclarationSyntax changed = type.WithKeyword(type.Keyword.WithLeadingTrivia());
        return new($"Make '{type.Identifier.ValueText}' partial", root.ReplaceNode(type, changed.WithModifiers(changed.Modifiers.Add(partial))));
    }
}
