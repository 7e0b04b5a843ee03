using RepLearn;

namespace DigitsSample;

/// <summary>Shows how a fit goes.</summary>
internal interface ITrainingDisplay
{
    /// <summary>Runs a fit and shows its progress.</summary>
    /// <param name="name">What is trained.</param>
    /// <param name="fit">The fit; it reports to what it is given.</param>
    FitReport Show(string name, Func<IProgress<FitProgress>, FitReport> fit);
}

/// <summary>Tells of progress on the thread that makes it: no report comes late or out of order.</summary>
internal sealed class DirectProgress(Action<FitProgress> tell) : IProgress<FitProgress>
{
    public void Report(FitProgress value) => tell(value);
}
