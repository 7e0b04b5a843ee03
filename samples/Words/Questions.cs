using RepLearn.Embeddings;
using RepLearn.Embeddings.Vectors;

namespace WordsSample;

/// <summary>What the vectors are asked. All were chosen before any result was seen and stay as they are, hit or miss.</summary>
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

    /// <summary>A word, one that belongs with it, and one that does not.</summary>
    public static readonly string[] Triples =
    [
        "army navy corn", "gold silver children", "january february treaty", "wheat corn treaty", "schools teachers ships", "soviet communist cotton",
        "railroad railways school", "court judges oil", "tax taxes river", "children parents currency", "farmers crops navy", "oil gas senate",
        "river harbor teachers", "soldiers army budget", "senate congress gold", "workers jobs treaty", "cuba spain schools", "iraq terrorists tariff",
        "postal mail soviet", "tribes indian inflation", "deficit budget navy", "china japan hospitals", "labor wages fleet", "veterans pensions coal",
        "banks currency fleet", "health medical treaty", "war peace postal", "nuclear weapons farmers",
    ];

    /// <summary>Words with their plurals, from which the direction from one to many is taken.</summary>
    public static readonly string[] KnownPlurals = ["nation nations", "year years", "law laws", "ship ships", "state states", "bank banks", "farmer farmers", "treaty treaties"];

    /// <summary>Others, on which it is tried.</summary>
    public static readonly string[] AskedPlurals =
    [
        "school schools", "child children", "river rivers", "court courts", "citizen citizens", "worker workers", "city cities", "soldier soldiers",
        "country countries", "family families", "vessel vessels", "crop crops", "industry industries", "officer officers", "railroad railroads", "tax taxes",
    ];
}
