using System.Reflection;

namespace RepLearn.Dsl.Generators.Diagnostics;

/// <summary>What all diagnostics share. Their first digit is the stage that sees them.</summary>
internal static class DescriptorTable
{
    public const string Category = "RepLearn";

    /// <summary>The page with one section per id, for example <c>#rl2003</c>, in the repository.</summary>
    public const string HelpFile = "generators/RepLearn.Dsl.Generators/Diagnostics/README.md";

    /// <summary>
    /// The page's absolute address, which is all that an editor can open: in the repository that the build's property
    /// <c>RepositoryUrl</c> names. Empty in a build without that property; editors then search for the id.
    /// </summary>
    public static readonly string HelpPage = PageIn(typeof(DescriptorTable).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(entry => entry.Key == "RepositoryUrl")?.Value);

    public static string PageIn(string? repository) =>
        string.IsNullOrEmpty(repository) ? string.Empty : $"{repository!.TrimEnd('/')}/blob/main/{HelpFile}";

    /// <summary>The address of an id's section; empty where there is no page.</summary>
    public static string LinkTo(string section) => HelpPage.Length == 0 ? string.Empty : $"{HelpPage}#{section}";
}
