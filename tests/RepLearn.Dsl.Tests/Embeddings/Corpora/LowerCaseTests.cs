using System.Globalization;
using System.Text;
using RepLearn.Embeddings;
using RepLearn.Embeddings.Corpora;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Corpora;

public sealed class LowerCaseTests
{
    [Theory]
    [InlineData("İSTANBUL IĞDIR", "istanbul iğdir")]
    [InlineData("ΟΔΟΣ ẞ Ǆ ǅ K Å Ω", "οδοσ ß ǆ ǆ k å ω")]
    [InlineData("\uA7CB \uA7DC \u1C89 \U00010D50 \U00010400 \U0001E900", "\u0264 \u019B \u1C8A \U00010D70 \U00010428 \U0001E922")]
    public void Capitals_HaveTheirSimpleSmallLetters(string text, string expected) =>
        Assert.Equal(expected, Assert.Single(Texts.Sentences(TextCorpus.FromText(text))));

    [Fact]
    public void Tokens_AreTheSameWithAndWithoutIcu()
    {
        Outcome without = ChildProcess.Run(HashAllLetters, [("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")]);
        Outcome with = ChildProcess.Run(HashAllLetters, [("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0")]);
        Assert.Equal(without.Hash, with.Hash);
    }

    // .NET's own table, which it has for machines without ICU, leaves out U+0130.
    [Fact]
    public void SmallLetters_EqualThoseOfTheUnicodeTableOfDotNet() =>
        ChildProcess.Run(CompareWithTable, [("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")]);

    [Fact]
    public void WordsOfOtherCase_AreFoundByAnEvaluation()
    {
        var vectors = new WordVectors(["istanbul", "ΟΔΟΣ", "c"], [1, 0, 1, 1, 0, 1], 2);
        Assert.Equal(2, vectors.Evaluate([new WordPair("İSTANBUL", "οδος", 1), new WordPair("C", "οδοσ", 0)]).Used);
        Assert.Equal(0, vectors.Evaluate([new WordPair("İSTANBUL", "οδος", 1)], new EvaluationOptions { IgnoreCase = false }).Used);
    }

    private static void HashAllLetters(BitHash hash, string[] arguments)
    {
        var tokens = new TokenBuffer();
        foreach (Rune rune in AllCharacters())
        {
            byte[] text = Encoding.UTF8.GetBytes($"A{rune}");
            tokens.Clear();
            new LetterTokenizer().Split(text, true, 10, tokens);
            for (int token = 0; token < tokens.Count; token++)
            {
                hash.Add(tokens[token]);
            }
        }
    }

    private static void CompareWithTable(BitHash hash, string[] arguments)
    {
        Rune[] wrong = [.. AllCharacters().Where(rune => rune.Value != 0x130 && LowerCase.Of(rune.Value) != Rune.ToLowerInvariant(rune).Value)];
        if (wrong.Length > 0)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{wrong.Length} letters differ, U+{wrong[0].Value:X4} among them."));
        }
    }

    private static IEnumerable<Rune> AllCharacters() =>
        Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value));
}
