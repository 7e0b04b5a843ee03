namespace RepLearn.Embeddings.Vectors;

/// <summary>The first words of an index, as if there were no others.</summary>
internal sealed class FirstWords(IWordIndex words, int count) : IWordIndex
{
    public int Count => count;

    public string this[int id]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, count);
            return words[id];
        }
    }

    public int IndexOf(string word)
    {
        int id = words.IndexOf(word);
        return id < count ? id : -1;
    }
}
