using DigitsSample;
using ExplorerSample;
using ExplorerSample.Codes;
using ExplorerSample.Server;
using ExplorerSample.Words;
using RepLearn.Data;
using RepLearn.Embeddings;
using WordsSample;
using Xunit;

namespace RepLearn.Explorer.Tests;

/// <summary>A server with digits, a model of two values trained on them for a moment, and words of the speeches.</summary>
public sealed class Running : IDisposable
{
    public Running()
    {
        Images = ExampleImages.Load(new Settings());
        Model = new Plane8x8(1);
        Model.Fit(Images.Set.Pixels, new FitOptions { Epochs = 30, BatchSize = 32, Optimizer = new Adam(2e-3) });
        TextCorpus speeches = TextCorpus.FromStream(Speeches.Open, name: "speeches");
        using var model = new SpeechVectors(Vocabulary.Build(speeches, new VocabularyOptions { MinimumCount = 50 }), 1);
        model.Fit(speeches, new EmbeddingOptions { Epochs = 1 });
        string[] words = [.. model.Vectors.Words];
        Vectors = new WordVectors(words, words.SelectMany(word => model.Vectors[word].ToArray()).ToArray(), model.Vectors.Dimension);
        Codes = CodeSpace.Of(Model, Images);
        Words = new WordSpace(Vectors);
        Server = ExplorerServer.Start(0, Codes, Words, "speeches");

        // t-SNE takes its time on a machine that is busy with other tests.
        Client = new HttpClient { BaseAddress = Server.Address, Timeout = Timeout.InfiniteTimeSpan };
    }

    public Autoencoder<float> Model { get; }

    public WordVectors Vectors { get; }

    public HttpClient Client { get; }

    internal ExampleImages Images { get; }

    internal CodeSpace Codes { get; }

    internal WordSpace Words { get; }

    internal ExplorerServer Server { get; }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
        Model.Dispose();
    }
}

/// <summary>Tests that share one server, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class RunningCollection : ICollectionFixture<Running>
{
    public const string Name = "running";
}
