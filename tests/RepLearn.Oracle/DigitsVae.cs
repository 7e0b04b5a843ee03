using System.Diagnostics;
using System.Text.Json;
using RepLearn.Data;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle;

/// <summary>
/// VAEs 64–128–code–128–64 trained by libtorch on the first 1437 of the 1797 digits, several seeds; a fixture is
/// the evidence lower bound on the other 360. The code is 8 normal variables, or 10 categorical ones of 8 classes.
/// </summary>
internal static class DigitsVae
{
    private const int TrainRows = 1437;
    private const int Size = 64;
    private const int Hidden = 128;
    private const int Classes = 8;
    private const int AnnealingSteps = 2000;
    private const int BatchSize = 128;
    private const double LearningRate = 1e-3;
    private const int TestDraws = 32;

    public static void Write(string folder, int epochs, int seeds)
    {
        ImageSet digits = Digits.Load();
        Tensor data = tensor(digits.Pixels.ToArray(), [digits.Count, Size]);
        Tensor train = data[TensorIndex.Slice(0, TrainRows)];
        Tensor test = data[TensorIndex.Slice(TrainRows, null)];

        foreach (DigitsLatent latent in new[] { Normal, Categorical })
        {
            Write(folder, latent, train, test, epochs, seeds);
        }
    }

    private static DigitsLatent Normal => new("digits-vae", 8, [8, 8], (heads, _) =>
        (heads[0] + (heads[1].mul(0.5).exp() * randn_like(heads[0])), Loss.PerExample(Loss.Divergence(heads[0], heads[1]))));

    // Relaxed draws in training, of a temperature that falls from 1 to 0.5; exact one-hot draws in tests.
    private static DigitsLatent Categorical => new("digits-concrete", 10 * Classes, [10 * Classes], (heads, step) =>
    {
        Tensor logits = heads[0].reshape(-1, Classes);
        Tensor draw = step is { } taken
            ? softmax((logits - (-rand_like(logits).clamp(min: 1e-10).log()).log()) / Math.Pow(0.5, Math.Min(1, (double)taken / AnnealingSteps)), -1)
            : one_hot(softmax(logits, -1).multinomial(1).squeeze(1), Classes).to_type(logits.dtype);
        return (draw.reshape(heads[0].shape), Loss.PerExample(Loss.CategoricalDivergence(heads[0], Classes)));
    });

    private static void Write(string folder, DigitsLatent latent, Tensor train, Tensor test, int epochs, int seeds)
    {
        using FileStream file = File.Create(Path.Combine(folder, latent.Name + ".json"));
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteNumber("trainRows", TrainRows);
        json.WriteNumber("epochs", epochs);
        json.WriteNumber("batchSize", BatchSize);
        json.WriteNumber("learningRate", LearningRate);
        json.WriteNumber("testDraws", TestDraws);
        json.WriteStartArray("runs");
        for (int seed = 1; seed <= seeds; seed++)
        {
            long start = Stopwatch.GetTimestamp();
            (double reconstruction, double divergence) = TrainAndTest(latent, train, test, epochs, seed);
            Console.WriteLine($"seed {seed}: reconstruction {reconstruction:F3}, kl {divergence:F3}, total {reconstruction + divergence:F3}, {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
            json.WriteStartObject();
            json.WriteNumber("reconstruction", reconstruction);
            json.WriteNumber("kl", divergence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static (double Reconstruction, double Divergence) TrainAndTest(DigitsLatent latent, Tensor train, Tensor test, int epochs, int seed)
    {
        manual_seed(seed);
        Linear encoder = nn.Linear(Size, Hidden);
        Linear[] heads = [.. latent.Heads.Select(width => nn.Linear(Hidden, width))];
        Linear decoder = nn.Linear(latent.Code, Hidden), output = nn.Linear(Hidden, Size);
        Linear[] layers = [encoder, .. heads, decoder, output];
        int steps = 0;
        Initialize(layers);
        using optim.Optimizer optimizer = optim.Adam(layers.SelectMany(layer => layer.parameters()), LearningRate);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            using Tensor order = randperm(TrainRows);
            for (int row = 0; row < TrainRows; row += BatchSize)
            {
                using IDisposable scope = NewDisposeScope();
                Tensor batch = train.index_select(0, order[TensorIndex.Slice(row, Math.Min(row + BatchSize, TrainRows))]);
                (Tensor reconstruction, Tensor divergence) = Losses(batch, steps++);
                optimizer.zero_grad();
                (reconstruction + divergence).backward();
                optimizer.step();
            }
        }

        using IDisposable testing = no_grad();
        (double Reconstruction, double Divergence) sums = (0, 0);
        for (int draw = 0; draw < TestDraws; draw++)
        {
            (Tensor reconstruction, Tensor divergence) = Losses(test, null);
            sums.Reconstruction += reconstruction.item<float>() / TestDraws;
            sums.Divergence += divergence.item<float>() / TestDraws;
        }

        return sums;

        (Tensor Reconstruction, Tensor Divergence) Losses(Tensor batch, int? step)
        {
            Tensor hidden = relu(encoder.forward(batch));
            (Tensor code, Tensor divergence) = latent.Draw([.. heads.Select(head => head.forward(hidden))], step);
            Tensor logits = output.forward(relu(decoder.forward(code)));
            return (Loss.Bernoulli(batch, logits), divergence);
        }
    }

    // First values as the declared model draws them: He's before ReLU, Glorot's elsewhere, biases 0.
    private static void Initialize(Linear[] layers)
    {
        using IDisposable silent = no_grad();
        foreach (Linear layer in layers)
        {
            if (layer.out_features == Hidden)
            {
                nn.init.kaiming_normal_(layer.weight!, nonlinearity: nn.init.NonlinearityType.ReLU);
            }
            else
            {
                nn.init.xavier_uniform_(layer.weight!);
            }

            layer.bias!.zero_();
        }
    }

    /// <param name="Name">The fixture's.</param>
    /// <param name="Code">Values in a code.</param>
    /// <param name="Heads">Widths of the linear maps that the encoder ends with.</param>
    /// <param name="Draw">A code and its divergence, from the heads' values and the training step; null for a test.</param>
    private sealed record DigitsLatent(string Name, int Code, int[] Heads, Func<Tensor[], int?, (Tensor Code, Tensor Divergence)> Draw);
}
