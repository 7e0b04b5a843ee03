using RepLearn.Data;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

/// <summary>Layers of trained models in other models.</summary>
public sealed class LayerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NamedLayers_AreTakenBitForBit(bool fromFile)
    {
        using var trained = new PartedModel(1);
        trained.Fit(Rows(), new FitOptions { Epochs = 1, BatchSize = 8 });
        trained.Save(_folder["trained.safetensors"]);
        using var model = new FineTuned(2);
        float[] before = model.Parameters.ToArray();
        LoadedLayers loaded = fromFile
            ? model.LoadLayers(_folder["trained.safetensors"], "encoder*", ("code*", "encoder3*"))
            : model.LoadLayers(trained, "encoder*", ("code*", "encoder3*"));
        foreach (ParameterInfo parameter in FineTuned.Layout)
        {
            string source = parameter.Name.Replace("encoder3", "code", StringComparison.Ordinal);
            bool isTaken = source.StartsWith("encoder", StringComparison.Ordinal) || source.StartsWith("code", StringComparison.Ordinal);
            float[] expected = isTaken ? Values(trained, source) : before[parameter.Offset..(parameter.Offset + parameter.Length)];
            Assert.Equal(expected, Values(model, parameter.Name));
        }

        Assert.Equal(8, loaded.Taken.Count);
        Assert.Contains("encoder3Weight [5, 3] of codeWeight", loaded.Taken);
        Assert.Contains("encoder2RunningMean [1, 5]", loaded.Taken);
        Assert.Contains("headWeight", loaded.Kept);
        Assert.Equal(["decoder1Weight", "decoder1Bias"], loaded.Left);
        Assert.Equal(0, model.Step);
    }

    [Fact]
    public void WhatDoesNotFit_IsToldInFull_AndChangesNothing()
    {
        using var trained = new PartedModel(1);
        using var model = new FineTuned(2);
        float[] before = model.Parameters.ToArray();
        string message = Refused("encoder*", "decoder*", ("code*", "hidden*"), "nothing");
        Assert.Contains("its decoder1Weight [2, 7] is not of the shape of decoder1Weight [3, 6]", message, StringComparison.Ordinal);
        Assert.Contains("its decoder1Bias [1, 7] is not of the shape of decoder1Bias [1, 6]", message, StringComparison.Ordinal);
        Assert.Contains("it has no hiddenWeight for codeWeight [5, 3]", message, StringComparison.Ordinal);
        Assert.Contains("no parameter there is 'nothing', but encoder1Weight, encoder1Bias", message, StringComparison.Ordinal);
        Assert.Contains("its encoder1Bias is named twice", Refused("encoder*", "encoder1Bias"), StringComparison.Ordinal);
        Assert.Contains("but got none", Refused(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.LoadLayers(trained, ("code*", "encoder3")));
        Assert.Throws<ArgumentException>(() => model.LoadLayers(trained, "*encoder*"));
        Assert.Throws<FileNotFoundException>(() => model.LoadLayers(_folder["absent.safetensors"], "encoder*"));

        string Refused(params LayerCopy[] layers)
        {
            string text = Assert.Throws<ArgumentException>(() => model.LoadLayers(trained, layers)).Message;
            Assert.Equal(before, model.Parameters.ToArray());
            return text;
        }
    }

    // Rows of the length 1 keep their bits, others get that length, and what is not taken stays.
    [Fact]
    public void RowsThatTheDeclarationKeepsAtOne_AreSo_WhereverTheyAreFrom()
    {
        using var trained = new PartedModel(1);
        trained.Fit(Rows(), new FitOptions { Epochs = 1, BatchSize = 8 });
        using var model = new PartedModel(2);
        model.LoadLayers(trained, "decoder1Weight");
        Assert.Equal(Values(trained, "decoder1Weight"), Values(model, "decoder1Weight"));

        float[] before = model.Parameters.ToArray();
        ParameterInfo weight = model.Info.Layout.Single(parameter => parameter.Name == "decoder1Weight");
        trained.Parameters.Slice(weight.Offset, 6).Fill(3);
        model.LoadLayers(trained, "decoder1*");
        float[] after = Values(model, "decoder1Weight");
        Assert.All(after[..6], value => Assert.Equal(1 / Math.Sqrt(6), value, 1e-6));
        Assert.Equal(Values(trained, "decoder1Weight")[6..], after[6..]);
        Assert.Equal(Values(trained, "decoder1Bias"), Values(model, "decoder1Bias"));
        Assert.Equal(before[..weight.Offset], model.Parameters[..weight.Offset].ToArray());

        model.LoadLayers(trained, "code*");
        Assert.Equal(after, Values(model, "decoder1Weight"));
    }

    // The recipe of the README: 300 steps on 100 labels, where the lead over random values is 5 points; it is 25 after 100 steps, and 2 after 1000.
    [Fact]
    public void LayersTrainedOneAfterTheOther_BeginBetterThanRandomOnes()
    {
        double stacked = 0;
        double random = 0;
        for (ulong seed = 1; seed <= 3; seed++)
        {
            (ImageSet train, ImageSet test) = Digits.Load().Split(0.25, seed);
            var pretraining = new FitOptions { Epochs = 20, BatchSize = 32, Optimizer = new Adam(3e-3), Seed = seed };
            using var first = new FirstOfStack(seed);
            first.Fit(train, pretraining);
            using var second = new SecondOfStack(seed);
            second.Fit(first.Encode(train), pretraining);

            using var whole = new WholeStack(seed);
            whole.LoadLayers(first, ("code*", "encoder1*"), ("decoder1*", "decoder2*"));
            whole.LoadLayers(second, "code*", "decoder1*");
            using var fresh = new WholeStack(seed);
            var options = new FitOptions { Epochs = 60, BatchSize = 20, Optimizer = new Adam(1e-3), Seed = seed };
            whole.Fit(train.Take(100).WithLabels, options);
            fresh.Fit(train.Take(100).WithLabels, options);
            stacked += whole.Test(test.WithLabels, default).Metrics["errorRate"] / 3;
            random += fresh.Test(test.WithLabels, default).Metrics["errorRate"] / 3;
        }

        Assert.True(stacked < random - 0.02, $"The error rate is {stacked:P1} from trained layers and {random:P1} from random ones.");
    }

    private static float[] Rows() => [.. Enumerable.Range(0, 32 * 6).Select(index => 0.5f + (0.5f * MathF.Sin(1.9f * index)))];

    private static float[] Values(Autoencoder<float> model, string name)
    {
        ParameterInfo place = model.Info.Layout.Single(parameter => parameter.Name == name);
        return model.Parameters.Slice(place.Offset, place.Length).ToArray();
    }
}
