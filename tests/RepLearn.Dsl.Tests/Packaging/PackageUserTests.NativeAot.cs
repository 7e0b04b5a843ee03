using System.Runtime.InteropServices;
using Xunit;

namespace RepLearn.Tests.Packaging;

public sealed partial class PackageUserTests
{
    // Everything that the packages without native files do, but for what finds properties by reflection.
    private const string NativeProgram = """
        using System.Security.Cryptography;
        using System.Runtime.InteropServices;
        using Microsoft.Extensions.VectorData;
        using RepLearn;
        using RepLearn.Data;
        using RepLearn.Embeddings;

        (ImageSet train, ImageSet test) = Digits.Load().Split(testShare: 0.2, seed: 1);
        using var model = new Vae(seed: 1);
        model.Fit(train, new FitOptions { Epochs = 3 });
        float[] codes = model.Encode(test);
        Console.WriteLine($"codes {Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(codes)))}");
        model.Save("vae.safetensors");
        using Vae loaded = Vae.Load("vae.safetensors");
        Console.WriteLine($"saved {loaded.Encode(test).AsSpan().SequenceEqual(codes)}");
        loaded.ExportOnnx("vae.onnx");
        Console.WriteLine($"exported {new FileInfo("vae.onnx").Length > 4 * model.Parameters.Length}");

        TextCorpus corpus = TextCorpus.FromText(string.Join('\n', Enumerable.Repeat("the river and the sea meet where the shore ends", 200)));
        using var words = new Words(Vocabulary.Build(corpus), seed: 1);
        words.Fit(corpus, new EmbeddingOptions { Epochs = 2 });
        Console.WriteLine($"words {string.Join(' ', words.Vectors.MostSimilar("river", 3).Select(near => $"{near.Word} {near.Score:R}"))}");

        CsvTable table = CsvTable.Read(new StringReader("x,c\n1,a\n2,b\n"), "table", new CsvOptions { Label = "c" });
        Console.WriteLine($"table {string.Join(' ', table.Values)}, {string.Join(' ', table.ClassNames)}");

        using var store = new MemoryVectorStore();
        var images = store.GetDynamicCollection("images", new VectorStoreCollectionDefinition
        {
            Properties =
            [
                new VectorStoreKeyProperty("Place", typeof(int)),
                new VectorStoreDataProperty("Label", typeof(int)),
                new VectorStoreDataProperty("Side", typeof(string)),
                new VectorStoreVectorProperty("Code", typeof(ReadOnlyMemory<float>), Vae.LatentSize),
            ],
        });
        await images.EnsureCollectionExistsAsync();
        await images.UpsertAsync(Enumerable.Range(0, test.Count).Select(place => new Dictionary<string, object?>
        {
            ["Place"] = place,
            ["Label"] = test.Labels.Span[place],
            ["Side"] = place % 2 == 0 ? "even" : "odd",
            ["Code"] = (ReadOnlyMemory<float>)codes.AsMemory(place * Vae.LatentSize, Vae.LatentSize),
        }));
        int[] labels = [3, 5];
        string[] sides = ["odd"];
        List<string> wanted = ["even"];
        await Show("all", null);
        await Show("array of numbers", image => labels.Contains((int)image["Label"]!));
        await Show("array of texts", image => sides.Contains((string)image["Side"]!));
        await Show("list", image => wanted.Contains((string)image["Side"]!) && (int)image["Label"]! > 7);

        async Task Show(string name, System.Linq.Expressions.Expression<Func<Dictionary<string, object?>, bool>>? filter)
        {
            var found = new List<string>();
            await foreach (var near in images.SearchAsync(codes.AsMemory(0, Vae.LatentSize), 4, new() { Filter = filter }))
            {
                found.Add($"{near.Record["Place"]}:{near.Record["Label"]}");
            }

            Console.WriteLine($"{name}: {string.Join(' ', found)}");
        }

        [Autoencoder(64)]
        [Encoder.Dense(32, Activation.Relu)]
        [Latent.Gaussian(4)]
        [Decoder.Dense(32, Activation.Relu)]
        [Decoder.Dense(64)]
        [Likelihood.Bernoulli]
        public sealed partial class Vae;

        [SkipGram(20)]
        [NegativeSampling(5)]
        public sealed partial class Words;
        """;

    /// <summary>
    /// A program of one native file does what the same program does under the JIT, to the last bit; no part of the packages that it uses brings a warning of
    /// trimming or of code made at run time.
    /// </summary>
    [NativeAotFact]
    public void ANativeProgram_GivesTheBitsOfTheJit()
    {
        string project = feed.NewProject(
            ("app.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <Nullable>enable</Nullable>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <PublishAot>true</PublishAot>
                    <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="RepLearn.Data" Version="$VERSION" />
                    <PackageReference Include="RepLearn.Extensions" Version="$VERSION" />
                  </ItemGroup>
                </Project>
                """),
            ("Program.cs", NativeProgram));
        Run(project, "publish", "-c", "Release", "-o", "native");
        (int code, string output) = Dotnet.TryProgram(Path.Combine(project, "native", "app"), project);

        Assert.True(code == 0, output);
        Assert.Equal(Run(project, Directory.GetFiles(Path.Combine(project, "bin"), "app.dll", SearchOption.AllDirectories)[0]), output);
        Assert.Contains("saved True\nexported True\n", output, StringComparison.Ordinal);
        Assert.Contains("table 1 2, a b\n", output, StringComparison.Ordinal);
        string[][] found = [.. output.Split('\n')[^5..^1].Select(line => line.Split(": ")[1].Split(' '))];
        Assert.All(found, places => Assert.Equal(4, places.Length));
        Assert.All(found[1], image => Assert.Contains(image.Split(':')[1], (string[])["3", "5"]));
        Assert.All(found[2], image => Assert.Equal(1, int.Parse(image.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture) % 2));
        Assert.All(found[3], image => Assert.Contains(image.Split(':')[1], (string[])["8", "9"]));
    }
}
