using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>A span of a user's file, comparable, and turned into a real location so that <c>#pragma</c> works on it.</summary>
internal readonly record struct SourcePlace(SyntaxTree Tree, TextSpan Span)
{
    public static SourcePlace Of(SyntaxNode node) => new(node.SyntaxTree, node.Span);

    public static SourcePlace Of(SyntaxToken token) => new(token.SyntaxTree!, token.Span);

    public Location ToLocation() => Location.Create(Tree, Span);
}
