using RepLearn.Embeddings;

namespace WordsSample;

/// <summary>Words that say what a text is about: the frequent ones that are not on a list of English function words.</summary>
internal static class ContentWords
{
    private const int ShortestWord = 3;

    private static readonly HashSet<string> s_functionWords = Read();

    /// <summary>The most frequent ones, in the order of frequency.</summary>
    /// <param name="words">All words by falling frequency.</param>
    /// <param name="count">How many; fewer if there are no more.</param>
    public static string[] MostFrequent(IWordIndex words, int count) =>
        [.. Enumerable.Range(0, words.Count).Select(id => words[id]).Where(IsContent).Take(count)];

    // Of a phrase all words.
    private static bool IsContent(string word) =>
        Array.TrueForAll(word.Split('_'), part => part.Length >= ShortestWord && !s_functionWords.Contains(part));

    private static HashSet<string> Read()
    {
        using Stream resource = typeof(ContentWords).Assembly.GetManifestResourceStream("function-words.txt")
            ?? throw new InvalidOperationException("The assembly lacks its resource 'function-words.txt'.");
        return [.. new StreamReader(resource).ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
    }
}
