using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Finds where declarations use sizes of models, directly, through constants of the user's, or through other models.</summary>
internal sealed class GeneratedConstantUses(Compilation compilation, CancellationToken token)
{
    /// <summary>The constants and the methods that may be functions of a model.</summary>
    public static List<MemberDeclarationSyntax> Scalars(INamedTypeSymbol model, CancellationToken token)
    {
        var scalars = new List<MemberDeclarationSyntax>();
        foreach (TypeDeclarationSyntax part in TypeFormReader.DeclarationsOf(model, token))
        {
            foreach (MemberDeclarationSyntax member in part.Members)
            {
                if (IsScalar(member))
                {
                    scalars.Add(member);
                }
            }
        }

        return scalars;
    }

    private static bool IsScalar(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.FloatKeyword or (int)SyntaxKind.DoubleKeyword } } method =>
            method.Modifiers.Any(SyntaxKind.StaticKeyword),
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => false,
    };

    /// <summary>The names of sizes in a piece of syntax, whoever's they are.</summary>
    public static IEnumerable<IdentifierNameSyntax> Names(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
        .Where(name => ModelVocabulary.Sizes.Any(size => size.Constant == name.Identifier.ValueText));

    /// <summary>The first name of an expression that means nothing yet, or is a constant whose value is not known yet; null where there is none.</summary>
    /// <param name="scope">The type in which the expression stands.</param>
    public UnknownName? FirstUnknown(ExpressionSyntax? expression, INamedTypeSymbol? scope)
    {
        if (expression is null)
        {
            return null;
        }

        SemanticModel semantics = compilation.GetSemanticModel(expression.SyntaxTree);
        foreach (SimpleNameSyntax name in expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Where(name => !IsNoName(name)))
        {
            SymbolInfo info = semantics.GetSymbolInfo(name, token);
            string text = (name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (SyntaxNode)name).ToString();
            if (info.Symbol is IFieldSymbol { IsConst: true, HasConstantValue: false } constant)
            {
                var declaration = constant.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(token) as VariableDeclaratorSyntax;
                return new UnknownName(text, null, constant.ContainingType, declaration?.Initializer?.Value);
            }

            if (info.Symbol is null && info.CandidateSymbols.IsEmpty)
            {
                INamedTypeSymbol? owner = name is IdentifierNameSyntax identifier ? OwnerOf(identifier, semantics, scope) : null;
                return new UnknownName(text, owner, scope, owner is null ? null : Argument(owner, name.Identifier.ValueText));
            }
        }

        return null;
    }

    // The argument that gives a model's size; null where it has none, or two.
    private ExpressionSyntax? Argument(INamedTypeSymbol model, string constant)
    {
        ModelAttribute[] giving = AttributeOrder.Collect(model, token)
            .Where(attribute => ModelVocabulary.Sizes.Any(size => size.Constant == constant && size.DeclaredBy(attribute.Name)))
            .ToArray();
        return giving.Length == 1 ? giving[0].Syntax.ArgumentList?.Arguments.FirstOrDefault()?.Expression : null;
    }

    private static bool IsNoName(SimpleNameSyntax name) =>
        name.Identifier.ValueText.Length == 0 || (name.Identifier.ValueText == "nameof" && name.Parent is InvocationExpressionSyntax);

    private INamedTypeSymbol? OwnerOf(IdentifierNameSyntax name, SemanticModel semantics, INamedTypeSymbol? scope)
    {
        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        {
            return semantics.GetSymbolInfo(access.Expression).Symbol is INamedTypeSymbol type && WillHave(type, name) ? type : null;
        }

        for (INamedTypeSymbol? outer = scope; outer is not null; outer = outer.ContainingType)
        {
            if (WillHave(outer, name))
            {
                return outer;
            }
        }

        return semantics.GetImportScopes(name.SpanStart).SelectMany(imports => imports.Imports)
            .Select(import => import.NamespaceOrType)
            .OfType<INamedTypeSymbol>()
            .FirstOrDefault(type => WillHave(type, name));
    }

    // If no attribute of a model binds, the model has an error of its own and a skeleton with all sizes.
    private bool WillHave(INamedTypeSymbol type, IdentifierNameSyntax name) => type.GetAttributes()
        .Select(data => ModelVocabulary.NameOf(data.AttributeClass))
        .Concat(UnboundAttributes.Named(type, token).Select(attribute => attribute.Name))
        .Any(attribute => ModelVocabulary.Sizes.Any(size => size.Constant == name.Identifier.ValueText && attribute is not null && size.IsOf(attribute)));
}

/// <summary>A name without a value.</summary>
/// <param name="Text">As written.</param>
/// <param name="Owner">The model whose size it will be; else null.</param>
/// <param name="Scope">The type in which it stands.</param>
/// <param name="Origin">What will give the value: an argument of the owner, or a constant's initializer; else null.</param>
internal sealed record UnknownName(string Text, INamedTypeSymbol? Owner, INamedTypeSymbol? Scope, ExpressionSyntax? Origin);
