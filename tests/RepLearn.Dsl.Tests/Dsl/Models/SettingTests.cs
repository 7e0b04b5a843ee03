using RepLearn.Tests.Dsl.Gradients;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Models;

// Numbers of a declaration that are set on a model.
public sealed class SettingTests
{
    private const int Rows = 37;

    private static readonly Dictionary<string, (Func<Autoencoder<float>> One, Func<Autoencoder<float>> Other)> s_pairs = new(StringComparer.Ordinal)
    {
        [nameof(Penalties)] = (() => new Penalties(1), () => new PenaltiesOtherwise(1)),
        [nameof(Sigmoids)] = (() => new Sigmoids(1), () => new SigmoidsOtherwise(1)),
        [nameof(FreeBits)] = (() => new FreeBits(1), () => new FreeBitsOtherwise(1)),
        [nameof(Capacity)] = (() => new Capacity(1), () => new CapacityOtherwise(1)),
        [nameof(Jumps)] = (() => new Jumps(1), () => new JumpsOtherwise(1)),
        [nameof(Gates)] = (() => new Gates(1), () => new GatesOtherwise(1)),
        [nameof(Codebook)] = (() => new Codebook(1), () => new CodebookOtherwise(1)),
    };

    public static TheoryData<string> Pairs => [.. s_pairs.Keys];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void ASetNumber_GivesTheBitsOfADeclaredOne(string name)
    {
        using Autoencoder<float> one = s_pairs[name].One();
        using Autoencoder<float> other = s_pairs[name].Other();
        Assert.NotEmpty(one.Settings);
        foreach (ModelSetting setting in other.Settings)
        {
            Assert.NotEqual(setting.Declared, one.Settings[setting.Name]);
            one.Settings[setting.Name] = setting.Declared;
        }

        Assert.Equal(BitsOf(other), BitsOf(one));

        // And back.
        using Autoencoder<float> untouched = s_pairs[name].One();
        using Autoencoder<float> reset = s_pairs[name].One();
        reset.Settings[reset.Settings[0].Name] = other.Settings[0].Declared;
        reset.Settings.Reset();
        Assert.Equal(BitsOf(untouched), BitsOf(reset));
    }

    // What has no effect would be no setting.
    [Theory]
    [MemberData(nameof(Pairs))]
    public void EachNumberCounts(string name)
    {
        using Autoencoder<float> plain = s_pairs[name].One();
        using Autoencoder<float> other = s_pairs[name].Other();
        string bits = BitsOf(plain);
        foreach (ModelSetting setting in other.Settings)
        {
            using Autoencoder<float> set = s_pairs[name].One();
            set.Settings[setting.Name] = setting.Value;
            Assert.True(BitsOf(set) != bits, $"{setting.Name} has no effect.");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Gradients_AreThoseOfTheLossAsItIsSet(int seed)
    {
        using var penalties = new PenaltiesDouble(1);
        using var sigmoids = new SigmoidsDouble(1);
        using var capacity = new CapacityDouble(1);
        foreach (Autoencoder<double> model in new Autoencoder<double>[] { penalties, sigmoids, capacity })
        {
            double factor = 1.3;
            foreach (ModelSetting setting in model.Settings)
            {
                model.Settings[setting.Name] = setting.Value * factor;
                factor += 0.1;
            }

            GradientCheck.Run(model, 17, seed);
        }
    }

    [Fact]
    public void AWeightOfZero_LeavesTheLossWithoutItsTerm()
    {
        using var model = new Sigmoids(1);
        model.Settings.KlSparsityWeight = 0;
        model.Settings.ContractiveWeight = 0;
        model.Settings.CorruptionSigma = 0;
        Losses losses = model.Backward(BatchFor(model), new NoiseKey(1, 2));

        Assert.Equal(0, losses["klSparsity"]);
        Assert.Equal(0, losses["contractive"]);
        Assert.True(losses.Metrics["squaredJacobian"] > 0);
        Assert.Equal(losses["reconstruction"] + losses["regression"], losses.Total, 1e-12);

        // Without noise on the input, training sees what tests see.
        Assert.Equal(model.Test(BatchFor(model), new NoiseKey(5, 0))["reconstruction"], losses["reconstruction"], 1e-6 * losses["reconstruction"]);
    }

    [Fact]
    public void AWarmUp_RisesToWhatIsSet()
    {
        using var model = new Penalties(1) { Step = 6 };
        model.Settings.Beta = 5;
        Losses warming = model.Evaluate(BatchFor(model), new NoiseKey(1, 2));
        Losses tested = model.Test(BatchFor(model), new NoiseKey(1, 2));

        Assert.Equal(5 * (6.0 / 30) * warming.Metrics["divergence"], warming["kl"], 1e-5 * warming["kl"]);
        Assert.Equal(5 * tested.Metrics["divergence"], tested["kl"], 1e-5 * tested["kl"]);
    }

    [Fact]
    public void SettingsHaveNames_DeclaredNumbersAndRanges()
    {
        using var model = new Sigmoids(1);
        model.Settings.KlSparsityTarget = 0.1;

        Assert.Equal(["CorruptionSigma", "HeadWeight", "KlSparsityTarget", "KlSparsityWeight", "ContractiveWeight"], model.Settings.Select(setting => setting.Name));
        Assert.Equal(new ModelSetting("KlSparsityTarget", 0.05, 0.1, "above 0 and below 1"), model.Settings[2]);
        Assert.Equal("CorruptionSigma = 0.1, HeadWeight = 1, KlSparsityTarget = 0.1, KlSparsityWeight = 3, ContractiveWeight = 0.1", $"{model.Settings}");
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Settings[5]);
        Assert.Contains("has no setting 'l1'; it has CorruptionSigma", Assert.Throws<KeyNotFoundException>(() => model.Settings["l1"] = 1).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KlSparsityWeight", -1, "0, or in float from 1E-30 to 1E+30")]
    [InlineData("KlSparsityWeight", 1e31, "0, or in float from 1E-30 to 1E+30")]
    [InlineData("KlSparsityWeight", 1e-31, "0, or in float from 1E-30 to 1E+30")]
    [InlineData("KlSparsityWeight", double.NaN, "0, or in float from 1E-30 to 1E+30")]
    [InlineData("KlSparsityWeight", double.PositiveInfinity, "0, or in float from 1E-30 to 1E+30")]
    [InlineData("CorruptionSigma", 1e16, "0, or in float from 1E-15 to 1E+15")]
    [InlineData("KlSparsityTarget", 0, "above 0 and below 1")]
    [InlineData("KlSparsityTarget", 1, "above 0 and below 1")]
    [InlineData("KlSparsityTarget", 0.99999999999, "above 0 and below 1")]
    [InlineData("KlSparsityTarget", 1e-60, "above 0 and below 1")]
    public void ANumberOutOfRange_IsRefused(string setting, double value, string expected)
    {
        using var model = new Sigmoids(1);
        ArgumentOutOfRangeException refused = Assert.Throws<ArgumentOutOfRangeException>(() => model.Settings[setting] = value);

        Assert.Contains($"Sigmoids expects {setting} to be {expected}.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(model.Settings.First(found => found.Name == setting).Declared, model.Settings[setting]);
    }

    [Fact]
    public void TheDivergenceKeepsAWeight_AndARateStaysBelowOne()
    {
        using var model = new FreeBits(1);
        model.Settings.CorruptionRate = 0;
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Settings.Beta = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Settings.CorruptionRate = 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Settings.CorruptionRate = 0.99999999999);
    }

    [Fact]
    public void AClone_HasTheSettings_AndItsOwn()
    {
        using var model = new Gates(1);
        model.Settings.SparsityWeight = 0.5;
        using Gates clone = model.Clone();
        Assert.Equal(BitsOf(model.Clone()), BitsOf(clone.Clone()));
        clone.Settings.SparsityWeight = 0.25;

        Assert.Equal(0.5, model.Settings.SparsityWeight);
        Assert.Equal(0.25, clone.Settings.SparsityWeight);
    }

    [Fact]
    public void AModelWithoutSettings_SaysSo()
    {
        using var model = new Plain(1);
        Assert.Empty(model.Settings);
        Assert.Contains("Plain has no setting 'Beta', nor any other", Assert.Throws<KeyNotFoundException>(() => model.Settings["Beta"]).Message, StringComparison.Ordinal);
        model.Dispose();
        using var weighed = new Gates(1);
        weighed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => weighed.Settings.SparsityWeight);
        Assert.Throws<ObjectDisposedException>(() => weighed.Settings.SparsityWeight = 1);
    }

    private static float[] BatchFor(Autoencoder<float> model) => Array.ConvertAll(RandomRows.Draw(model.Info, Rows, new Random(3)), value => (float)value);

    // Of some steps, and of what follows them.
    private static string BitsOf(Autoencoder<float> model)
    {
        float[] batch = BatchFor(model);
        using var hash = new BitHash();
        for (ulong step = 0; step < 4; step++)
        {
            hash.Add(model.Backward(batch, new NoiseKey(7, step)).Total);
            hash.Add<float>(model.Gradients);
            for (int index = 0; index < model.Parameters.Length; index++)
            {
                bool isState = model.Info.Layout.Single(parameter => index >= parameter.Offset && index < parameter.Offset + parameter.Length).IsState;
                model.Parameters[index] = isState ? model.Gradients[index] : model.Parameters[index] - (0.001f * model.Gradients[index]);
            }

            model.Step++;
        }

        hash.Add(model.Evaluate(batch, new NoiseKey(7, 9)).Total);
        hash.Add(model.Test(batch, new NoiseKey(7, 10)).Total);
        hash.Add(model.Score(batch).Total);
        return $"{hash}";
    }
}
