using RepLearn;
using RepLearn.Data;

// 1797 handwritten digits of 8 x 8 pixels. Others: IdxReader.Read("images.gz", "labels.gz"), or rows of float of your own.
(ImageSet train, ImageSet test) = Digits.Load().Split(testShare: 0.2, seed: 1);

using var model = new DigitsVae(seed: 1);
FitReport report = model.Fit(train, new FitOptions { Epochs = 60, BatchSize = 64, Optimizer = new Adam(2e-3) }, new ProgressLine());
Console.WriteLine($"\n{report.Stopped} after {report.Time.TotalSeconds:F1} s");
foreach (string notice in report.Notices)
{
    Console.WriteLine(notice);
}

Console.WriteLine($"test loss, nats per image: {model.Test(test, new NoiseKey(Seed: 2, Step: 0))}");

float[] codes = model.Encode(test);                        // posterior means, DigitsVae.LatentSize per image
Console.WriteLine($"{codes.Length / DigitsVae.LatentSize} codes of {DigitsVae.LatentSize} values");

const int Shown = 6;
Console.WriteLine("\nnew digits, drawn from the prior:");
Print(model.Sample(Shown, seed: 3));

model.Save("digits.safetensors");
using DigitsVae loaded = DigitsVae.Load("digits.safetensors");
Console.WriteLine("saved as digits.safetensors");

static void Print(float[] images)
{
    const string Ink = " .:-=+*#%@";
    for (int row = 0; row < Digits.Side; row++)
    {
        for (int image = 0; image < Shown; image++)
        {
            for (int column = 0; column < Digits.Side; column++)
            {
                float value = images[(((image * Digits.Side) + row) * Digits.Side) + column];
                char ink = Ink[(int)(Math.Clamp(value, 0, 0.999f) * Ink.Length)];
                Console.Write($"{ink}{ink}");
            }

            Console.Write("  ");
        }

        Console.WriteLine();
    }
}

// Called on the thread that trains, between two steps. On a screen it is one line that changes, in a file a line now and then.
internal sealed class ProgressLine : IProgress<FitProgress>
{
    public void Report(FitProgress progress)
    {
        string text = $"epoch {progress.Epoch}/{progress.Epochs}, {progress.Losses}";
        if (!Console.IsOutputRedirected)
        {
            Console.Write($"\r{text}   ");
        }
        else if (progress.EpochDone && progress.Epoch % 10 == 0)
        {
            Console.WriteLine(text);
        }
    }
}

// The attributes' order is the network's order: 64 pixels, 128 units, a code of 8, 128 units, 64 logits.
[Autoencoder(64)]
[Encoder.Dense(128, Activation.Relu)]
[Latent.Gaussian(8)]
[Decoder.Dense(128, Activation.Relu)]
[Decoder.Dense(64)]
[Likelihood.Bernoulli]
public sealed partial class DigitsVae;
