using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>An embedding's declaration as text, for its file's header and for the files that it saves.</summary>
internal static class EmbeddingText
{
    /// <summary>
    /// The declaration in one canonical line: what decides the meaning of a file of vectors. How training draws its examples
    /// does not.
    /// </summary>
    public static string Architecture(EmbeddingSpec spec)
    {
        string kind = spec.Kind == EmbeddingKind.Cbow ? "cbow" : "skip-gram";
        string scheme = spec.NegativeSampling is null ? "hierarchical softmax" : "negative sampling";
        string subwords = spec.Subwords is { } grams
            ? $"; subwords {CSharpLiteral.Int(grams.Minimum)} {CSharpLiteral.Int(grams.Maximum)} {CSharpLiteral.Int(grams.Buckets)}"
            : "";
        return $"{kind} {CSharpLiteral.Int(spec.Dimension)} {spec.Precision}; {scheme}{subwords}";
    }

    /// <summary>What is learned, in formulas.</summary>
    public static string Summary(EmbeddingSpec spec)
    {
        string input = spec.Subwords is null ? "input" : "(its row + its n-grams' rows) / their number";
        string hidden = spec.Kind == EmbeddingKind.Cbow
            ? $"h = mean of the {(spec.Subwords is null ? "rows" : "rows, n-grams' included,")} of the words around a centre"
            : $"h = {input} of the centre";
        string word = spec.Kind == EmbeddingKind.Cbow ? "the centre" : "each word around it";
        string loss = spec.NegativeSampling switch
        {
            null => $"loss of {word} = Σ over the inner nodes of its path in the Huffman tree of softplus(−sign · output · h), sign = + where the code is 0",
            { Shared: true } noise => $"loss = Σ {word} softplus(−output · h) + (their number) · Σ {CSharpLiteral.Int(noise.Count)} noise words softplus(output · h)",
            { } noise => $"loss of {word} = softplus(−output · h) + Σ {CSharpLiteral.Int(noise.Count)} noise words softplus(output · h)",
        };
        return $"{Architecture(spec)}; at most {CSharpLiteral.Int(spec.Window)} words on either side\n\n  {hidden}\n  {loss}\n";
    }
}
