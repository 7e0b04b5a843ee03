using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Probes;

public sealed class HeadProbeTests
{
    private static readonly FitOptions s_fit = new() { Epochs = 40, BatchSize = 10, Optimizer = new Adam(1e-2), Seed = 3 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SeparableClasses_AreToldApartFully(bool withUnlabelled)
    {
        LabelledRows rows = Blobs(count: 300, distance: 5);
        ProbeResult result = HeadProbe.Measure(draw => new ThreeKinds((ulong)draw), rows, rows, s_fit, new LinearProbeOptions { Labels = 20, Draws = 3 }, withUnlabelled);
        Assert.Equal([1.0, 1, 1], result.Accuracies);
    }

    [Fact]
    public void NoiseWithoutClasses_IsGuessed()
    {
        LabelledRows test = Blobs(count: 3000, distance: 0, seed: 2);
        ProbeResult result = HeadProbe.Measure(draw => new ThreeKinds((ulong)draw), Blobs(count: 300, distance: 0), test, s_fit, new LinearProbeOptions { Draws = 5 });
        Assert.InRange(result.Mean, (1 / 3.0) - 0.04, (1 / 3.0) + 0.04);
    }

    // Of 300 examples 30 have a label, so that at most a tenth of the examples can be told wrongly; in a fit of the 30 alone more are at first.
    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 30)]
    public void ModelsSeeTheDrawnLabelsAlone(bool withUnlabelled, int stepsOfAnEpoch)
    {
        LabelledRows rows = Blobs(count: 300, distance: 0);
        List<Autoencoder<float>> models = [];
        List<double> errors = [];
        List<long> steps = [];
        FitOptions fit = s_fit with { Epochs = 2, AfterEpoch = Note };
        HeadProbe.Measure(Start, rows, rows, fit, new LinearProbeOptions { Labels = 30, Draws = 1 }, withUnlabelled);
        Assert.Equal([stepsOfAnEpoch, 2 * stepsOfAnEpoch], steps);
        Assert.Equal(withUnlabelled, errors[0] <= 0.1);
        Assert.All(errors, error => Assert.True(error > 0));

        void Note(EpochEnd end)
        {
            errors.Add(end.Epoch.Training.Metrics["errorRate"]);
            steps.Add(models.Single().Step);
        }

        Autoencoder<float> Start(int draw)
        {
            models.Add(new ThreeKinds((ulong)draw));
            return models[^1];
        }
    }

    [Fact]
    public void TheSameSeed_GivesTheSameAccuracies_AndEachDrawItsOwnModel()
    {
        LabelledRows rows = Blobs(count: 300, distance: 0.4f);
        var options = new LinearProbeOptions { Labels = 30, Draws = 4, Seed = 6 };
        List<int> draws = [];
        ProbeResult once = HeadProbe.Measure(Start, rows, rows, s_fit, options);
        Assert.Equal(once.Accuracies, HeadProbe.Measure(Start, rows, rows, s_fit, options).Accuracies);
        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3], draws);
        Assert.True(once.StandardDeviation > 0);

        Autoencoder<float> Start(int draw)
        {
            draws.Add(draw);
            return new ThreeKinds((ulong)draw);
        }
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        LabelledRows rows = Blobs(count: 30, distance: 1);
        LabelledRows wide = new(new float[60], 6, new int[10]);
        Assert.Contains("Expected 1 to 30 labels, but got 100", Refused(rows, draw => new ThreeKinds(1), 100));
        Assert.Contains("Expected a model of 6 values with a head of 1 classes, [Head.Softmax(1)], but got ThreeKinds of 5 values with 3", Refused(wide, draw => new ThreeKinds(1), 10));
        Assert.Contains("but got NoKinds of 5 values with 0", Refused(rows, draw => new NoKinds(1), 10));
        Assert.Contains("but got null", Refused(rows, draw => null!, 10));

        static string Refused(LabelledRows rows, Func<int, Autoencoder<float>> start, int labels) =>
            Assert.Throws<ArgumentException>(() => HeadProbe.Measure(start, rows, rows, s_fit, new LinearProbeOptions { Labels = labels })).Message;
    }

    [Fact]
    public void WhatAFitThrows_IsThrownAsItIs()
    {
        LabelledRows rows = Blobs(count: 60, distance: 1);
        var options = new LinearProbeOptions { Labels = 20, Draws = 2 };
        Assert.Throws<TrainingDivergedException>(() => HeadProbe.Measure(draw => new ThreeKinds((ulong)draw), rows, rows, s_fit with { Optimizer = new Sgd(1e20) }, options));
        Assert.Contains("no checkpoint", Assert.Throws<ArgumentException>(
            () => HeadProbe.Measure(draw => new ThreeKinds((ulong)draw), rows, rows, s_fit with { Checkpoint = "fit" }, options)).Message, StringComparison.Ordinal);
        var one = new ThreeKinds(1);
        Assert.Contains("a new model for each draw", Assert.Throws<ArgumentException>(() => HeadProbe.Measure(_ => one, rows, rows, s_fit, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gain_IsTheDifferenceDrawByDraw()
    {
        ProbeResult gain = new ProbeResult([0.5, 0.75, 0.875]).GainOver(new ProbeResult([0.25, 0.5, 0.75]));
        Assert.Equal([0.25, 0.25, 0.125], gain.Accuracies);
        Assert.Contains("Expected a result of 3 draws, but got one of 1", Assert.Throws<ArgumentException>(() => gain.GainOver(new ProbeResult([0.5]))).Message);
    }

    // Three classes around three corners in five dimensions.
    private static LabelledRows Blobs(int count, float distance, int seed = 1)
    {
        var random = new Random(seed);
        int[] labels = [.. Enumerable.Range(0, count).Select(row => row % 3)];
        float[] values = [.. labels.SelectMany(label => Enumerable.Range(0, 5).Select(column => random.NextSingle() + (column == label ? distance : 0)))];
        return new LabelledRows(values, 5, labels);
    }
}

[Autoencoder(5)]
[Latent.Code(8, Activation.Relu)]
[Decoder.Dense(5)]
[Likelihood.SquaredError]
[Head.Softmax(3, Weight = 10)]
internal sealed partial class ThreeKinds;

[Autoencoder(5)]
[Latent.Code(2)]
[Decoder.Dense(5)]
[Likelihood.SquaredError]
internal sealed partial class NoKinds;
