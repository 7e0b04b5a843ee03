using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Driver;

/// <summary>Declarations compiled with what is generated for them, and loaded: tests that run generated code of many models.</summary>
internal static class GeneratedAssembly
{
    /// <exception cref="InvalidOperationException">The generator or the C# compiler reports something.</exception>
    public static Assembly Load(string source) => Load(source, out _);

    /// <param name="specs">The models as they were read, in the order of their declarations.</param>
    /// <inheritdoc cref="Load(string)"/>
    public static Assembly Load(string source, out ImmutableArray<ModelSpec> specs)
    {
        CSharpCompilation input = Optimized(source);
        GeneratorDriver driver = GeneratorTestDriver.Create().RunGeneratorsAndUpdateCompilation(input, out Compilation output, out var reported);
        specs = new GeneratorOutcome(input, (CSharpCompilation)output, driver).Specs;
        return Emit(output, reported);
    }

    /// <summary>Compiles texts as they are, without the generator.</summary>
    /// <inheritdoc cref="Load"/>
    public static Assembly LoadFiles(params string[] sources) => Emit(Optimized(sources), []);

    /// <summary>A model of the assembly, by the name of its class.</summary>
    public static Autoencoder<T> Model<T>(this Assembly assembly, string name, ulong seed = 1)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        (Autoencoder<T>)Activator.CreateInstance(assembly.GetType(name, throwOnError: true)!, seed)!;

    private static CSharpCompilation Optimized(params string[] sources)
    {
        CSharpCompilation compilation = TestCompilation.Of(sources);
        return compilation.WithOptions(compilation.Options.WithOptimizationLevel(OptimizationLevel.Release));
    }

    private static Assembly Emit(Compilation compilation, IEnumerable<Diagnostic> reported)
    {
        using var image = new MemoryStream();
        EmitResult emitted = compilation.Emit(image);
        string[] complaints = [.. reported.Concat(emitted.Diagnostics).Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.ToString())];
        return complaints.Length == 0
            ? Assembly.Load(image.ToArray())
            : throw new InvalidOperationException(string.Join("\n", complaints.Take(10)));
    }
}
