using RepLearn;
using Spectre.Console;

namespace DigitsSample;

/// <summary>A bar that moves, with the losses under way, for a terminal.</summary>
internal sealed class LiveDisplay(IAnsiConsole console) : ITrainingDisplay
{
    public FitReport Show(string name, Func<IProgress<FitProgress>, FitReport> fit)
    {
        Progress bar = console.Progress().AutoClear(false).HideCompleted(false).Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn(),
            new PercentageColumn(),
            new RemainingTimeColumn());
        return bar.Start(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(name));
            return fit(new DirectProgress(progress =>
            {
                double share = progress.EpochDone ? 1 : progress.Batches is > 0 and { } batches ? (double)progress.Batch / batches : 0;
                task.MaxValue = progress.Epochs;
                task.Value = progress.Epoch - 1 + share;
                task.Description = Markup.Escape($"{name}  epoch {progress.Epoch}/{progress.Epochs}\n{LossText.Of(progress)}");
            }));
        });
    }
}
