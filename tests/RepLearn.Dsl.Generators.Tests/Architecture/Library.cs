using System.ComponentModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepLearn.Dsl.Generators.Tests.Architecture;

/// <summary>A library of <c>src</c> as its compiler sees it.</summary>
internal sealed class Library
{
    // What the SDK's ImplicitUsings writes.
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private readonly CSharpCompilation _compilation;

    /// <summary>Compiles files.</summary>
    /// <param name="name">The assembly's name.</param>
    /// <param name="files">Their paths in the project's folder, and their texts.</param>
    public Library(string name, IEnumerable<(string Path, string Text)> files)
    {
        Files = [.. files.Select(file => CSharpSyntaxTree.ParseText(file.Text, TestCompilation.ParseOptions, file.Path))];
        _compilation = CSharpCompilation.Create(
            name,
            [.. Files, CSharpSyntaxTree.ParseText(ImplicitUsings, TestCompilation.ParseOptions)],
            [
                .. TestCompilation.References.Where(reference => Path.GetFileNameWithoutExtension(reference.Display) != name),
                MetadataReference.CreateFromFile(typeof(System.Numerics.Tensors.TensorPrimitives).Assembly.Location),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    public IReadOnlyList<SyntaxTree> Files { get; }

    /// <summary>The library of a project.</summary>
    public static Library Of(string project) => new(project, GeneratorSources.Of(Path.Combine(GeneratorSources.Root, "src", project)));

    /// <summary>The folder of a file in its project, "" for the project's own.</summary>
    public static string FolderOf(SyntaxTree file) => Path.GetDirectoryName(file.FilePath)!.Replace('\\', '/');

    public static string NamespaceOf(SyntaxTree file) => Declaration(file).Name.ToString();

    /// <summary>The types that a file declares outside all others.</summary>
    public IEnumerable<INamedTypeSymbol> TypesOf(SyntaxTree file)
    {
        SemanticModel model = _compilation.GetSemanticModel(file);
        return Declaration(file).Members.Select(member => (INamedTypeSymbol)model.GetDeclaredSymbol(member)!);
    }

    /// <summary>The types that the library declares outside all others.</summary>
    public IEnumerable<INamedTypeSymbol> Types() => Files.SelectMany(TypesOf).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    /// <summary>Whether editors that offer names leave this one out.</summary>
    public static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name == nameof(EditorBrowsableAttribute)
        && attribute.ConstructorArguments is [{ Value: (int)EditorBrowsableState.Never }]);

    /// <summary>The files that declare what a file's code uses; its documentation may name anything.</summary>
    public IEnumerable<SyntaxTree> FilesUsedBy(SyntaxTree file)
    {
        SemanticModel model = _compilation.GetSemanticModel(file);
        return file.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            .Select(name => model.GetSymbolInfo(name))
            .Select(info => info.Symbol ?? info.CandidateSymbols.FirstOrDefault())
            .Select(symbol => symbol as INamedTypeSymbol ?? symbol?.ContainingType)
            .Where(type => type is not null)
            .SelectMany(type => type!.OriginalDefinition.DeclaringSyntaxReferences)
            .Select(reference => reference.SyntaxTree)
            .Distinct();
    }

    /// <summary>The numbers that a file's attributes take, and what is written about each.</summary>
    public static IEnumerable<(string Name, string Documentation)> DocumentedNumbersOf(SyntaxTree file)
    {
        foreach (ClassDeclarationSyntax type in file.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Where(type => type.Identifier.Text.EndsWith("Attribute", StringComparison.Ordinal)))
        {
            string about = type.GetLeadingTrivia().ToFullString();
            foreach (ParameterSyntax parameter in type.ParameterList?.Parameters.Where(parameter => IsNumber(parameter.Type)) ?? [])
            {
                string start = $"<param name=\"{parameter.Identifier.Text}\">";
                yield return ($"{type.Identifier.Text}({parameter.Identifier.Text})", about[about.IndexOf(start, StringComparison.Ordinal)..].Split("</param>")[0]);
            }

            foreach (PropertyDeclarationSyntax property in type.Members.OfType<PropertyDeclarationSyntax>())
            {
                if (IsNumber(property.Type) && property.AccessorList?.Accessors.Any(accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration)) == true)
                {
                    yield return ($"{type.Identifier.Text}.{property.Identifier.Text}", property.GetLeadingTrivia().ToFullString());
                }
            }
        }
    }

    private static bool IsNumber(TypeSyntax? type) => type?.ToString() is "int" or "double";

    /// <summary>Texts of a file in which a number that may have a fraction is written as the thread's culture writes it.</summary>
    public IEnumerable<SyntaxNode> TextsByCulture(SyntaxTree file)
    {
        SemanticModel model = _compilation.GetSemanticModel(file);
        return file.GetRoot().DescendantNodes().Where(node => node switch
        {
            InterpolatedStringExpressionSyntax text => HasFraction(text, model) && !HasCulture(text, model),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ToString" } member } call =>
                IsFraction(model.GetTypeInfo(member.Expression).Type) && !TakesCulture(call, model),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum =>
                model.GetTypeInfo(sum).Type?.SpecialType == SpecialType.System_String
                && (IsFraction(model.GetTypeInfo(sum.Left).Type) || IsFraction(model.GetTypeInfo(sum.Right).Type)),
            _ => false,
        });
    }

    /// <summary>Public records of a file that leave it to the compiler how numbers with fractions are written, which is by culture.</summary>
    public IEnumerable<INamedTypeSymbol> RecordsByCulture(SyntaxTree file) => TypesOf(file)
        .Where(type => type.IsRecord && type.DeclaredAccessibility == Accessibility.Public)
        .Where(type => type.GetMembers().OfType<IPropertySymbol>().Any(property => property.DeclaredAccessibility == Accessibility.Public && IsFraction(property.Type)))
        .Where(type => BasesOf(type).All(level => level.GetMembers("ToString").All(method => method.IsImplicitlyDeclared)));

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is { IsRecord: true }; level = level.BaseType)
        {
            yield return level;
        }
    }

    private static bool HasFraction(InterpolatedStringExpressionSyntax text, SemanticModel model) =>
        text.Contents.OfType<InterpolationSyntax>().Any(hole => IsFraction(model.GetTypeInfo(hole.Expression).Type));

    private static bool HasCulture(InterpolatedStringExpressionSyntax text, SemanticModel model) =>
        model.GetTypeInfo(text).ConvertedType?.SpecialType != SpecialType.System_String
        && (model.GetTypeInfo(text).ConvertedType?.Name == nameof(FormattableString)
            || (text.Parent?.Parent?.Parent is InvocationExpressionSyntax call && TakesCulture(call, model)));

    private static bool TakesCulture(InvocationExpressionSyntax call, SemanticModel model) =>
        model.GetSymbolInfo(call).Symbol is IMethodSymbol method && method.Parameters.Any(parameter => parameter.Type.Name is nameof(IFormatProvider) or "CultureInfo");

    private static bool IsFraction(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? IsFraction(nullable.TypeArguments[0])
        : type is ITypeParameterSymbol || type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_Object;

    private static BaseNamespaceDeclarationSyntax Declaration(SyntaxTree file) =>
        file.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Single();
}
