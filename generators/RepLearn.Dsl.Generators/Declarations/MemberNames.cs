using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Checks that the user's members leave room for those that are generated and inherited.</summary>
internal static class MemberNames
{
    public static void Check(DeclarationContext context)
    {
        if (context.Form.Members.Any(generated => generated.Name == context.Model.Name))
        {
            Report(context, context.Model.Name, context.ModelPlace);
        }

        INamedTypeSymbol? generatedBase = TypeFormReader.GeneratedBase(context);
        foreach (ISymbol member in context.Model.GetMembers())
        {
            context.Token.ThrowIfCancellationRequested();
            if (member.IsImplicitlyDeclared || member.Locations is not [{ IsInSource: true, SourceTree: { } tree } location, ..])
            {
                continue;
            }

            var place = new SourcePlace(tree, location.SourceSpan);
            if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
            {
                CheckConstructor(context, constructor, place);
            }
            else if (context.Form.Members.Any(generated => generated.CollidesWith(member)) || (generatedBase is not null && Hides(member, generatedBase)))
            {
                Report(context, member.Name, place);
            }
        }
    }

    // An overload of an inherited method with parameters of its own is welcome: Encode(Image).
    private static bool Hides(ISymbol member, INamedTypeSymbol generatedBase) =>
        generatedBase.GetMembers(member.Name).Any(inherited =>
            inherited.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected
            && (member is not IMethodSymbol { Arity: 0 } method || inherited is not IMethodSymbol other || SameParameters(method, other)));

    private static bool SameParameters(IMethodSymbol left, IMethodSymbol right) =>
        left.Parameters.Length == right.Parameters.Length
        && left.Parameters.Zip(right.Parameters, (a, b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same);

    private static void CheckConstructor(DeclarationContext context, IMethodSymbol constructor, SourcePlace place)
    {
        if (constructor.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(context.Token)).FirstOrDefault() is TypeDeclarationSyntax primary)
        {
            context.Problems.Report(
                DeclarationDescriptors.ConstructorTaken,
                primary.ParameterList is { } list ? SourcePlace.Of(list) : place,
                context.ModelName,
                "a primary constructor",
                $"remove its parameters, or add a constructor that calls '{context.Form.ConstructorCall}'",
                context.Form.Constructor);
        }
        else if (constructor.Parameters.Select(GeneratedMember.TypeOf).SequenceEqual(context.Form.ConstructorTypes))
        {
            context.Problems.Report(
                DeclarationDescriptors.ConstructorTaken, place, context.ModelName, context.Form.ConstructorTypes.Length == 1 ? "a constructor with the same parameter" : "a constructor with the same parameters",
                "remove it", context.Form.Constructor);
        }
    }

    private static void Report(DeclarationContext context, string name, SourcePlace place) =>
        context.Problems.Report(DeclarationDescriptors.MemberNameTaken, place, name, context.ModelName);
}
