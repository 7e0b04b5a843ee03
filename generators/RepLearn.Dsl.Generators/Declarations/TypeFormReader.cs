using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Checks that a second part of the class can be generated, and reads what opens the types around it.</summary>
internal static class TypeFormReader
{
    private const LanguageVersion OldestLanguage = LanguageVersion.CSharp11;

    /// <param name="declaring">The attribute that declares the model.</param>
    public static void CheckModel(DeclarationContext context, ModelAttribute declaring)
    {
        if (context.Model.Name.Length == 0)
        {
            context.Problems.LeaveToCompiler();
        }

        CheckKind(context);
        CheckLanguage(context, declaring);
        if (context.Model.TypeKind != TypeKind.Class)
        {
            return;
        }

        if (!context.Node.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            context.Problems.Report(DeclarationDescriptors.ModelNotPartial, context.ModelPlace, ProblemFix.AddPartial, context.ModelName);
        }

        if (context.Model is { BaseType: { SpecialType: not SpecialType.System_Object } baseType })
        {
            CheckBaseClass(context, declaring, baseType);
        }

        MemberNames.Check(context);
    }

    public static EquatableArray<ContainingTypeSpec> ReadContainingTypes(DeclarationContext context)
    {
        for (INamedTypeSymbol? type = context.Model.ContainingType; type is not null; type = type.ContainingType)
        {
            CheckContainingType(context, type);
        }

        return ContainingTypesOf(context.Model);
    }

    private static void CheckContainingType(DeclarationContext context, INamedTypeSymbol type)
    {
        string name = CSharpNames.Identifier(type.Name);
        TypeDeclarationSyntax? syntax = DeclarationsOf(type, context.Token).FirstOrDefault();
        if (syntax is null)
        {
            context.Problems.LeaveToCompiler();
            return;
        }

        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            context.Problems.Report(
                DeclarationDescriptors.ContainingTypeNotPartial, SourcePlace.Of(syntax.Identifier), ProblemFix.AddPartial, name, context.ModelName, CSharpNames.TypeKeyword(type));
        }

        if (type.Arity > 0)
        {
            ReportForm(context, context.ModelPlace, $"nested in the generic type '{name}'", "outside of generic types");
        }

        if (type.IsFileLocal)
        {
            ReportForm(context, context.ModelPlace, $"nested in the file-local type '{name}'", "visible from the generated file");
        }
    }

    /// <summary>The types around a model as they must be opened again, outermost first.</summary>
    public static EquatableArray<ContainingTypeSpec> ContainingTypesOf(INamedTypeSymbol model)
    {
        var types = new List<ContainingTypeSpec>();
        for (INamedTypeSymbol? type = model.ContainingType; type is not null; type = type.ContainingType)
        {
            types.Insert(0, new ContainingTypeSpec(CSharpNames.TypeKeyword(type), CSharpNames.TypeName(type.Name)));
        }

        return EquatableArray<ContainingTypeSpec>.From(types);
    }

    // The programs are in a file-local class.
    private static void CheckLanguage(DeclarationContext context, ModelAttribute declaring)
    {
        LanguageVersion version = ((CSharpParseOptions)context.Node.SyntaxTree.Options).LanguageVersion;
        if (version < OldestLanguage)
        {
            context.Problems.Report(
                DeclarationDescriptors.LanguageTooOld, declaring.Place, context.ModelName, version.ToDisplayString(), OldestLanguage.ToDisplayString());
        }
    }

    private static void CheckKind(DeclarationContext context)
    {
        INamedTypeSymbol model = context.Model;
        if (model.TypeKind != TypeKind.Class)
        {
            ReportForm(context, SourcePlace.Of(context.Node.Keyword), model.TypeKind == TypeKind.Interface ? "an interface" : $"a {CSharpNames.TypeKeyword(model)}", "a class");
        }
        else if (model.IsRecord)
        {
            ReportForm(context, SourcePlace.Of(context.Node.Keyword), "a record", "an ordinary class, since models are not equal by value");
        }

        if (model.IsStatic)
        {
            ReportForm(context, ModifierPlace(context, SyntaxKind.StaticKeyword), "static", "a class with instances, each with parameters of its own");
        }
        else if (model.IsAbstract && model.TypeKind == TypeKind.Class)
        {
            ReportForm(context, ModifierPlace(context, SyntaxKind.AbstractKeyword), "abstract", "a class with instances");
        }

        if (model.IsFileLocal)
        {
            ReportForm(context, ModifierPlace(context, SyntaxKind.FileKeyword), "file-local", "visible from the generated file; make it internal");
        }

        if (model.Arity > 0)
        {
            SourcePlace place = context.Node.TypeParameterList is { } list ? SourcePlace.Of(list) : context.ModelPlace;
            ReportForm(context, place, "generic", "without type parameters; choose the type of numbers with Precision");
        }
    }

    private static void CheckBaseClass(DeclarationContext context, ModelAttribute declaring, INamedTypeSymbol baseType)
    {
        if (baseType is IErrorTypeSymbol unknown)
        {
            // If the name exists but is no base class, such as the class itself, the C# compiler reports it in any case.
            if (!unknown.CandidateSymbols.IsEmpty)
            {
                context.Problems.LeaveToCompiler();
                return;
            }

            // A name that does not exist yet may be an interface that another generator makes; its first letters show that.
            if (unknown.Name is ['I', >= 'A' and <= 'Z', ..])
            {
                return;
            }
        }

        if (!IsGeneratedBase(context))
        {
            BaseTypeSyntax? written = DeclarationsOf(context.Model, context.Token)
                .Select(part => part.BaseList?.Types.FirstOrDefault())
                .FirstOrDefault(type => type is not null);
            context.Problems.Report(
                DeclarationDescriptors.BaseClassGiven,
                written is null ? context.ModelPlace : SourcePlace.Of(written),
                context.ModelName,
                baseType.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
                $"{context.Form.BaseClass}<{context.NumberType}>",
                PrecisionOfBase(context) is var other && other != context.Precision
                    ? $"write Precision = Precision.{ModelVocabulary.Precisions[(int)other]} in [{declaring.Name}], or remove the base class"
                    : "remove the base class");
        }
    }

    /// <summary>The precision in which the generated part derives from the class that the user names; else that of the context.</summary>
    public static ModelPrecision PrecisionOfBase(DeclarationContext context) =>
        IsGeneratedBase(context with { Precision = Other(context.Precision) }) ? Other(context.Precision) : context.Precision;

    private static ModelPrecision Other(ModelPrecision precision) => precision == ModelPrecision.Double ? ModelPrecision.Single : ModelPrecision.Double;

    private static bool IsGeneratedBase(DeclarationContext context) => SymbolEqualityComparer.Default.Equals(context.Model.BaseType, GeneratedBase(context));

    /// <summary>The class that the generated part derives from.</summary>
    public static INamedTypeSymbol? GeneratedBase(DeclarationContext context)
    {
        SpecialType number = context.Precision == ModelPrecision.Double ? SpecialType.System_Double : SpecialType.System_Single;
        return context.Compilation.GetTypeByMetadataName($"{context.Form.BaseNamespace}.{context.Form.BaseClass}`1")?.Construct(context.Compilation.GetSpecialType(number));
    }

    /// <summary>All parts of a type, in the order of their files and places.</summary>
    public static List<TypeDeclarationSyntax> DeclarationsOf(INamedTypeSymbol type, CancellationToken token)
    {
        var declarations = new List<TypeDeclarationSyntax>();
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(token) is TypeDeclarationSyntax declaration)
            {
                declarations.Add(declaration);
            }
        }

        return declarations;
    }

    private static SourcePlace ModifierPlace(DeclarationContext context, SyntaxKind kind)
    {
        SyntaxToken modifier = context.Node.Modifiers.FirstOrDefault(token => token.IsKind(kind));
        return modifier.IsKind(kind) ? SourcePlace.Of(modifier) : context.ModelPlace;
    }

    private static void ReportForm(DeclarationContext context, SourcePlace place, string what, string expected) =>
        context.Problems.Report(DeclarationDescriptors.UnsupportedTypeForm, place, context.ModelName, what, expected);
}
