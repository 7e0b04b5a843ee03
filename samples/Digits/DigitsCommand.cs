using RepLearn;
using SampleCommon;

namespace DigitsSample;

/// <summary>The program: what it is asked for, and the job.</summary>
internal static class DigitsCommand
{
    /// <inheritdoc cref="JobCommand.InvokeAsync"/>
    public static Task<int> InvokeAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken token = default)
    {
        var options = new CommandOptions();
        return JobCommand.InvokeAsync(
            options.CreateCommand(),
            arguments,
            output,
            error,
            (parsed, console, stop) => Run(options.Read(parsed), console, stop),
            problem => problem is TrainingDivergedException,
            token);
    }

    private static void Run(Settings settings, JobConsole console, CancellationToken token)
    {
        ImageData data = ImageData.Load(settings);
        OutputPlace.ExpectFolder("--output", settings.Output, "index.html");
        new DigitsJob(settings, data, console).Run(token);
    }
}
