using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Checks that the user's members leave room for those that are generated. What is inherited they may hide, of which the C# compiler warns (CS0108).</summary>
internal static class MemberNames
{
    public static void Check(DeclarationContext context)
    {
        if (context.Form.Has(context.Model.Name))
        {
            Report(context, context.Model.Name, context.ModelPlace, "the class");
        }

        foreach (ISymbol member in context.Model.GetMembers())
        {
            context.Token.ThrowIfCancellationRequested();
            if (!member.IsImplicitlyDeclared)
            {
                Check(context, member);
            }
        }
    }

    private static void Check(DeclarationContext context, ISymbol member)
    {
        // A property's name is reported, not those of its accessors.
        if (member is IMethodSymbol { AssociatedSymbol: not null }
            || GeneratedConstants.Declares(member) || member.Locations is not [{ IsInSource: true, SourceTree: { } tree } location, ..])
        {
            return;
        }

        var place = new SourcePlace(tree, location.SourceSpan);
        if (member is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true })
        {
            context.Problems.Report(DeclarationDescriptors.RequiredMember, place, member.Name, context.ModelName);
        }

        if (member is IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Constructor } constructor)
        {
            CheckConstructor(context, constructor, place);
        }
        else if (context.Form.Members.Any(generated => generated.CollidesWith(member)))
        {
            Report(context, member.Name, place, $"the one in '{context.ModelName}'");
        }
    }

    private static void CheckConstructor(DeclarationContext context, IMethodSymbol constructor, SourcePlace place)
    {
        GeneratedConstructor generated = context.Form.Constructors[0];
        SyntaxNode? syntax = (constructor.PartialImplementationPart ?? constructor).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Token);
        if (syntax is TypeDeclarationSyntax primary)
        {
            Report(
                primary.ParameterList is { } list ? SourcePlace.Of(list) : place,
                "a primary constructor",
                $"remove its parameters, or add a constructor that calls '{generated.Call}'");
        }
        else if (context.Form.Constructors.FirstOrDefault(candidate => candidate.HasParametersOf(constructor)) is { } taken)
        {
            generated = taken;
            Report(place, taken.Types.Length == 1 ? "a constructor with the same parameter" : "a constructor with the same parameters", "remove it");
        }
        else if (syntax is ConstructorDeclarationSyntax { Initializer: not { ThisOrBaseKeyword.RawKind: (int)SyntaxKind.ThisKeyword } })
        {
            Report(place, "a constructor that calls no other of the class", $"write ': {generated.Call}' after its parameters");
        }

        void Report(SourcePlace at, string what, string advice) =>
            context.Problems.Report(DeclarationDescriptors.ConstructorTaken, at, context.ModelName, what, advice, generated.Text);
    }

    private static void Report(DeclarationContext context, string name, SourcePlace place, string renamed) =>
        context.Problems.Report(DeclarationDescriptors.MemberNameTaken, place, name, renamed);
}
