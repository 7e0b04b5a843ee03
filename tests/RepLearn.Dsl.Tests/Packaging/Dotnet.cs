using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RepLearn.Tests.Packaging;

/// <summary>The SDK's command, on this repository or on a user's project.</summary>
internal static class Dotnet
{
#if DEBUG
    public const string Configuration = "Debug";
#else
    public const string Configuration = "Release";
#endif

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    /// <summary>Runs a command that succeeds.</summary>
    public static string Run(params string[] arguments)
    {
        (int code, string output) = Try(Root, arguments);
        Assert(code == 0, arguments, output);
        return output;
    }

    /// <summary>Runs a command in a folder.</summary>
    public static (int Code, string Output) Try(string folder, params string[] arguments) =>
        TryProgram(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, arguments);

    /// <summary>Runs another program in a folder.</summary>
    public static (int Code, string Output) TryProgram(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the test run sets for itself is not what a user's build has.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) && !name.Equals("MSBUILDDISABLENODEREUSE", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static void Assert(bool succeeded, string[] arguments, string output) =>
        Xunit.Assert.True(succeeded, $"dotnet {string.Join(' ', arguments)}: {output}");

    private static string Here([CallerFilePath] string path = "") => path;
}
