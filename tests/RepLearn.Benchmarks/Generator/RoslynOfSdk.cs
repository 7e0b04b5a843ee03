using System.Runtime.Loader;

namespace RepLearn.Benchmarks.Generator;

/// <summary>
/// The compiler of the SDK that built this program: users' generators run in it, and it is compiled ahead of time, other than the
/// package's copy.
/// </summary>
internal static class RoslynOfSdk
{
    /// <summary>Loads the compiler's assemblies from the SDK when they are needed. Call it before any code that uses them.</summary>
    public static void Use()
    {
        string folder = BuildFolders.Of("Roslyn");
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, $"{name.Name}.dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }
}
