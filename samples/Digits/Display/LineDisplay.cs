using System.Diagnostics;
using RepLearn;

namespace DigitsSample;

/// <summary>Plain lines for files, pipes and logs: the first and last epoch, and one at most every few seconds between.</summary>
internal sealed class LineDisplay(TextWriter output) : ITrainingDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public FitReport Show(string name, Func<IProgress<FitProgress>, FitReport> fit)
    {
        var sinceLast = Stopwatch.StartNew();
        return fit(new DirectProgress(progress =>
        {
            if (progress.EpochDone && (progress.Epoch == 1 || progress.Epoch == progress.Epochs || sinceLast.Elapsed >= Interval))
            {
                sinceLast.Restart();
                output.WriteLine($"{name}  epoch {progress.Epoch}/{progress.Epochs}  {LossText.Of(progress)}");
            }
        }));
    }
}
