namespace RepLearn.Tests.Embeddings.Training;

/// <summary>Sequences of which each pass may have others.</summary>
internal sealed class Passes(Func<IEnumerable<string[]>> next) : IEnumerable<string[]>
{
    public IEnumerator<string[]> GetEnumerator() => next().GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
