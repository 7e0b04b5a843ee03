using System.Diagnostics;
using System.Text.Json;
using RepLearn.Data;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle;

/// <summary>
/// A VAE 64–128–(8, 8)–128–64 trained by libtorch on the first 1437 of the 1797 digits, several seeds; the fixture is
/// its evidence lower bound on the other 360.
/// </summary>
internal static class DigitsVae
{
    private const int TrainRows = 1437;
    private const int Size = 64;
    private const int Hidden = 128;
    private const int Code = 8;
    private const int BatchSize = 128;
    private const double LearningRate = 1e-3;
    private const int TestDraws = 32;

    public static void Write(string folder, int epochs, int seeds)
    {
        ImageSet digits = Digits.Load();
        Tensor data = tensor(digits.Pixels.ToArray(), [digits.Count, Size]);
        Tensor train = data[TensorIndex.Slice(0, TrainRows)];
        Tensor test = data[TensorIndex.Slice(TrainRows, null)];

        using FileStream file = File.Create(Path.Combine(folder, "digits-vae.json"));
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
            (double reconstruction, double divergence) = TrainAndTest(train, test, epochs, seed);
            Console.WriteLine($"seed {seed}: reconstruction {reconstruction:F3}, kl {divergence:F3}, total {reconstruction + divergence:F3}, {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
            json.WriteStartObject();
            json.WriteNumber("reconstruction", reconstruction);
            json.WriteNumber("kl", divergence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static (double Reconstruction, double Divergence) TrainAndTest(Tensor train, Tensor test, int epochs, int seed)
    {
        manual_seed(seed);
        Linear encoder = nn.Linear(Size, Hidden), mean = nn.Linear(Hidden, Code), logVariance = nn.Linear(Hidden, Code);
        Linear decoder = nn.Linear(Code, Hidden), output = nn.Linear(Hidden, Size);
        Linear[] layers = [encoder, mean, logVariance, decoder, output];
        Initialize(layers);
        using optim.Optimizer optimizer = optim.Adam(layers.SelectMany(layer => layer.parameters()), LearningRate);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            using Tensor order = randperm(TrainRows);
            for (int row = 0; row < TrainRows; row += BatchSize)
            {
                using IDisposable scope = NewDisposeScope();
                Tensor batch = train.index_select(0, order[TensorIndex.Slice(row, Math.Min(row + BatchSize, TrainRows))]);
                (Tensor reconstruction, Tensor divergence) = Losses(batch);
                optimizer.zero_grad();
                (reconstruction + divergence).backward();
                optimizer.step();
            }
        }

        using IDisposable testing = no_grad();
        (double Reconstruction, double Divergence) sums = (0, 0);
        for (int draw = 0; draw < TestDraws; draw++)
        {
            (Tensor reconstruction, Tensor divergence) = Losses(test);
            sums.Reconstruction += reconstruction.item<float>() / TestDraws;
            sums.Divergence += divergence.item<float>() / TestDraws;
        }

        return sums;

        (Tensor Reconstruction, Tensor Divergence) Losses(Tensor batch)
        {
            Tensor hidden = relu(encoder.forward(batch));
            Tensor center = mean.forward(hidden), spread = logVariance.forward(hidden);
            Tensor code = center + (spread.mul(0.5).exp() * randn_like(center));
            Tensor logits = output.forward(relu(decoder.forward(code)));
            return (Loss.Bernoulli(batch, logits), Loss.PerExample(Loss.Divergence(center, spread)));
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
}
