using System.Globalization;
using RepLearn;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DigitsSample;

/// <summary>A bar that moves, with the loss terms under it, for a terminal.</summary>
internal sealed class LiveDisplay(IAnsiConsole console) : ITrainingDisplay
{
    private const int BarWidth = 30;

    public FitReport Show(string name, Func<IProgress<FitProgress>, FitReport> fit) =>
        console.Live(new Text(name)).AutoClear(false).Start(context =>
            fit(new DirectProgress(progress => context.UpdateTarget(Lines(name, progress)))));

    private Rows Lines(string name, FitProgress progress)
    {
        double inEpoch = progress.EpochDone ? 1 : progress.Batches is > 0 and { } batches ? (double)progress.Batch / batches : 0;
        double share = (progress.Epoch - 1 + inEpoch) / progress.Epochs;
        int filled = (int)Math.Round(share * BarWidth);
        (char full, char empty) = console.Profile.Capabilities.Unicode ? ('━', '─') : ('#', '-');
        string left = progress.Left is { } time && share < 1 ? $"{time:m\\:ss} left" : $"{progress.Elapsed:m\\:ss}";
        string bar = $"[green]{new string(full, filled)}[/][grey]{new string(empty, BarWidth - filled)}[/]";
        string heading = string.Create(CultureInfo.InvariantCulture, $"{Markup.Escape(name)}  {bar}  epoch {progress.Epoch}/{progress.Epochs}  {left}");
        IRenderable[] lines = [new Markup(heading), new Markup($"[grey]  {Markup.Escape(LossText.Of(progress))}[/]")];
        return new Rows(lines);
    }
}
