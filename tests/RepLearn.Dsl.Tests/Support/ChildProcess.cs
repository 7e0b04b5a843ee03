using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace RepLearn.Tests.Support;

/// <summary>Work to run in a process of its own: a static method that adds what it computes to the hash.</summary>
/// <param name="hash">Takes the results.</param>
/// <param name="arguments">What the test passed on.</param>
internal delegate void Scenario(BitHash hash, string[] arguments);

/// <summary>What came of a scenario.</summary>
/// <param name="Hash">The hash of all results.</param>
/// <param name="VectorBits">The widest vector that the child process found accelerated.</param>
internal sealed record Outcome(string Hash, int VectorBits);

/// <summary>
/// Runs scenarios in child processes, whose runtime reads settings such as DOTNET_EnableAVX512 at its start. A child is
/// this test assembly, started through <see cref="ScenarioEntryPoint"/>. Any static method of this assembly with the shape
/// of <see cref="Scenario"/> can be run; there is no list to extend.
/// </summary>
internal static class ChildProcess
{
    // A scenario of the tests takes seconds; a stuck one must not hang the test run.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a scenario and waits for it.</summary>
    /// <param name="scenario">A static method, not a lambda.</param>
    /// <param name="environment">Variables to set, on top of this process's.</param>
    /// <param name="arguments">Passed to the scenario.</param>
    /// <exception cref="InvalidOperationException">The child failed; the message holds what it wrote.</exception>
    public static Outcome Run(Scenario scenario, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        MethodInfo method = scenario.Method;
        using Process process = Start(scenario, environment, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"Scenario {method.Name} did not end within {s_patience}.");
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"Scenario {method.Name} ended with exit code {process.ExitCode}:\n{output.Result}\n{errors.Result}");
        }

        string[] words = output.Result.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new Outcome(words[^2], int.Parse(words[^1], CultureInfo.InvariantCulture));
    }

    /// <summary>Starts a scenario whose end the caller sees to.</summary>
    /// <inheritdoc cref="Run"/>
    public static Process Start(Scenario scenario, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        MethodInfo method = scenario.Method;
        if (!method.IsStatic || method.DeclaringType is null || method.DeclaringType.Assembly != typeof(ChildProcess).Assembly)
        {
            throw new ArgumentException($"A scenario must be a static method of this assembly; {method} is not.", nameof(scenario));
        }

        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in (string[])["exec", typeof(ChildProcess).Assembly.Location, method.DeclaringType.FullName!, method.Name, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
