using System.Runtime.CompilerServices;

namespace RepLearn.Dsl.Generators.Tests.Driver;

/// <summary>The generator's own files, for tests of its architecture and documents.</summary>
internal static class GeneratorSources
{
    public static string Folder => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../generators/RepLearn.Dsl.Generators"));

    public static string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>The C# files by their paths in the project, in order.</summary>
    public static IEnumerable<(string Path, string Text)> All() =>
        from file in Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let path = Path.GetRelativePath(Folder, file).Replace('\\', '/')
        where !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));

    private static string Here([CallerFilePath] string path = "") => path;
}
