using System.Globalization;
using RepLearn.Embeddings;

namespace WordsSample;

/// <summary>An analogy and what came out.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answer">The best answer; null if a word of the question is unknown.</param>
/// <param name="Rank">The place of the expected word among the answers by 3CosAdd, from 1; null if it is further down than was looked.</param>
/// <param name="MultiplyRank">The same by 3CosMul.</param>
internal sealed record AnalogyAnswer(AnalogyQuestion Question, string? Answer, int? Rank, int? MultiplyRank)
{
    private const int Looked = 1000;

    /// <summary>The columns' names of <see cref="Row"/>.</summary>
    public static readonly string[] Header = ["analogy", "best answer", "rank by 3CosAdd", "by 3CosMul", ""];

    /// <summary>Whether the expected word came first.</summary>
    public bool IsHit => Rank == 1;

    /// <summary>Asks.</summary>
    public static AnalogyAnswer Ask(WordVectors vectors, AnalogyQuestion question)
    {
        string[] words = [question.A, question.B, question.C, question.Expected];
        if (words.Any(word => vectors.Words.IndexOf(word) < 0))
        {
            return new AnalogyAnswer(question, null, null, null);
        }

        Neighbour[] added = Ask(AnalogyRule.Add);
        return new AnalogyAnswer(question, added.Length > 0 ? added[0].Word : null, RankIn(added), RankIn(Ask(AnalogyRule.Multiply)));

        Neighbour[] Ask(AnalogyRule rule) => vectors.Analogy(question.A, question.B, question.C, Looked, rule);

        int? RankIn(Neighbour[] answers) => Array.FindIndex(answers, answer => answer.Word == question.Expected) is >= 0 and var place ? place + 1 : null;
    }

    /// <summary>One text a column.</summary>
    public string[] Row() => Answer is null
        ? [Asked, "–", "–", "–", "a word is unknown"]
        : [Asked, Answer, Text(Rank), Text(MultiplyRank), IsHit ? "hit" : MultiplyRank == 1 ? "hit by 3CosMul" : "miss"];

    private string Asked => $"{Question.A} : {Question.B} = {Question.C} : {Question.Expected}";

    private static string Text(int? rank) => rank?.ToString(CultureInfo.InvariantCulture) ?? $"beyond {Looked}";
}
