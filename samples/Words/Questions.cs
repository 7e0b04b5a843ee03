using RepLearn.Embeddings;
using RepLearn.Embeddings.Vectors;

namespace WordsSample;

/// <summary>What the vectors are asked. The analogies were chosen before any result was seen and stay as they are, hit or miss.</summary>
internal static class Questions
{
    /// <summary>Words whose neighbours are shown.</summary>
    public static readonly string[] Words = ["economy", "war", "children", "railroad", "soviet", "gold"];

    /// <summary>Analogies of meaning and of grammar.</summary>
    public static readonly AnalogyQuestion[] Analogies =
    [
        new("man", "woman", "he", "she"),
        new("germany", "german", "japan", "japanese"),
        new("france", "french", "spain", "spanish"),
        new("britain", "british", "china", "chinese"),
        new("soldier", "army", "sailor", "navy"),
        new("year", "years", "month", "months"),
        new("nation", "nations", "country", "countries"),
        new("dollar", "dollars", "citizen", "citizens"),
        new("create", "created", "provide", "provided"),
        new("give", "gave", "take", "took"),
        new("work", "working", "fight", "fighting"),
        new("good", "better", "strong", "stronger"),
        new("large", "larger", "great", "greater"),
        new("january", "february", "october", "november"),
        new("one", "first", "two", "second"),
        new("two", "three", "five", "six"),
    ];

    /// <summary>Pairs whose distances are shown beside those of one-hot vectors.</summary>
    public static readonly (string First, string Second)[] Pairs =
        [("january", "february"), ("army", "navy"), ("gold", "silver"), ("war", "peace"), ("gold", "children"), ("january", "railroad")];
}
