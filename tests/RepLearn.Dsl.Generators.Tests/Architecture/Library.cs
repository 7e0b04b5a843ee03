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
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
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

    private static BaseNamespaceDeclarationSyntax Declaration(SyntaxTree file) =>
        file.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Single();
}
