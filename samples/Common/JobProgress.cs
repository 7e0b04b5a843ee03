namespace SampleCommon;

/// <summary>How far a job has come.</summary>
/// <param name="Share">From 0 to 1.</param>
/// <param name="Place">Where it is, for example <c>epoch 2/5</c>.</param>
/// <param name="Details">What else there is to tell, for example losses.</param>
/// <param name="Elapsed">Time since its start.</param>
/// <param name="Left">Expected time to its end; null while unknown.</param>
/// <param name="IsMilestone">Whether it may be told in a plain line.</param>
internal readonly record struct JobProgress(double Share, string Place, string Details, TimeSpan Elapsed, TimeSpan? Left, bool IsMilestone);
