using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RepLearn.Benchmarks.Generator;

/// <summary>The generators that come with .NET and run in every build: they warm the compiler for ours, as far as a build does.</summary>
internal static class FrameworkGenerators
{
    public static ISourceGenerator[] Load()
    {
        var loader = new Loader();
        return
        [
            .. Directory.EnumerateFiles(BuildFolders.Of("FrameworkGenerators"), "*.dll").Order(StringComparer.Ordinal)
                .SelectMany(file => new AnalyzerFileReference(file, loader).GetGenerators(LanguageNames.CSharp)),
        ];
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
