using RepLearn.Embeddings;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Embeddings.Training;
using Xunit;

namespace RepLearn.Tests.Numerics.Files;

/// <summary>Every kind of safetensors file that the library writes.</summary>
internal static class ModelFileKinds
{
    public static TheoryData<string> All => ["model", "checkpoint", "embedding", "vectors"];

    /// <summary>Writes a file of a kind.</summary>
    /// <returns>Reads it.</returns>
    public static Action Write(string kind, string path)
    {
        using var model = new LinearModel<double>(4, 2);
        double[] rows = TestData.Plane<double>(20, 4);
        var fit = new FitOptions { Epochs = 1, BatchSize = 8, Checkpoint = path };
        switch (kind)
        {
            case "model":
                model.Save(path);
                return () => new LinearModel<double>(4, 2).Restore(path);
            case "checkpoint":
                model.Fit(rows, fit);
                return () => new LinearModel<double>(4, 2).Fit(rows, fit with { Epochs = 2, Resume = true });
            case "embedding":
                using (var words = new SkipGramFloat(Embeddings.Training.Words.Vocabulary(), 5))
                {
                    words.Save(path);
                }

                return () => SkipGramFloat.Load(path);
            default:
                new WordVectors(["a", "b"], [1, 2, 3, 4], 2).Save(path);
                return () => WordVectors.Load(path);
        }
    }
}
