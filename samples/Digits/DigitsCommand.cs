using System.CommandLine;
using RepLearn;
using RepLearn.Data;
using Spectre.Console;

namespace DigitsSample;

/// <summary>The program: options, help, and one clear line for everything that a user can put right.</summary>
internal static class DigitsCommand
{
    private const int Failed = 1;

    // What shells expect of a program that was interrupted: 128 + SIGINT.
    private const int Interrupted = 130;

    // In a file or pipe no line is broken to fit.
    private const int PlainWidth = 1000;

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The command line's words.</param>
    /// <param name="output">Where progress and results go.</param>
    /// <param name="error">Where the line goes that says what is wrong.</param>
    /// <param name="token">Interrupts the program, as Ctrl+C does.</param>
    /// <returns>The process's exit code: 0, 1 for errors, 130 when interrupted.</returns>
    public static Task<int> InvokeAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken token = default)
    {
        var options = new CommandOptions();
        RootCommand command = options.CreateCommand();
        command.SetAction((parsed, stop) => Task.Run(() => Run(options.Read(parsed), output, error, stop), CancellationToken.None));
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        return command.Parse(arguments).InvokeAsync(configuration, token);
    }

    private static int Run(Settings settings, TextWriter output, TextWriter error, CancellationToken token)
    {
        bool terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        IAnsiConsole console = CreateConsole(output, terminal);
        ITrainingDisplay display = terminal && console.Profile.Capabilities.Ansi ? new LiveDisplay(console) : new LineDisplay(output);
        try
        {
            ImageData data = ImageData.Load(settings);

            // A folder that cannot be written is told before minutes of training, not after them.
            Directory.CreateDirectory(settings.Output);
            new DigitsJob(settings, data, display, console).Run(token);
            return 0;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Stopped. No report was written.");
            return Interrupted;
        }
        catch (Exception problem) when (problem is DataFileException or UsageException or TrainingDivergedException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"Error: {problem.Message}");
            return Failed;
        }
    }

    private static IAnsiConsole CreateConsole(TextWriter output, bool terminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!terminal)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}
