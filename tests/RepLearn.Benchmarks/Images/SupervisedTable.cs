using System.CommandLine;
using System.Globalization;
using RepLearn.Data;

namespace RepLearn.Benchmarks.Images;

/// <summary>
/// Errors of a head that learns from 100 labels: the network on these examples alone, and the same one with unlabelled examples besides, whose
/// reconstruction shapes the code that both share.
/// </summary>
internal sealed class SupervisedTable : BenchmarkTable
{
    private const int Classes = 10;
    private const int PerClass = 10;
    private const int Labels = Classes * PerClass;
    private const int Unlabelled = 5000;
    private const int Epochs = 30;
    private const int Seeds = 5;

    private string _folder = "";

    public override string Name => "quality-supervised";

    public override string Description => "test error of a convolutional network with 100 labels of Fashion-MNIST, alone and with unlabelled images besides";

    public override IEnumerable<Option> Options => [FashionMnist.Folder];

    public override void Read(ParseResult parsed) => _folder = parsed.GetRequiredValue(FashionMnist.Folder);

    /// <inheritdoc/>
    /// <remarks>
    /// Both take as many steps, each with all the labelled images; the second as many unlabelled ones besides. The last line:
    /// <c>quality-supervised: alone … joint … pass</c>, or <c>fail</c> where the mean is no lower with the unlabelled images.
    /// </remarks>
    public override bool Print(TextWriter output, IReadOnlyList<int> threads)
    {
        if (FashionMnist.Read(_folder, output) is not var (train, test))
        {
            return false;
        }

        output.WriteLine($"{Labels} labelled images, {Unlabelled} unlabelled, {Epochs * Unlabelled / Labels} steps, Adam 1e-3; errors on {test.Count} test images, per cent:");
        output.WriteLine($"{"network",-10}{string.Concat(Enumerable.Range(1, Seeds).Select(seed => $"{seed,8}"))}{"mean",8}");
        double alone = Errors("alone", isJoint: false);
        double joint = Errors("joint", isJoint: true);
        bool pass = joint < alone;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Name}: alone {alone:F2} joint {joint:F2} {(pass ? "pass" : "fail")}"));
        return pass;

        double Errors(string name, bool isJoint)
        {
            double[] errors = [.. Enumerable.Range(1, Seeds).Select(seed => 100 * Error(train, test, seed, isJoint, threads.Max()))];
            output.WriteLine($"{name,-10}{string.Concat(errors.Select(error => error.ToString("F2", CultureInfo.InvariantCulture).PadLeft(8)))}{errors.Average().ToString("F2", CultureInfo.InvariantCulture),8}");
            return errors.Average();
        }
    }

    private static double Error(ImageSet train, ImageSet test, int seed, bool isJoint, int threads)
    {
        int[] order = [.. Enumerable.Range(0, train.Count)];
        new Random(seed).Shuffle(order);
        int[] labelled = [.. order.GroupBy(image => train.Labels.Span[image]).SelectMany(images => images.Take(PerClass))];
        int[] others = [.. order.Except(labelled).Take(Unlabelled)];
        var rows = new List<float>();
        foreach (int[] some in others.Chunk(Labels))
        {
            Array.ForEach(labelled, image => Add(rows, train, image, train.Labels.Span[image]));
            Array.ForEach(isJoint ? some : [], image => Add(rows, train, image, -1));
        }

        using var model = new LabelledConvolutions((ulong)seed) { Threads = threads };
        model.Fit(rows.ToArray(), new FitOptions { Epochs = Epochs, BatchSize = isJoint ? 2 * Labels : Labels, Shuffle = false, Optimizer = new Adam(1e-3), Seed = (ulong)seed });
        float[] predicted = model.Predict(test.Pixels.Span);
        int wrong = Enumerable.Range(0, test.Count).Count(image => System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(predicted.AsSpan(image * Classes, Classes)) != test.Labels.Span[image]);
        return (double)wrong / test.Count;
    }

    private static void Add(List<float> rows, ImageSet images, int image, int label)
    {
        rows.AddRange(images.Pixels.Span.Slice(image * images.Width * images.Height, images.Width * images.Height));
        rows.Add(label);
    }
}

[Autoencoder(28, 28, 1)]
[Encoder.Conv(16, 3, Activation.Relu, Stride = 2)]
[Encoder.Conv(32, 3, Activation.Relu, Stride = 2)]
[Latent.Code(64, Activation.Relu)]
[Decoder.Dense(1568, Activation.Relu)]
[Decoder.Reshape(7, 7, 32)]
[Decoder.ConvTranspose(16, 3, Activation.Relu, Stride = 2)]
[Decoder.ConvTranspose(1, 3, Stride = 2)]
[Likelihood.Bernoulli]
[Head.Softmax(10, Weight = 20)]
internal sealed partial class LabelledConvolutions;
