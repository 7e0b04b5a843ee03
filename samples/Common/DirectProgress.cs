namespace SampleCommon;

/// <summary>Tells of progress on the thread that makes it: no report comes late or out of order.</summary>
internal sealed class DirectProgress<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
