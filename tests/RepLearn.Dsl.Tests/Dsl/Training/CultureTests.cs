using System.Globalization;
using RepLearn.Embeddings;
using RepLearn.Tests.Embeddings.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

/// <summary>Reports and messages are the same in every culture; that all texts of the libraries are written so, their architecture's tests see.</summary>
public sealed class CultureTests : IDisposable
{
    // As in German, with a minus as in Swedish. A culture of the system's would need its data.
    private static readonly CultureInfo s_comma = new("")
    {
        NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", PercentDecimalSeparator = ",", NegativeSign = "\u2212", NaNSymbol = "keine Zahl", PositiveInfinitySymbol = "\u221E" },
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReportsAndRecords_AreTheSame()
    {
        using var model = new LinearModel<float>(6, 2);
        FitReport report = model.Fit(TestData.Plane<float>(40, 6), TestData.Plane<float>(20, 6), new FitOptions { Epochs = 1, BatchSize = 10 });
        SequenceCorpus corpus = Words.Topics();
        using var words = new SkipGramFloat(Vocabulary.Build(corpus), 5);
        EmbeddingReport learned = words.Fit(corpus, new EmbeddingOptions { Epochs = 1 });
        object[] values =
        [
            report, report.Epochs[0], report.Epochs[0].Training, learned, learned.Epochs[0], new FitOptions { ClipNorm = 0.5 }, new EmbeddingOptions { LearningRate = 0.5 },
            new Adam(0.5), new AdamW(0.5), new Sgd(0.5, momentum: 0.5), LearningRate.Step(3, 0.25), LearningRate.Cosine(100, 5, 0.25), model.Info.Layout[0],
            new GraphWalkOptions { Return = 0.5 }, new PhraseOptions(), new Phrase("a_b", 3, 2.5, 1), new Neighbour("a", -0.5f), new WordPair("a", "b", 2.5),
            new AnalogyScore("family", 1, 2, 3), new VocabularyProgress(10, 2, 0.5), SkipGramFloat.MemoryOf(words.Vocabulary),
        ];
        Assert.All(values, value => ExpectSame(value.ToString));
        Assert.Equal("WordPair { First = a, Second = b, Score = 2.5 }", new WordPair("a", "b", 2.5).ToString());
    }

    [Fact]
    public void Messages_AreTheSame()
    {
        using var model = new LinearModel<double>(6, 2);
        double[] rows = TestData.Plane<double>(40, 6);
        var notFinite = new WordVectors(["a", "b"], [1, 2, 3, 4], 2);
        var falls = new FitOptions { Epochs = 1, BatchSize = 10, Schedule = new Falling(0.25) };
        model.Save(_folder["m.safetensors"]);
        Action[] failures =
        [
            () => model.Fit((double[])[.. rows[..7], double.NaN, .. rows[8..]]),
            () => model.Fit(rows, falls),
            () => model.Fit(rows, new FitOptions { Optimizer = new Sgd(1e300) }),
            () => new LinearModel<float>(6, 2).Fit(TestData.Plane<float>(40, 6), new FitOptions { Optimizer = new Sgd(1e-300) }),
            () => LinearModel<double>.Load(_folder["m.safetensors"], 6, 3),
            () => notFinite.MostSimilar([float.PositiveInfinity, 1], 1),
            () => SkipGramFloat.Load(_folder["m.safetensors"]),
            () => new EmbeddingOptions { LearningRate = 0.01, FinalLearningRate = 0.05 }.Check(),
        ];
        Assert.All(failures, failure => ExpectSame(() => Assert.ThrowsAny<Exception>(failure).Message));
    }

    private static void ExpectSame(Func<string?> text)
    {
        string? expected = text();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = s_comma;
            Assert.Equal(expected, text());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // A user's own, whose text the compiler writes.
    private sealed record Falling(double By) : Schedule
    {
        public override double Factor(long step, long totalSteps) => -By;
    }
}
