namespace RepLearn;

/// <summary>Gives each report to several receivers, in their order.</summary>
public sealed class ProgressGroup : IProgress<FitProgress>, IDisposable
{
    private readonly IProgress<FitProgress>[] _receivers;

    /// <summary>Makes a group.</summary>
    /// <param name="receivers">The receivers; the group owns those that can be disposed of.</param>
    public ProgressGroup(params IProgress<FitProgress>[] receivers)
    {
        ArgumentNullException.ThrowIfNull(receivers);
        _receivers = !receivers.Contains(null!) ? [.. receivers] : throw new ArgumentNullException(nameof(receivers), "Expected receivers, but one is null.");
    }

    /// <summary>Gives a report to each receiver. If one throws, those after it do not get the report, and the fit ends with its exception.</summary>
    public void Report(FitProgress value)
    {
        foreach (IProgress<FitProgress> receiver in _receivers)
        {
            receiver.Report(value);
        }
    }

    /// <summary>Disposes of the receivers, in their order; of the rest too if one of them throws.</summary>
    public void Dispose() => Dispose(0);

    private void Dispose(int first)
    {
        if (first == _receivers.Length)
        {
            return;
        }

        try
        {
            (_receivers[first] as IDisposable)?.Dispose();
        }
        finally
        {
            Dispose(first + 1);
        }
    }
}
