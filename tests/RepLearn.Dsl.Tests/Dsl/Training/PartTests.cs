using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

/// <summary>Parts that learn at rates of their own, or not at all.</summary>
public sealed class PartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<Optimizer> Optimizers => [new AdamW(1e-2, weightDecay: 0.1), new Sgd(1e-2, momentum: 0.9), new Adam(1e-2)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void WhatIsFrozen_KeepsItsBits_AndTheRestLearns(Optimizer optimizer)
    {
        foreach (int threads in (int[])[1, 2])
        {
            using var model = new PartedModel(1) { Threads = threads, MultiplyAddsPerWorker = 1 };
            model.Fit(Rows(), new FitOptions { Epochs = 1, BatchSize = 8 });
            float[] before = model.Parameters.ToArray();
            model.Fit(Rows(), new FitOptions { Epochs = 2, BatchSize = 8, Optimizer = optimizer, Parts = [PartOptions.Frozen("encoder*"), PartOptions.Frozen("decoder1Weight")] });
            foreach (ParameterInfo parameter in PartedModel.Layout)
            {
                bool isFrozen = parameter.Name.StartsWith("encoder", StringComparison.Ordinal) || parameter.Name == "decoder1Weight";
                Assert.Equal(isFrozen, Of(model, parameter).SequenceEqual(before.AsSpan(parameter.Offset, parameter.Length)));
            }
        }
    }

    [Fact]
    public void ARate_IsAFactorOfTheOptimisers()
    {
        using var model = new PartedModel(1);
        float[] before = model.Parameters.ToArray();
        model.Backward(Rows(), new NoiseKey(0, 0));
        float[] gradients = model.Gradients.ToArray();
        model.Fit(Rows(), new FitOptions { Epochs = 1, BatchSize = 32, Shuffle = false, Optimizer = new Sgd(0.1), Parts = [new("code*", 0.25), new("encoder1Bias", 3)] });
        foreach (ParameterInfo parameter in PartedModel.Layout.ToArray().Where(parameter => !parameter.IsState && parameter.Name != "decoder1Weight"))
        {
            double rate = 0.1 * (parameter.Name.StartsWith("code", StringComparison.Ordinal) ? 0.25 : parameter.Name == "encoder1Bias" ? 3 : 1);
            for (int index = parameter.Offset; index < parameter.Offset + parameter.Length; index++)
            {
                Assert.Equal(before[index] - (rate * gradients[index]), model.Parameters[index], 1e-6);
            }
        }
    }

    // All parts at the factor 1 take the way of parts, and give the bits of no parts.
    [Fact]
    public void PartsAtTheFullRate_ChangeNoBit()
    {
        using var plain = new PartedModel(1);
        using var parted = new PartedModel(1);
        var options = new FitOptions { Epochs = 2, BatchSize = 8, ClipNorm = 0.1 };
        plain.Fit(Rows(), options);
        parted.Fit(Rows(), options with { Parts = [new("encoder*", 1)] });
        Assert.Equal(plain.Parameters.ToArray(), parted.Parameters.ToArray());
    }

    [Fact]
    public void Clipping_CountsWhatIsTrainedAlone()
    {
        using var model = new PartedModel(1);
        float[] before = model.Parameters.ToArray();
        model.Backward(Rows(), new NoiseKey(0, 0));
        ParameterInfo bias = PartedModel.Layout.ToArray().Single(parameter => parameter.Name == "decoder1Bias");
        double norm = Math.Sqrt(model.Gradients.Slice(bias.Offset, bias.Length).ToArray().Sum(value => (double)value * value));
        model.Fit(Rows(), new FitOptions
        {
            Epochs = 1, BatchSize = 32, Shuffle = false, Optimizer = new Sgd(1), ClipNorm = norm / 4,
            Parts = [PartOptions.Frozen("encoder*"), PartOptions.Frozen("code*"), PartOptions.Frozen("decoder1Weight")],
        });
        double moved = Math.Sqrt(Enumerable.Range(bias.Offset, bias.Length).Sum(index => Math.Pow(before[index] - model.Parameters[index], 2)));
        Assert.Equal(norm / 4, moved, 1e-5 * norm);
    }

    [Fact]
    public void PartsThatAreNone_AreRefused()
    {
        using var model = new PartedModel(1);
        Assert.Contains("no parameter of it is 'coder*': it has encoder1Weight, encoder1Bias", Refused(new PartOptions("coder*", 1)), StringComparison.Ordinal);
        Assert.Contains("encoder1Weight is of 'encoder*' and of '*Weight'", Refused(new("encoder*", 0.1), new("*Weight", 0.2)), StringComparison.Ordinal);
        Assert.Contains("is of 'code*' and of 'code*'", Refused(new("code*", 0.1), new("code*", 0.1)), StringComparison.Ordinal);
        Assert.Contains("all parameters of PartedModel are frozen", Refused(PartOptions.Frozen("*")), StringComparison.Ordinal);
        Assert.Contains("'encoder2Running*' names in PartedModel is state, such as encoder2RunningMean", Refused(new PartOptions("encoder2Running*", 0.5)), StringComparison.Ordinal);
        Assert.Contains("it has no learning rate", Refused(new("*RunningVariance", 1), new("code*", 0.1)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PartOptions("code*", -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PartOptions("code*", double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => PartOptions.Frozen("code*") with { Rate = -1 });
        Assert.Throws<ArgumentException>(() => PartOptions.Frozen("code*") with { Parameters = "**" });
        Assert.Throws<ArgumentException>(() => new PartOptions("", 1));
        Assert.Throws<ArgumentException>(() => new PartOptions("*code*", 1));
        Assert.Throws<ArgumentNullException>(() => new FitOptions { Parts = null! });

        string Refused(params PartOptions[] parts)
        {
            float[] before = model.Parameters.ToArray();
            string message = Assert.Throws<ArgumentException>(() => model.Fit(Rows(), new FitOptions { Epochs = 1, Parts = parts })).Message;
            Assert.Equal(before, model.Parameters.ToArray());
            return message;
        }
    }

    [Fact]
    public void StateAlone_CanBeFrozen()
    {
        using var model = new PartedModel(1);
        ParameterInfo mean = model.Info.Layout.Single(parameter => parameter.Name == "encoder2RunningMean");
        float[] before = Of(model, mean).ToArray();
        model.Fit(Rows(), new FitOptions { Epochs = 1, BatchSize = 8, Parts = [PartOptions.Frozen("encoder2Running*")] });
        Assert.Equal(before, Of(model, mean).ToArray());
        model.Fit(Rows(), new FitOptions { Epochs = 1, BatchSize = 8, Parts = [new("encoder*", 0.5)] });
        Assert.NotEqual(before, Of(model, mean).ToArray());
    }

    [Fact]
    public void ACheckpoint_IsResumedWithTheSamePartsAlone()
    {
        var options = new FitOptions { Epochs = 1, BatchSize = 8, Checkpoint = _folder["run.safetensors"], Parts = [PartOptions.Frozen("encoder*")] };
        using var model = new PartedModel(1);
        model.Fit(Rows(), options);
        FitOptions more = options with { Epochs = 2, Resume = true };
        Assert.Contains("parts", Assert.Throws<ModelFileException>(() => model.Fit(Rows(), more with { Parts = [new("encoder*", 0.5)] })).Message, StringComparison.Ordinal);
        string without = Assert.Throws<ModelFileException>(() => model.Fit(Rows(), more with { Parts = [] })).Message;
        Assert.Contains("none", without, StringComparison.Ordinal);
        Assert.Contains("encoder*: 0", without, StringComparison.Ordinal);
        model.Fit(Rows(), more);

        using var whole = new PartedModel(1);
        whole.Fit(Rows(), options with { Epochs = 2, Checkpoint = null });
        Assert.Equal(whole.Parameters.ToArray(), model.Parameters.ToArray());
    }

    // Parts have no parameter in common, so that their order says nothing.
    [Fact]
    public void TheOrderOfParts_SaysNothing()
    {
        PartOptions[] parts = [new("encoder*", 0.5), PartOptions.Frozen("code*")];
        var options = new FitOptions { Epochs = 1, BatchSize = 8, Checkpoint = _folder["run.safetensors"], Parts = parts };
        using var model = new PartedModel(1);
        model.Fit(Rows(), options);
        Assert.Equal(2, model.Fit(Rows(), options with { Epochs = 2, Resume = true, Parts = [parts[1], parts[0]] }).Epochs.Count);
        Assert.Equal(options, options with { Parts = [parts[1], parts[0]] });
        Assert.NotEqual(options, options with { Parts = [parts[0]] });
        Assert.Equal(parts, options.Parts);
    }

    [Fact]
    public void Options_TellTheirParts()
    {
        Assert.Contains("Parts = none,", $"{new FitOptions()}", StringComparison.Ordinal);
        Assert.Contains("Parts = code*: 0, encoder*: 0.5,", $"{new FitOptions { Parts = [new("encoder*", 0.5), PartOptions.Frozen("code*")] }}", StringComparison.Ordinal);
    }

    private static float[] Rows() => [.. Enumerable.Range(0, 32 * 6).Select(index => 0.5f + (0.5f * MathF.Sin(1.9f * index)))];

    private static ReadOnlySpan<float> Of(PartedModel model, ParameterInfo parameter) => model.Parameters.Slice(parameter.Offset, parameter.Length);
}
