using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Diagnostics;
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
        return target.ApplicationSyntaxReference?.GetSyntax(context.Token) == model.Syntax ? Read(context, model, all) : null;
    }

    /// <param name="model">The attribute that declares the model; null where it was forgotten or does not bind.</param>
    /// <returns>Null where no second part of the class could compile.</returns>
    public static SkeletonSpec? Read(DeclarationContext context, ModelAttribute? model, List<ModelAttribute> all)
    {
        ModelPrecision precision = model?.Value("Precision") is (int)ModelPrecision.Double ? ModelPrecision.Double : context.Precision;
        precision = TypeFormReader.PrecisionOfBase(context with { Precision = precision });
        if (!CanHavePart(context with { Precision = precision }))
        {
            return null;
        }

        bool isEmbedding = context.Form == GeneratedForm.Embedding;
        ModelAttribute? latent = all.Find(attribute => attribute.Family == "Latent");
        return new SkeletonSpec(
            CSharpNames.Namespace(context.Model.ContainingNamespace),
            TypeFormReader.ContainingTypesOf(context.Model),
            CSharpNames.TypeName(context.Model.Name),
            precision,
            isEmbedding ? 0 : Size(model, "inputSize"),
            isEmbedding ? 0 : Size(latent, "size"),
            isEmbedding ? Size(model, "dimension") : 0,
            EquatableArray<string>.From(LeftOut(context).Distinct()),
            EquatableArray<string>.From(MissingFunctions(context)),
            Reason(context))
        {
            Cls = ClassTraits.Cls(context.Model),
            Penalties = EquatableArray<string>.From(all.Where(attribute => attribute.Name == "Regularizer.Custom")
                .Select(attribute => attribute.Value("penalty")).OfType<string>().Where(SyntaxFacts.IsValidIdentifier)),
            PrimaryCall = PrimaryOf(context) is { } primary ? CallOf(primary) : null,
            HasRequiredMembers = HasRequiredMembers(context.Model),
        };
    }

    /// <summary>A size that arrays may have, whatever the declaration says: 1 for one that no model has.</summary>
    public static int Size(ModelAttribute? attribute, string argument) =>
        attribute?.SizeOf(argument) is int size and > 0 and <= (int)NetworkShape.MaxParameters ? size : 1;

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

        bool cannotCallPrimary = PrimaryOf(context) is { } primary && CallOf(primary) is null;
        foreach (GeneratedConstructor constructor in context.Form.Constructors)
        {
            if (cannotCallPrimary || context.Model.InstanceConstructors.Any(own => !own.IsImplicitlyDeclared && constructor.HasParametersOf(own)))
            {
                yield return constructor.Text;
            }
        }

        foreach (ISymbol member in context.Model.GetMembers().Where(member => !member.IsImplicitlyDeclared && !GeneratedConstants.Declares(member)))
        {
            if (context.Form.Members.Any(generated => generated.CollidesWith(member)))
            {
                yield return member.Name;
            }
        }
    }

    private static IMethodSymbol? PrimaryOf(DeclarationContext context) => context.Model.InstanceConstructors.FirstOrDefault(constructor =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(context.Token) is TypeDeclarationSyntax { ParameterList: not null }));

    // Every other constructor must call a primary one; null where none can without variables.
    private static string? CallOf(IMethodSymbol primary) =>
        primary.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In && parameter.Type.TypeKind != TypeKind.Error)
            ? $"this({string.Join(", ", primary.Parameters.Select(parameter => $"default({parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})"))})"
            : null;

    // A constructor of the user's that calls the generated one would have to say the same of itself (CS9039).
    private static bool HasRequiredMembers(INamedTypeSymbol model) =>
        model.GetMembers().Any(member => member is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true })
        && model.InstanceConstructors.All(constructor => constructor.IsImplicitlyDeclared);

    // The C# compiler would report an unknown name in nameof(F) as well.
    private static IEnumerable<string> MissingFunctions(DeclarationContext context) => context.Problems.All
        .Where(problem => problem.Descriptor.Id == DeclarationDescriptors.FunctionNotFound.Id)
        .Select(problem => problem.Arguments[0])
        .Where(name => SyntaxFacts.IsValidIdentifier(name) && name != context.Model.Name
            && context.Model.GetMembers(name).IsEmpty && !context.Form.Members.Any(generated => generated.Name == name)
            && TypeFormReader.GeneratedBase(context)?.GetMembers(name).IsEmpty == true)
        .Select(CSharpNames.Identifier)
        .Distinct();

    private static string Reason(DeclarationContext context) => context.Problems.All
        .Where(problem => problem.Descriptor.DefaultSeverity == DiagnosticSeverity.Error)
        .Select(problem => $"{problem.Descriptor.Id}: {problem.Message}")
        .FirstOrDefault() ?? "the C# compiler reports it";
}
