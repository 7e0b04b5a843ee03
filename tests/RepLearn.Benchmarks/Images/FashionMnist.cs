using System.CommandLine;
using RepLearn.Data;

namespace RepLearn.Benchmarks.Images;

/// <summary>Fashion-MNIST's files, and the option that names their folder.</summary>
internal static class FashionMnist
{
    public static readonly Option<string> Folder = new("--fashion-mnist")
    {
        Description = "Tables quality-vae, quality-priors, quality-conv and quality-supervised: the folder of Fashion-MNIST's four IDX files, as Debian's package dataset-fashion-mnist installs them.",
        DefaultValueFactory = _ => "/usr/share/datasets/fashion-mnist",
    };

    /// <summary>Both sets; null, with what is missing printed, where a file is.</summary>
    public static (ImageSet Train, ImageSet Test)? Read(string folder, TextWriter output)
    {
        string[] missing = [.. new[] { "train", "t10k" }.SelectMany(part => new[] { Images(folder, part), Labels(folder, part) }).Where(file => !File.Exists(file))];
        if (missing.Length > 0)
        {
            output.WriteLine($"Expected {string.Join(", ", missing)}: install Debian's package dataset-fashion-mnist, or name the folder with {Folder.Name}.");
            return null;
        }

        return (IdxReader.Read(Images(folder, "train"), Labels(folder, "train")), IdxReader.Read(Images(folder, "t10k"), Labels(folder, "t10k")));
    }

    private static string Images(string folder, string part) => Path.Combine(folder, $"{part}-images-idx3-ubyte.gz");

    private static string Labels(string folder, string part) => Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz");
}
