using System.Text.Json.Nodes;
using RepLearn.Embeddings;
using RepLearn.Tests.Embeddings.Training;
using RepLearn.Tests.Numerics.Files;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Files;

/// <summary>Files of models that are trained on; what every safetensors file must be is tested with the autoencoders' files.</summary>
public sealed class EmbeddingFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;
    private readonly byte[] _good;

    public EmbeddingFileTests()
    {
        _path = _folder["model.safetensors"];
        using var model = new SkipGramFloat(Training.Words.Vocabulary(), 5);
        model.Save(_path);
        _good = File.ReadAllBytes(_path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CutAnywhere_IsRefused()
    {
        for (int length = 0; length < _good.Length; length += 1 + (length / 50))
        {
            File.WriteAllBytes(_path, _good[..length]);
            Assert.Contains(_path, Assert.Throws<ModelFileException>(() => SkipGramFloat.Load(_path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AFileThatIsNotThere_IsNamed() =>
        Assert.Contains("none.safetensors", Assert.ThrowsAny<IOException>(() => SkipGramFloat.Load(_folder["none.safetensors"])).Message, StringComparison.Ordinal);

    [Fact]
    public void AnotherModelsFile_IsRefused()
    {
        using var other = new CbowFloat(Training.Words.Vocabulary(), 5);
        other.Save(_path);
        ExpectProblem("SkipGramFloat", "cbow 100", "skip-gram 20");
    }

    [Fact]
    public void WordsThatAreDamaged_AreRefused()
    {
        Edit((json, data) => data[Start(json, "words.text") + 1] = (byte)'1');
        ExpectProblem("words are damaged", "'w1', comes twice");
        Edit((json, data) => data[Start(json, "words.text") + 1] = 0xFF);
        ExpectProblem("words are damaged", "Word 0", "not UTF-8");
        Edit((json, data) => data.AsSpan(Start(json, "words.counts"), 8).Clear());
        ExpectProblem("words are damaged", "Word 0", "count 0");
        Edit((json, data) => data[Start(json, "words.starts") + 4] = 200);
        ExpectProblem("words are damaged", "Word 0");
    }

    [Fact]
    public void TablesOfAnotherNumberOfWords_AreRefused()
    {
        Edit((json, _) => json["input"]!["shape"]!.AsArray()[0] = 8);
        ExpectProblem("'input'");
    }

    [Fact]
    public void MetadataThatIsNoNumber_IsRefused()
    {
        Edit((json, _) => json["__metadata__"]!["seed"] = "-5");
        ExpectProblem("'seed'", "'-5'");
        Edit((json, _) => json["__metadata__"]!["epoch"] = "x");
        ExpectProblem("'epoch'", "'x'");
    }

    /// <summary>Metadata of a fit that was stopped in epoch 2 of 3, with one entry changed.</summary>
    [Theory]
    [InlineData("epoch", "4294967291")]
    [InlineData("epoch", "4")]
    [InlineData("epoch", "-1")]
    [InlineData("chunk", "9223372036854775807")]
    [InlineData("chunk", "3")]
    [InlineData("fit/wordsBefore", "99999999")]
    [InlineData("fit/mode", "Fast")]
    [InlineData("fit/epochs", "0")]
    [InlineData("fit/epochs", "4294967296")]
    [InlineData("fit/earlierEpochs", "18446744073709551615")]
    [InlineData("fit/learningRate", "NaN")]
    [InlineData("fit/finalLearningRate", "0")]
    [InlineData("fit/rateThere", "Infinity")]
    [InlineData("fit/rateFrom", "3.5")]
    [InlineData("fit/corpusWords", "none")]
    [InlineData("fit/corpusWords", "0")]
    [InlineData("fit/corpusDigest", "-5")]
    [InlineData("fit/sampling", null)]
    [InlineData("corpusTokens", "3")]
    [InlineData("droppedUpTo", "9223372036854775807")]
    [InlineData("epochsBegun", "99999999999")]
    public void NumbersOfAFitThatCannotBe_AreRefused_AndAModelThatResumesStays(string key, string? value)
    {
        Vocabulary vocabulary = Vocabulary.Build(Training.Words.Topics());
        using var stop = new CancellationTokenSource();
        using var stopped = new SkipGramFloat(vocabulary, 5);
        var options = new EmbeddingOptions { Epochs = 3, ProgressInterval = TimeSpan.Zero, Checkpoint = _path };
        stopped.Fit(Training.Words.Topics(), options, new Calls<EmbeddingProgress>(progress => { if (progress.Epoch == 2) stop.Cancel(); }), stop.Token);
        PlainSafetensors file = PlainSafetensors.Parse(File.ReadAllBytes(_path));
        JsonObject json = file.Json;
        Assert.True(json["__metadata__"]!.AsObject().Remove(key));
        if (value is not null)
        {
            json["__metadata__"]![key] = value;
        }

        File.WriteAllBytes(_path, PlainSafetensors.Build(json.ToJsonString(), file.Data));
        Assert.Throws<ModelFileException>(() => SkipGramFloat.Load(_path));
        using var model = new SkipGramFloat(vocabulary, 5);
        float[] before = model.InputTable.ToArray();
        Assert.Throws<ModelFileException>(() => model.Fit(Training.Words.Topics(), options with { Resume = true }));
        Assert.Equal(before, model.InputTable.ToArray());
        Assert.False(model.CanResume);
    }

    [Fact]
    public void CountsWhoseSumOverflows_AreRefused()
    {
        Edit((json, data) =>
        {
            json["__metadata__"]!["corpusTokens"] = long.MaxValue.ToString();
            data.AsSpan(Start(json, "words.counts"), 72).Fill(0x7F);
        });
        Assert.Throws<ModelFileException>(() => SkipGramFloat.Load(_path));
    }

    [Fact]
    public void CountsOfAnySize_ComeBack()
    {
        using var model = new SkipGramFloat(Vocabulary.FromCounts([new("often", long.MaxValue - 1), new("once", 1)]), 5);
        model.Save(_path);
        using SkipGramFloat loaded = SkipGramFloat.Load(_path);
        Assert.Equal((long.MaxValue, long.MaxValue - 1), (loaded.Vocabulary.CorpusTokens, loaded.Vocabulary.CountOf(0)));
    }

    [Fact]
    public void WhatACountLost_IsKeptByTheFile()
    {
        Vocabulary counted = Vocabulary.Build(
            new SequenceCorpus(Enumerable.Range(0, 500).Select(place => (string[])["often", "also", $"w{place}"])), new VocabularyOptions { CountingLimit = 50 });
        Assert.True(counted.DroppedUpTo > 0);
        using var model = new SkipGramFloat(counted, 5);
        model.Save(_path);
        using SkipGramFloat loaded = SkipGramFloat.Load(_path);
        Assert.Equal((counted.CorpusTokens, counted.DroppedUpTo), (loaded.Vocabulary.CorpusTokens, loaded.Vocabulary.DroppedUpTo));
    }

    [Fact]
    public void AModelThatIsNotFinite_IsNotSaved_AndTheOldFileStays()
    {
        using var model = new SkipGramFloat(Training.Words.Vocabulary(), 6);
        model.OutputRow(2)[7] = float.NaN;
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => model.Save(_path));
        Assert.Contains("'output', row 3, column 8, both counted from 1, is NaN", refused.Message, StringComparison.Ordinal);
        Assert.Equal(_good, File.ReadAllBytes(_path));
        Assert.Equal(["model.safetensors"], _folder.Names);
    }

    private static int Start(JsonObject json, string tensor) => json[tensor]!["data_offsets"]!.AsArray()[0]!.GetValue<int>();

    private void Edit(Action<JsonObject, byte[]> edit)
    {
        PlainSafetensors file = PlainSafetensors.Parse([.. _good]);
        JsonObject json = file.Json;
        edit(json, file.Data);
        File.WriteAllBytes(_path, PlainSafetensors.Build(json.ToJsonString(), file.Data));
    }

    private void ExpectProblem(params string[] parts)
    {
        string message = Assert.Throws<ModelFileException>(() => SkipGramFloat.Load(_path)).Message;
        Assert.All(parts.Append(_path), part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
