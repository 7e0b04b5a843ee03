using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RepLearn.Benchmarks.Generator;

/// <summary>What the compiler's process has done before the generator's run is timed.</summary>
internal enum Before
{
    /// <summary>Nothing: the time includes the compiler's own start.</summary>
    Nothing,

    /// <summary>The compiler has run .NET's own generators and compiled a project without models, but not loaded ours.</summary>
    FrameworkGenerators,

    /// <summary>Our generator has compiled another model, too.</summary>
    OtherModel,
}

/// <summary>Whose run is timed.</summary>
internal enum Timed
{
    /// <summary>The project's generator, which is loaded in that time.</summary>
    Ours,

    /// <summary><see cref="FindingGenerator"/>, for the compiler's own share.</summary>
    Finding,
}

/// <summary>What a run took.</summary>
/// <param name="Methods">Methods that were compiled to machine code meanwhile.</param>
/// <param name="CompilingSeconds">The part of the time that this took.</param>
internal readonly record struct RunCost(double Seconds, int Methods, double CompilingSeconds);

/// <summary>A generator's run on one model in a fresh process, which is this program started again.</summary>
internal static class ColdGeneration
{
    /// <summary>The program's argument for a child process.</summary>
    public const string Command = "cold-generation";

    /// <summary>Measures in a child process.</summary>
    /// <param name="layers">0 for the VAE.</param>
    /// <param name="before">What the process does before.</param>
    public static RunCost Measure(int layers, Before before, Timed timed)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        string[] host = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(ColdGeneration).Assembly.Location] : [];
        foreach (string argument in (string[])[.. host, Command, layers.ToString(CultureInfo.InvariantCulture), before.ToString(), timed.ToString()])
        {
            start.ArgumentList.Add(argument);
        }

        using Process child = Process.Start(start)!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 && output.Split() is [var seconds, var methods, var compiling, ..]
            ? new RunCost(Parse(seconds), (int)Parse(methods), Parse(compiling))
            : throw new InvalidOperationException($"The child process ended with exit code {child.ExitCode}: {output}");
    }

    /// <summary>The child process's program.</summary>
    public static int Run(string[] arguments)
    {
        RoslynOfSdk.Use();
        string model = arguments[0] == "0" ? Declarations.Vae : Declarations.Deep(int.Parse(arguments[0], CultureInfo.InvariantCulture));
        RunCost cost = Cost(model, Enum.Parse<Before>(arguments[1]), Enum.Parse<Timed>(arguments[2]));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cost.Seconds:R} {cost.Methods} {cost.CompilingSeconds:R}"));
        return 0;
    }

    private static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    private static RunCost Cost(string model, Before before, Timed timed)
    {
        CSharpCompilation project = Generation.Compilation();
        if (before != Before.Nothing)
        {
            CSharpCompilation other = project.AddSyntaxTrees(Generation.Parse(Declarations.Pattern, 0));
            Generation.ExpectOneFile(Generation.Driver(FrameworkGenerators.Load()).RunGeneratorsAndUpdateCompilation(other, out Compilation compiled, out _));
            compiled.GetDiagnostics();
        }

        if (before == Before.OtherModel)
        {
            Generation.ExpectOneFile(Generation.Driver().RunGenerators(project.AddSyntaxTrees(Generation.Parse(Declarations.Small, 0))));
        }

        project = project.AddSyntaxTrees(Generation.Parse(model, 0));

        // What came before left tens of megabytes, whose collection takes 15 ms and would fall into some runs.
        GC.Collect();
        Read();
        RunCost start = Read();
        GeneratorDriver driver = timed == Timed.Ours ? Generation.Driver() : Generation.Driver([new FindingGenerator().AsSourceGenerator()]);
        driver = driver.RunGenerators(project);
        RunCost end = Read();
        Generation.ExpectOneFile(driver);
        return new RunCost(end.Seconds - start.Seconds, end.Methods - start.Methods, end.CompilingSeconds - start.CompilingSeconds);
    }

    // Called once more before it counts, so that its own compilation does not.
    private static RunCost Read() => new(
        Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency,
        (int)JitInfo.GetCompiledMethodCount(),
        JitInfo.GetCompilationTime().TotalSeconds);
}
