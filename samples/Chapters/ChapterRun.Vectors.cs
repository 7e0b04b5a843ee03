using RepLearn.Embeddings;
using RepLearn.Evaluation;
using static SampleCommon.Figures;

namespace ChaptersSample;

/// <summary>The training of vectors of words and of other things.</summary>
internal sealed partial class ChapterRun
{
    /// <summary>Trains vectors, with progress; the run keeps the model until the end.</summary>
    /// <param name="name">What it is called on the console and in its curve.</param>
    /// <param name="model">The model.</param>
    /// <param name="corpus">What it learns from.</param>
    /// <param name="epochs">Passes over the corpus, unless the user gave another number.</param>
    /// <param name="learningRate">The learning rate at the start.</param>
    public WordVectors FitVectors(string name, Embedding<float> model, ICorpus corpus, int epochs, double learningRate = 0.025)
    {
        var options = new EmbeddingOptions { Epochs = settings.Epochs ?? epochs, LearningRate = learningRate };
        EmbeddingReport report = console.Show<EmbeddingProgress, EmbeddingReport>(name, WordsSample.FitText.Of, progress => model.Fit(corpus, options, progress, token));
        Keep(
            model,
            new LearningCurves { VerticalTitle = "nats a prediction", Height = 300, Density = Density }.Draw(("training, loss", [.. report.Epochs.Select(epoch => epoch.Loss)])),
            Text($"{name}: {report.Epochs.Count} epochs in {report.Time.TotalSeconds:F1} s."));
        WordVectors vectors = model.Vectors;
        vectors.Threads = settings.Threads;
        return vectors;
    }
}
