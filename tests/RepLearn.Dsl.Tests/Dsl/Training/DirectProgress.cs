namespace RepLearn.Tests.Dsl.Training;

/// <summary>Calls back at once, on the fit's own thread.</summary>
internal sealed class DirectProgress(Action<FitProgress> report) : IProgress<FitProgress>
{
    public void Report(FitProgress value) => report(value);
}
