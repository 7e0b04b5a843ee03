using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RepLearn.Dsl.Generators;

namespace RepLearn.Benchmarks.Generator;

/// <summary>Compilations and drivers as the C# compiler makes them.</summary>
internal static class Generation
{
    /// <summary>A project of the given files, against this program's own references.</summary>
    public static CSharpCompilation Compilation(params string[] files)
    {
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return CSharpCompilation.Create(
            "UserProject",
            files.Select(Parse),
            platform.Where(path => path.EndsWith(".dll", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    public static SyntaxTree Parse(string text, int index) => CSharpSyntaxTree.ParseText(text, path: $"File{index}.cs", encoding: System.Text.Encoding.UTF8);

    public static GeneratorDriver Driver(IEnumerable<ISourceGenerator> generators, bool tracksSteps = false) => CSharpGeneratorDriver.Create(
        generators,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracksSteps));

    /// <summary>The project's generator.</summary>
    public static GeneratorDriver Driver(bool tracksSteps = false) => Driver([new RepresentationModelGenerator().AsSourceGenerator()], tracksSteps);

    /// <exception cref="InvalidOperationException">The run did not give one file, or a complaint.</exception>
    public static void ExpectOneFile(GeneratorDriver driver)
    {
        GeneratorDriverRunResult result = driver.GetRunResult();
        if (result.GeneratedTrees.Length != 1 || !result.Diagnostics.IsEmpty)
        {
            throw new InvalidOperationException($"The generator gave {result.GeneratedTrees.Length} files and {result.Diagnostics.Length} complaints: {string.Join("; ", result.Diagnostics)}");
        }
    }
}
