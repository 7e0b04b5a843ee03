using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>What the rest of the user's class, and the project around it, ask of the generated part.</summary>
internal static class ClassTraits
{
    /// <summary>Reports members that the generated constructor leaves null though they may not be, as the C# compiler cannot do at their place.</summary>
    /// <returns>Whether there are any.</returns>
    public static bool ReportUnsetMembers(DeclarationContext context)
    {
        bool found = false;
        foreach (ISymbol member in context.Model.GetMembers())
        {
            found |= !member.IsImplicitlyDeclared && MayBeUnset(member) && ReportUnset(context, member);
        }

        return found;
    }

    private static bool ReportUnset(DeclarationContext context, ISymbol member)
    {
        if (member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Token) is not { } syntax || !HasNoValue(syntax))
        {
            return false;
        }

        if (GivesItsField(syntax) && member.Locations is [{ IsInSource: true, SourceTree: { } tree } location, ..])
        {
            context.Problems.Report(
                DeclarationDescriptors.UnsetMember, new SourcePlace(tree, location.SourceSpan), member.Name, context.ModelName, context.Form.Constructors[0].Text);
        }

        return true;
    }

    /// <summary>What a class that others can see is said to be in an assembly that follows the Common Language Specification.</summary>
    public static ClsCompliance Cls(INamedTypeSymbol model)
    {
        for (INamedTypeSymbol? type = model; type is not null; type = type.ContainingType)
        {
            if (type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return ClsCompliance.None;
            }
        }

        if (Compliance(model) is { } own)
        {
            return own ? ClsCompliance.Claimed : ClsCompliance.None;
        }

        for (INamedTypeSymbol? type = model.ContainingType; type is not null; type = type.ContainingType)
        {
            if (Compliance(type) is { } outer)
            {
                return outer ? ClsCompliance.Inherited : ClsCompliance.None;
            }
        }

        return Compliance(model.ContainingAssembly) == true ? ClsCompliance.Inherited : ClsCompliance.None;
    }

    private static bool? Compliance(ISymbol symbol)
    {
        foreach (AttributeData data in symbol.GetAttributes())
        {
            if (data is { AttributeClass: { Name: "CLSCompliantAttribute", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }, ConstructorArguments: [{ Value: bool said }] })
            {
                return said;
            }
        }

        return null;
    }

    private static bool MayBeUnset(ISymbol member)
    {
        ITypeSymbol? type = member switch
        {
            IFieldSymbol { IsConst: false, IsRequired: false } field => field.Type,
            IPropertySymbol { IsAbstract: false, IsRequired: false } property => property.Type,
            IEventSymbol { IsAbstract: false } @event => @event.Type,
            _ => null,
        };
        return type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated } && !member.IsStatic
            && !member.GetAttributes().Any(data => data.AttributeClass?.Name is "MaybeNullAttribute" or "AllowNullAttribute");
    }

    // A field, or a property with a field of its own: an accessor without a body has one, and so has one with the word.
    private static bool HasNoValue(SyntaxNode member) => member switch
    {
        VariableDeclaratorSyntax field => field.Initializer is null,
        PropertyDeclarationSyntax { Initializer: null, AccessorList.Accessors: var accessors } =>
            accessors.Any(accessor => IsAutomatic(accessor) || NamesItsField(accessor)),
        PropertyDeclarationSyntax { ExpressionBody: { } body } => NamesItsField(body),
        _ => false,
    };

    // A getter that does more may give another value for null; the C# compiler looks into that, and so should not we.
    private static bool GivesItsField(SyntaxNode member) =>
        member is not PropertyDeclarationSyntax { AccessorList: { } list }
            ? member is VariableDeclaratorSyntax
            : list.Accessors.FirstOrDefault(accessor => accessor.Keyword.IsKind(SyntaxKind.GetKeyword)) is { } getter
                && (IsAutomatic(getter) || getter.ExpressionBody?.Expression.ToString() == "field");

    private static bool IsAutomatic(AccessorDeclarationSyntax accessor) => accessor is { Body: null, ExpressionBody: null };

    private static bool NamesItsField(SyntaxNode node) => node.DescendantTokens().Any(token => token.Text == "field");
}
