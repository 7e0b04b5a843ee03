using RepLearn.Embeddings;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Training;

/// <summary>What can be read of a model that is trained, has been trained further, or is disposed of.</summary>
public sealed class ReadingWhileTrainingTests : IDisposable
{
    private static readonly EmbeddingOptions Three = new() { Epochs = 3, LearningRate = 0.05, ProgressInterval = TimeSpan.Zero };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Schemes => ["skipgram", "subwords", "double"];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void OldVectors_StayWhatTheyWere(string scheme)
    {
        if (scheme == "double")
        {
            Check(new SkipGramDouble(Vocabulary.Build(Words.Topics()), 5));
        }
        else
        {
            Check<float>(scheme == "subwords" ? new SubwordFloat(Vocabulary.Build(Words.Topics()), 5) : New());
        }

        static void Check<T>(Embedding<T> model)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            using Embedding<T> disposed = model;
            model.Fit(Words.Topics(), Three);
            WordVectors old = model.Vectors;
            old.Threads = 1;
            Answers before = new(old);
            model.Fit(Words.Topics(), Three);
            before.ExpectEqual(new(old));
            WordVectors now = model.Vectors;
            Assert.Equal(1, now.Threads);
            Assert.NotEqual(old["sea1"].ToArray(), now["sea1"].ToArray());
            AgreeWithThemselves(now);
            Assert.Throws<EmbeddingDivergedException>(() => model.Fit(Words.Topics(), Three with { LearningRate = 1e30 }));
            AgreeWithThemselves(now);
            AgreeWithThemselves(model.Vectors);
            model.Extend(model.Vocabulary.Extend(Words.Topics("ship", "harbour", seed: 9)));
            before.ExpectEqual(new(old));
            Assert.Equal(1, model.Vectors.Threads);
        }
    }

    /// <summary>Another thread reads without a break: each answer is one state's, or a clear refusal.</summary>
    [Theory]
    [InlineData(EmbeddingMode.Deterministic)]
    [InlineData(EmbeddingMode.Racing)]
    public void ReadersDuringAFit_GetOneStateOrARefusal(EmbeddingMode mode)
    {
        using SkipGramFloat model = New();
        model.Fit(Words.Topics(), Three);
        WordVectors old = model.Vectors;
        Answers before = new(old);
        bool ended = false;
        int refused = 0;
        var states = new HashSet<string> { State(model) };
        var seen = new HashSet<string>();
        Exception? failure = null;
        var reader = new Thread(() => failure ??= Record.Exception(() =>
        {
            while (!Volatile.Read(ref ended))
            {
                try
                {
                    model.Save(_folder["model"]);
                    using SkipGramFloat saved = SkipGramFloat.Load(_folder["model"]);
                    seen.Add(State(saved));
                    AgreeWithThemselves(model.Vectors);
                    _ = model["sea1"];
                }
                catch (InvalidOperationException refusal)
                {
                    Assert.Contains("is being trained", refusal.Message, StringComparison.Ordinal);
                    refused++;
                }

                before.ExpectEqual(new(old));
            }
        }));
        reader.Start();
        try
        {
            model.Fit(Words.Topics(), Three with { Mode = mode, Threads = 2, Processors = 2 }, new Calls<EmbeddingProgress>(progress =>
            {
                if (progress.IsEpochComplete)
                {
                    failure ??= Record.Exception(() => _ = model.Vectors.MostSimilar("sea1"));
                    states.Add(State(model));
                    Thread.Sleep(20);
                }
                else
                {
                    Assert.IsType<InvalidOperationException>(Record.Exception(() => model.Save(_folder["other"])));
                    Assert.IsType<InvalidOperationException>(Record.Exception(() => _ = model.Vectors));
                    Assert.IsType<InvalidOperationException>(Record.Exception(() => _ = model["sea1"]));
                }
            }));
        }
        finally
        {
            Volatile.Write(ref ended, true);
            reader.Join();
        }

        Assert.Null(failure);
        Assert.Subset(states, seen);
        Assert.True(refused + seen.Count > 0);
        Assert.False(File.Exists(_folder["other"]));
    }

    [Fact]
    public void AModelSavedAfterAnEpoch_GoesOnFromThere()
    {
        using SkipGramFloat model = New();
        model.Fit(Words.Topics(), Three, new Calls<EmbeddingProgress>(progress =>
        {
            if (progress.IsEpochComplete && progress.Epoch == 2)
            {
                model.Save(_folder["model"]);
            }
        }));
        using SkipGramFloat loaded = SkipGramFloat.Load(_folder["model"]);
        Assert.Equal([3], loaded.Fit(Words.Topics(), Three with { Resume = true }).Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(model.InputTable.ToArray(), loaded.InputTable.ToArray());
    }

    [Fact]
    public void ADisposedModel_ReadsNothing_ButOldVectorsDo()
    {
        SkipGramFloat model = New();
        WordVectors vectors = model.Vectors;
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Vectors);
        Assert.Throws<ObjectDisposedException>(() => _ = model["sea1"]);
        Assert.Throws<ObjectDisposedException>(() => model.Save(_folder["model"]));
        Assert.Throws<ObjectDisposedException>(() => model.Fit(Words.Topics()));
        Assert.NotEmpty(vectors.MostSimilar("sea1"));
    }

    [Fact]
    public void ValuesBeyondFloat_AreTold()
    {
        using var model = new SkipGramDouble(Words.Vocabulary(), 1);
        model.InputRow(3)[2] = 1e200;
        Assert.Contains("'w3'", Assert.Throws<InvalidOperationException>(() => model.Vectors).Message, StringComparison.Ordinal);
        Assert.Equal(1e200, model["w3"][2]);
    }

    private static SkipGramFloat New() => new(Vocabulary.Build(Words.Topics()), 5);

    private static string State(SkipGramFloat model) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(model.InputTable)));

    private static void AgreeWithThemselves(WordVectors vectors)
    {
        foreach (Neighbour neighbour in vectors.MostSimilar("sea1", 26))
        {
            Assert.Equal(vectors.Similarity("sea1", neighbour.Word), neighbour.Score, 1e-5);
        }
    }

    private sealed class Answers(WordVectors vectors)
    {
        private readonly float[] _vector = vectors["sea1"].ToArray();
        private readonly Neighbour[] _nearest = vectors.MostSimilar("sea1");
        private readonly float[] _unseen = vectors.TryGet("seas", out ReadOnlySpan<float> unseen) ? unseen.ToArray() : [];

        public void ExpectEqual(Answers other)
        {
            Assert.Equal(_vector, other._vector);
            Assert.Equal(_nearest, other._nearest);
            Assert.Equal(_unseen, other._unseen);
        }
    }
}
