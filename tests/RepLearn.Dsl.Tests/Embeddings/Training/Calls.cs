namespace RepLearn.Tests.Embeddings.Training;

/// <summary>Reports handed to an action at once, on the thread that reports.</summary>
internal sealed class Calls<T>(Action<T> action) : IProgress<T>
{
    public void Report(T value) => action(value);
}
