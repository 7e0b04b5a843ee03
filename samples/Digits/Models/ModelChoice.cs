using RepLearn;

namespace DigitsSample;

/// <summary>A declared model and the ways to make and use it without knowing its class.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Create">Makes a model with fresh parameters from a seed.</param>
/// <param name="Sample">Draws images from the prior: model, count, seed.</param>
internal sealed record ModelChoice(string Name, Func<ulong, Autoencoder<float>> Create, Func<Autoencoder<float>, int, ulong, float[]> Sample)
{
    /// <summary>The declaration as it stands in the source: the attributes and the class.</summary>
    public string Declaration
    {
        get
        {
            using Stream resource = typeof(ModelChoice).Assembly.GetManifestResourceStream($"{Name}.cs")
                ?? throw new InvalidOperationException($"The assembly lacks the resource '{Name}.cs'.");
            string source = new StreamReader(resource).ReadToEnd();
            return source[source.IndexOf("[Autoencoder", StringComparison.Ordinal)..].Trim();
        }
    }
}
