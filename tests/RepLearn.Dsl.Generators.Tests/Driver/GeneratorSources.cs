using System.Runtime.CompilerServices;

namespace RepLearn.Dsl.Generators.Tests.Driver;

/// <summary>The generator's own files, for tests of its architecture and documents.</summary>
internal static class GeneratorSources
{
    public static string Folder => Path.Combine(Root, "generators/RepLearn.Dsl.Generators");

    /// <summary>The repository.</summary>
    public static string Root => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../.."));

    public static string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>The C# files by their paths in the project, in order.</summary>
    public static IEnumerable<(string Path, string Text)> All() => Of(Folder);

    /// <summary>The C# files of a project by their paths in its folder, in order.</summary>
    public static IEnumerable<(string Path, string Text)> Of(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let path = Path.GetRelativePath(folder, file).Replace('\\', '/')
        where !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));

    private static string Here([CallerFilePath] string path = "") => path;
}
