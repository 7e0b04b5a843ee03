using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads what a declaration with an error shows of the members that its model would have.</summary>
internal static class SkeletonReader
{
    /// <returns>Null where no second part of the class could compile, or another reading of the same class is the one to give it.</returns>
    public static SkeletonSpec? Read(DeclarationContext context, AttributeData target)
    {
        List<ModelAttribute> all = AttributeOrder.Collect(context.Model, context.Token);
        ModelAttribute model = ModelKinds.Declarations(all)[0];
        ModelPrecision precision = model.Value("Precision") is (int)ModelPrecision.Double ? ModelPrecision.Double : ModelPrecision.Single;
        if (target.ApplicationSyntaxReference?.GetSyntax(context.Token) != model.Syntax || !CanHavePart(context with { Precision = precision }))
        {
            return null;
        }

        bool isEmbedding = context.Form == GeneratedForm.Embedding;
        ModelAttribute? latent = all.Find(attribute => attribute.Family == "Latent");
        return new SkeletonSpec(
            CSharpNames.Namespace(context.Model.ContainingNamespace),
            TypeFormReader.ContainingTypesOf(context.Model),
            context.ModelName,
            precision,
            isEmbedding ? 0 : Size(model, "inputSize"),
            isEmbedding ? 0 : Size(latent, "size"),
            isEmbedding ? Size(model, "dimension") : 0,
            EquatableArray<string>.From(LeftOut(context).Distinct()),
            Reason(context))
        {
            IsClsCompliant = ClassTraits.IsClsCompliant(context.Model),
        };
    }

    /// <summary>A size that arrays may have, whatever the declaration says.</summary>
    public static int Size(ModelAttribute? attribute, string argument) => Math.Max(1, attribute?.Value(argument) as int? ?? 1);

    private static bool CanHavePart(DeclarationContext context)
    {
        INamedTypeSymbol? generatedBase = TypeFormReader.GeneratedBase(context);
        for (INamedTypeSymbol? type = context.Model; type is not null; type = type.ContainingType)
        {
            if (type.Arity > 0 || type.IsFileLocal || !SyntaxFacts.IsValidIdentifier(type.Name))
            {
                return false;
            }
        }

        return context.Model is { TypeKind: TypeKind.Class, IsRecord: false, IsStatic: false, BaseType: { } baseType }
            && (baseType.SpecialType == SpecialType.System_Object || SymbolEqualityComparer.Default.Equals(baseType, generatedBase));
    }

    private static IEnumerable<string> LeftOut(DeclarationContext context)
    {
        // A class has no member of its own name.
        yield return context.Model.Name;

        // An override returns a type of its own since this version.
        if (((CSharpParseOptions)context.Node.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp9)
        {
            yield return "Clone";
        }

        foreach (ISymbol member in context.Model.GetMembers().Where(member => !member.IsImplicitlyDeclared && !GeneratedConstants.Declares(member)))
        {
            // Beside a primary constructor no other can stand that does not call it.
            bool collides = member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
                ? context.Form.Constructors[0].HasParametersOf(constructor)
                    || constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(context.Token) is TypeDeclarationSyntax)
                : context.Form.Members.Any(generated => generated.CollidesWith(member));
            if (collides)
            {
                yield return member.Name;
            }
        }
    }

    private static string Reason(DeclarationContext context) => context.Problems.All
        .Where(problem => problem.Descriptor.DefaultSeverity == DiagnosticSeverity.Error)
        .Select(problem => $"{problem.Descriptor.Id}: {problem.Message}")
        .FirstOrDefault() ?? "the C# compiler reports it";
}
