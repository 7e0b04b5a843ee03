using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SampleCommon;

/// <summary>A program of options and one job: help, exit codes, and one clear line for everything that a user can put right.</summary>
internal static class JobCommand
{
    private const int Failed = 1;

    // What shells expect of a program that was interrupted: 128 + SIGINT.
    private const int Interrupted = 130;

    /// <summary>Reads the command line and runs the job.</summary>
    /// <param name="command">The options.</param>
    /// <param name="arguments">The command line's words.</param>
    /// <param name="output">Where progress and results go.</param>
    /// <param name="error">Where the line goes that says what is wrong.</param>
    /// <param name="job">The job.</param>
    /// <param name="canPutRight">Which exceptions, beside those of files, have a message for the user; others are faults of the program.</param>
    /// <param name="token">Interrupts the program, as Ctrl+C does.</param>
    /// <param name="interrupted">What is told when it was interrupted.</param>
    /// <returns>The process's exit code: 0, 1 for errors, 130 when interrupted.</returns>
    public static Task<int> InvokeAsync(
        RootCommand command,
        string[] arguments,
        TextWriter output,
        TextWriter error,
        Action<ParseResult, JobConsole, CancellationToken> job,
        Func<Exception, bool> canPutRight,
        CancellationToken token,
        string interrupted = "Stopped. No report was written.")
    {
        foreach (Option option in command.Options)
        {
            option.Validators.Add(ExpectNoBlank);
        }

        command.SetAction((parsed, stop) => Task.Run(() => Run(() => job(parsed, new JobConsole(output), stop), error, canPutRight, interrupted), CancellationToken.None));
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        return command.Parse(arguments).InvokeAsync(configuration, token);
    }

    /// <summary>The value of an option that takes a whole number; an error in the result where it is none.</summary>
    public static ulong WholeNumber(ArgumentResult result, ulong least, ulong most)
    {
        string text = result.Tokens[0].Value;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) && value >= least && value <= most)
        {
            return value;
        }

        string option = result.Parent is OptionResult parent ? parent.Option.Name : "the option";
        result.AddError($"Error: {option} expects a whole number from {least} to {most}, but got '{text}'.");
        return least;
    }

    // No file, folder, word or class has such a name.
    private static void ExpectNoBlank(OptionResult result)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError($"Error: {result.Option.Name} expects {result.Option.HelpName}, but got a blank.");
        }
    }

    private static int Run(Action job, TextWriter error, Func<Exception, bool> canPutRight, string interrupted)
    {
        try
        {
            job();
            return 0;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine(interrupted);
            return Interrupted;
        }
        catch (Exception problem) when (problem is UsageException or IOException or UnauthorizedAccessException || canPutRight(problem))
        {
            error.WriteLine($"Error: {JobConsole.Visible(problem.Message)}");
            return Failed;
        }
    }
}
