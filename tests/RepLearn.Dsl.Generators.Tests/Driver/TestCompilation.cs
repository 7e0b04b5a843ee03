using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RepLearn.Dsl.Generators.Tests.Driver;

/// <summary>Compilations of source texts against .NET 10 and the runtime libraries.</summary>
internal static class TestCompilation
{
    public static readonly CSharpParseOptions ParseOptions =
        CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14).WithDocumentationMode(DocumentationMode.Diagnose);

    public static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(NoiseKey).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(AutoencoderAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(SkipGramAttribute).Assembly.Location),
    ];

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        warningLevel: 9999,
        deterministic: true);

    // All compilations start from this one, so that the references' symbols are made once.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create("UserProject", [], References, Options);

    /// <summary>Compiles files named <c>File0.cs</c>, <c>File1.cs</c>, …</summary>
    public static CSharpCompilation Of(params string[] sources) => Empty.AddSyntaxTrees(sources.Select(Parse));

    public static SyntaxTree Parse(string source, int index = 0) =>
        CSharpSyntaxTree.ParseText(source, ParseOptions, path: $"File{index}.cs", encoding: System.Text.Encoding.UTF8);
}
