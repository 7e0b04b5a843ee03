namespace RepLearn.Embeddings.Vectors;

/// <summary>Words as a list and a dictionary: the index of vectors that come from a file or from a program.</summary>
internal sealed class WordList : IWordIndex
{
    private readonly List<string> _words;
    private readonly Dictionary<string, int> _ids;

    public WordList(int capacity = 0)
    {
        _words = new List<string>(capacity);
        _ids = new Dictionary<string, int>(capacity, StringComparer.Ordinal);
    }

    public int Count => _words.Count;

    public string this[int id] => _words[id];

    public int IndexOf(string word) => _ids.TryGetValue(word, out int id) ? id : -1;

    /// <summary>Adds a word after the others; false if it is there already.</summary>
    public bool TryAdd(string word)
    {
        if (!_ids.TryAdd(word, _words.Count))
        {
            return false;
        }

        _words.Add(word);
        return true;
    }
}
