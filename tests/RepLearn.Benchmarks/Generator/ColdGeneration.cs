using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RepLearn.Benchmarks.Generator;

/// <summary>What the compiler's process has done before the generator's run is timed.</summary>
internal enum Before
{
    /// <summary>Nothing: the time includes the compiler's own start.</summary>
    Nothing,

    /// <summary>The compiler has run another generator and compiled the project without models, but not loaded ours.</summary>
    OtherGenerator,

    /// <summary>Our generator has compiled another model, too.</summary>
    OtherModel,
}

/// <summary>The generator's run on one model in a fresh process, which is this program started again.</summary>
internal static class ColdGeneration
{
    /// <summary>The program's argument for a child process.</summary>
    public const string Command = "cold-generation";

    /// <summary>Measures in a child process.</summary>
    /// <param name="layers">0 for the VAE.</param>
    /// <param name="before">What the process does before.</param>
    /// <returns>Seconds that the run took.</returns>
    public static double Measure(int layers, Before before)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        string[] host = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(ColdGeneration).Assembly.Location] : [];
        foreach (string argument in (string[])[.. host, Command, layers.ToString(CultureInfo.InvariantCulture), before.ToString()])
        {
            start.ArgumentList.Add(argument);
        }

        using Process child = Process.Start(start)!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? double.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The child process ended with exit code {child.ExitCode}: {output}");
    }

    /// <summary>The child process's program.</summary>
    public static int Run(string[] arguments)
    {
        RoslynOfSdk.Use();
        string model = arguments[0] == "0" ? Declarations.Vae : Declarations.Deep(int.Parse(arguments[0], CultureInfo.InvariantCulture));
        Console.Out.WriteLine(Seconds(model, Enum.Parse<Before>(arguments[1])).ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }

    private static double Seconds(string model, Before before)
    {
        CSharpCompilation project = Generation.Compilation();
        if (before != Before.Nothing)
        {
            CSharpCompilation other = project.AddSyntaxTrees(Generation.Parse(Declarations.Obsolete, 0));
            Generation.ExpectOneFile(Generation.Driver(new OtherGenerator()).RunGeneratorsAndUpdateCompilation(other, out Compilation compiled, out _));
            compiled.GetDiagnostics();
        }

        if (before == Before.OtherModel)
        {
            Generation.ExpectOneFile(Generation.Driver().RunGenerators(project.AddSyntaxTrees(Generation.Parse(Declarations.Small, 0))));
        }

        project = project.AddSyntaxTrees(Generation.Parse(model, 0));
        long start = Stopwatch.GetTimestamp();
        GeneratorDriver driver = Generation.Driver().RunGenerators(project);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Generation.ExpectOneFile(driver);
        return seconds;
    }
}
