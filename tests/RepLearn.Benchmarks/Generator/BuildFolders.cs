using System.Reflection;

namespace RepLearn.Benchmarks.Generator;

/// <summary>Folders of the SDK that built this program, as the project file wrote them down.</summary>
internal static class BuildFolders
{
    public static string Of(string name) =>
        typeof(BuildFolders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == name).Value!;
}
