using RepLearn.Tests.Numerics.Files;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Models;

// Settings in saved files and checkpoints.
public sealed class SettingFileTests : IDisposable
{
    private const int Width = 19;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFile_KeepsWhatIsSet_SoThatTestsGiveTheSame()
    {
        using var model = new FreeBits(1);
        model.Settings.Beta = 1.0 / 3;
        model.Settings.CorruptionRate = 0.5;
        model.Save(_folder["set.safetensors"]);
        using FreeBits loaded = FreeBits.Load(_folder["set.safetensors"]);
        float[] rows = Rows(40);

        Assert.Equal((1.0 / 3, 0.5, 0.1), (loaded.Settings.Beta, loaded.Settings.CorruptionRate, loaded.Settings.FreeBits));
        Assert.Equal(model.Test(rows, new NoiseKey(1, 2)).Total, loaded.Test(rows, new NoiseKey(1, 2)).Total);
    }

    // What a file does not set is as declared, whatever the model had.
    [Fact]
    public void AFileWithoutSettings_LeavesTheDeclaration()
    {
        using var model = new FreeBits(1);
        model.Save(_folder["plain.safetensors"]);
        using var other = new FreeBits(2);
        other.Settings.Beta = 3;
        other.Restore(_folder["plain.safetensors"]);

        Assert.Equal(0.5, other.Settings.Beta);
        Assert.DoesNotContain("settings", PlainSafetensors.Parse(File.ReadAllBytes(_folder["plain.safetensors"])).Header, StringComparison.Ordinal);
    }

    // The architecture is the same; so are the names of what both have.
    [Fact]
    public void WhatADeclarationHasNotAnyMore_IsPassedOver()
    {
        using var model = new Weighed(1);
        model.Settings.L1Weight = 0.5;
        model.Settings.L2Weight = 0.25;
        model.Save(_folder["both.safetensors"]);
        using var other = new WeighedOnce(1);
        other.Restore(_folder["both.safetensors"]);

        Assert.Equal("L2Weight = 0.25", $"{other.Settings}");
    }

    [Theory]
    [InlineData("L1Weight=0.5", "L1Weight=-.5", "expected L1Weight to be 0, or in float from")]
    [InlineData("L1Weight=0.5", "L1Weight=0,5", "expected metadata 'settings' as names with numbers")]
    [InlineData("L1Weight=0.5", "L1Weight:0.5", "expected metadata 'settings' as names with numbers")]
    [InlineData("L1Weight=0.5", "=1;Weight0.5", "expected metadata 'settings' as names with numbers")]
    [InlineData("L1Weight=0.5;L2", "L2Weight=0.5;L2", "each once")]
    public void ABrokenText_IsRefused_AndTheModelIsAsBefore(string written, string broken, string expected)
    {
        string path = _folder["broken.safetensors"];
        using var model = new Weighed(1);
        model.Settings.L1Weight = 0.5;
        model.Settings.L2Weight = 0.25;
        model.Save(path);

        // Without the checksum, as other programs write files.
        var saved = PlainSafetensors.Parse(File.ReadAllBytes(path));
        File.WriteAllBytes(path, PlainSafetensors.Build(saved.Header.Replace(written, broken, StringComparison.Ordinal), saved.Data));
        using var other = new Weighed(2);
        float[] before = other.Parameters.ToArray();
        ModelFileException refused = Assert.Throws<ModelFileException>(() => other.Restore(path));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, other.Parameters.ToArray());
        Assert.Equal(0.1, other.Settings.L1Weight);
    }

    [Fact]
    public void AFit_IsResumedOnlyWithTheSettingsOfItsStart()
    {
        FitOptions options = new() { Epochs = 2, BatchSize = 10, Checkpoint = _folder["fit.safetensors"], Resume = true };
        using var model = new Weighed(1);
        model.Settings.L1Weight = 0.5;
        model.Fit(Rows(40), options);
        using var other = new Weighed(1);
        string refused = Assert.Throws<ModelFileException>(() => other.Fit(Rows(40), options with { Epochs = 4 })).Message;

        Assert.Contains("expected a checkpoint with modelSettings 'L1Weight=0.1;L2Weight=0.2', as the model has them, but it was made with 'L1Weight=0.5;L2Weight=0.2'", refused, StringComparison.Ordinal);
        other.Settings.L1Weight = 0.5;
        Assert.Equal(16, other.Fit(Rows(40), options with { Epochs = 4 }).Steps);
    }

    // A schedule of one's own: the numbers of the epoch come back with the checkpoint.
    [Fact]
    public void NumbersSetBetweenEpochs_AreResumed()
    {
        float[] rows = Rows(40);
        using var whole = new Weighed(1);
        whole.Fit(rows, Options(whole, null, 6));
        using var first = new Weighed(1);
        first.Fit(rows, Options(first, _folder["half.safetensors"], 3));
        using var second = new Weighed(2);
        second.Fit(rows, Options(second, _folder["half.safetensors"], 6));

        Assert.Equal(0.1 + 6, whole.Settings.L1Weight, 1e-12);
        Assert.Equal(whole.Settings.L1Weight, second.Settings.L1Weight);
        Assert.Equal(whole.Parameters.ToArray(), second.Parameters.ToArray());

        static FitOptions Options(Weighed model, string? checkpoint, int epochs) => new()
        {
            Epochs = epochs,
            BatchSize = 10,
            KeepBest = false,
            Checkpoint = checkpoint,
            Resume = checkpoint is not null,
            AfterEpoch = _ => model.Settings.L1Weight += 1,
        };
    }

    // It is asked about the same epoch again on resume, which had the number from before.
    [Fact]
    public void NumbersOfACallbackThatThrows_AreNotKept()
    {
        float[] rows = Rows(40);
        using var model = new Weighed(1);
        model.Settings.L1Weight = 0.5;
        FitOptions options = new()
        {
            Epochs = 2,
            BatchSize = 10,
            AfterEpoch = _ =>
            {
                model.Settings.L1Weight = 2.5;
                throw new TimeoutException();
            },
        };

        Assert.Throws<TimeoutException>(() => model.Fit(rows, rows, options));

        Assert.Equal(0.5, model.Settings.L1Weight);
    }

    // Three epochs with weights 0.5, 1.5 and 2.5, of which a criterion prefers the second; also where another process ends the fit.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheBestEpochsParameters_ComeWithItsNumbers(bool isResumed)
    {
        float[] rows = Rows(40);
        using var model = new Weighed(1);
        model.Settings.L1Weight = 0.5;
        FitOptions options = new() { Epochs = 3, BatchSize = 10, Checkpoint = isResumed ? _folder["best.safetensors"] : null, Resume = isResumed };
        if (isResumed)
        {
            using var killed = new Weighed(1);
            killed.Settings.L1Weight = 0.5;
            killed.Fit(rows, rows, options with { Epochs = 2, AfterEpoch = end => Decide(killed, end) });
        }

        FitReport report = model.Fit(rows, rows, options with { AfterEpoch = end => Decide(model, end) });

        Assert.Equal(2, report.KeptEpoch);
        Assert.Equal(1.5, model.Settings.L1Weight);
        Assert.Equal(report.Epochs[1].Validation!.Value.Total, model.Test(rows, new NoiseKey(1, 2)).Total);

        static void Decide(Weighed model, EpochEnd end)
        {
            model.Settings.L1Weight += 1;
            end.Criterion = Math.Abs(end.Epoch.Epoch - 2);
        }
    }

    private static float[] Rows(int count)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, count * Width).Select(_ => random.NextSingle())];
    }
}
