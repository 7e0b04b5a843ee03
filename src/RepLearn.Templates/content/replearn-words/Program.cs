using RepLearn;
using RepLearn.Data;
using RepLearn.Embeddings;

// 152 State of the Union addresses, 1.26 million words. Others: TextCorpus.FromFile("text.txt.gz"), a folder, lists of tokens.
TextCorpus corpus = TextCorpus.FromStream(Speeches.Open, name: "speeches");
Vocabulary vocabulary = Vocabulary.Build(corpus);          // words that occur at least five times

using var model = new Words(vocabulary, seed: 1);
EmbeddingReport report = model.Fit(corpus, new EmbeddingOptions { Epochs = 5 }, new ProgressLine());
Console.WriteLine($"\n{report.Stopped}, {vocabulary.Count} words");

WordVectors vectors = model.Vectors;                       // a frozen state, for any thread
foreach (string word in (string[])["railroad", "silver", "mexico", "school"])
{
    Console.WriteLine($"{word}: {string.Join(", ", vectors.MostSimilar(word, 5).Select(near => $"{near.Word} {near.Score:F2}"))}");
}

Console.WriteLine($"nation is to nations as country is to {vectors.Analogy("nation", "nations", "country")[0].Word}");
Console.WriteLine($"does not match: {vectors.DoesNotMatch("corn", "wheat", "treaty", "cotton")}");

vectors.Save("speeches.vec");                              // word2vec text; .bin, .safetensors and others by extension
Console.WriteLine("saved as speeches.vec");

// On a screen it is one line that changes, in a file a line for each epoch.
internal sealed class ProgressLine : IProgress<EmbeddingProgress>
{
    public void Report(EmbeddingProgress progress)
    {
        if (!Console.IsOutputRedirected)
        {
            Console.Write($"\r{progress}   ");
        }
        else if (progress.IsEpochComplete)
        {
            Console.WriteLine(progress);
        }
    }
}

[SkipGram(100, Window = 5)]
[NegativeSampling(5)]
[Subsampling(1e-3)]
public sealed partial class Words;
