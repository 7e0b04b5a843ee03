using System.Text.RegularExpressions;
using RepLearn.Data;
using Xunit;

namespace RepLearn.Tests.Dsl.Gallery;

/// <summary>The models of MODELS.md are those that are compiled here, and each learns.</summary>
public sealed class GalleryTests
{
    private static readonly (ImageSet Train, ImageSet Test) s_images = Digits.Load().Split(0.25, seed: 1);

    public static TheoryData<string> Names => [.. Models.Keys];

    internal static Dictionary<string, Func<Autoencoder<float>>> Models { get; } = new()
    {
        ["Undercomplete"] = () => new Undercomplete(seed: 1),
        ["SparseL1"] = () => new SparseL1(seed: 1),
        ["SparseKl"] = () => new SparseKl(seed: 1),
        ["Contractive"] = () => new Contractive(seed: 1),
        ["Denoising"] = () => new Denoising(seed: 1),
        ["Vae"] = () => new Vae(seed: 1),
        ["FullCovariance"] = () => new FullCovariance(seed: 1),
        ["LowRankCovariance"] = () => new LowRankCovariance(seed: 1),
        ["Hyperspherical"] = () => new Hyperspherical(seed: 1),
        ["ImportanceWeighted"] = () => new ImportanceWeighted(seed: 1),
        ["Wasserstein"] = () => new Wasserstein(seed: 1),
        ["TotalCorrelation"] = () => new TotalCorrelation(seed: 1),
        ["MixturePrior"] = () => new MixturePrior(seed: 1),
        ["VampPrior"] = () => new VampPrior(seed: 1),
        ["Categorical"] = () => new Categorical(seed: 1),
        ["VectorQuantized"] = () => new VectorQuantized(seed: 1),
        ["SparseDictionary"] = () => new SparseDictionary(seed: 1),
        ["GatedDictionary"] = () => new GatedDictionary(seed: 1),
        ["NestedDictionary"] = () => new NestedDictionary(seed: 1),
        ["Transcoder"] = () => new Transcoder(seed: 1),
        ["Conditional"] = () => new Conditional(seed: 1),
        ["SemiSupervised"] = () => new SemiSupervised(seed: 1),
        ["Convolutional"] = () => new Convolutional(seed: 1),
        ["Residual"] = () => new Residual(seed: 1),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void AModel_Learns(string name)
    {
        using Autoencoder<float> model = Models[name]();
        bool isLabelled = name is nameof(Conditional) or nameof(SemiSupervised);
        IExampleSource<float> train = isLabelled ? s_images.Train.WithLabels : s_images.Train;
        IExampleSource<float> test = isLabelled ? s_images.Test.WithLabels : s_images.Test;
        double before = model.Test(test, new NoiseKey(1, 0)).Total;
        model.Fit(train, new FitOptions { Epochs = 5, BatchSize = 64, Optimizer = new Adam(3e-3), Seed = 1 });
        double after = model.Test(test, new NoiseKey(1, 0)).Total;

        Assert.True(after < 0.9 * before, $"{name}: a test loss of {before} before training and {after} after it.");
    }

    [Fact]
    public void ThePage_ShowsTheDeclarationsThatAreCompiled()
    {
        string page = File.ReadAllText(Path.Combine(Root, "MODELS.md")).ReplaceLineEndings("\n");
        string source = File.ReadAllText(Path.Combine(Root, "tests/RepLearn.Dsl.Tests/Dsl/Gallery/GalleryModels.cs")).ReplaceLineEndings("\n");
        string[] shown = [.. Regex.Matches(page, @"```csharp\n(.*?)\n```", RegexOptions.Singleline).Select(block => block.Groups[1].Value)];

        Assert.Equal(Models.Keys, shown.Select(declaration => Regex.Match(declaration, @"partial class (\w+)").Groups[1].Value));
        Assert.All(shown, declaration => Assert.Contains(declaration, source, StringComparison.Ordinal));
        Assert.All(shown, declaration => Assert.InRange(declaration.Split("\n\n")[0].Split('\n').Length, 1, 11));
    }

    private static string Root
    {
        get
        {
            string? folder = AppContext.BaseDirectory;
            while (folder is not null && !File.Exists(Path.Combine(folder, "RepLearn.Dsl.sln")))
            {
                folder = Path.GetDirectoryName(folder);
            }

            return folder ?? throw new InvalidOperationException("Expected the tests to run from a folder of the repository.");
        }
    }
}
