using System.ComponentModel;

namespace RepLearn.Training;

/// <summary>An estimate of the time that work still takes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TimeLeft
{
    /// <summary>This many seconds as a time, or the longest there is.</summary>
    public static TimeSpan OfSeconds(double seconds) => seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
}
