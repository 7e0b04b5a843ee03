using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Diagnostics;

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
            if (IsUnset(member, context.Token) && member.Locations is [{ IsInSource: true, SourceTree: { } tree } location, ..])
            {
                found = true;
                context.Problems.Report(
                    DeclarationDescriptors.UnsetMember, new SourcePlace(tree, location.SourceSpan), member.Name, context.ModelName, context.Form.Constructors[0].Text);
            }
        }

        return found;
    }

    /// <summary>Whether a class that others can see belongs to an assembly that follows the Common Language Specification.</summary>
    public static bool IsClsCompliant(INamedTypeSymbol model)
    {
        if (Compliance(model) is not null)
        {
            return false;
        }

        for (INamedTypeSymbol? type = model; type is not null; type = type.ContainingType)
        {
            if (type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }

            if (Compliance(type) is { } said)
            {
                return said;
            }
        }

        return Compliance(model.ContainingAssembly) ?? false;
    }

    private static bool? Compliance(ISymbol symbol) => symbol.GetAttributes()
        .Where(data => data.AttributeClass is { Name: "CLSCompliantAttribute", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
        .Select(data => data.ConstructorArguments is [{ Value: bool said }] ? said : (bool?)null)
        .FirstOrDefault();

    private static bool IsUnset(ISymbol member, CancellationToken token)
    {
        ITypeSymbol? type = member switch
        {
            IFieldSymbol { IsConst: false, IsRequired: false } field => field.Type,
            IPropertySymbol { IsAbstract: false, IsRequired: false } property => property.Type,
            IEventSymbol { IsAbstract: false } @event => @event.Type,
            _ => null,
        };
        if (type is not { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated } || member.IsStatic || member.IsImplicitlyDeclared
            || member.GetAttributes().Any(data => data.AttributeClass?.Name is "MaybeNullAttribute" or "AllowNullAttribute"))
        {
            return false;
        }

        return member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(token) switch
        {
            VariableDeclaratorSyntax field => field.Initializer is null,
            PropertyDeclarationSyntax { Initializer: null, AccessorList: { } accessors } => accessors.Accessors.All(accessor => accessor is { Body: null, ExpressionBody: null }),
            _ => false,
        };
    }
}
