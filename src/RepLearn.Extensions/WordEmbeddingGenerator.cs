using System.Text;
using Microsoft.Extensions.AI;
using RepLearn.Extensions;
using ITokenizer = RepLearn.Embeddings.ITokenizer;
using LetterTokenizer = RepLearn.Embeddings.LetterTokenizer;
using TokenBuffer = RepLearn.Embeddings.TokenBuffer;
using TrainedEmbedding = RepLearn.Embeddings.Embedding<float>;
using WordVectors = RepLearn.Embeddings.WordVectors;

namespace RepLearn;

/// <summary>Texts as weighted means of their words' vectors: <c>Σ wᵢ vᵢ / n</c> over the n words that have vectors.</summary>
/// <remarks>
/// A text without a known word has the zero vector, and the count of its words in <c>AdditionalProperties["knownWords"]</c> is 0: check it before
/// searching by cosine. Vectors are computed at once, on the caller's thread; any number of threads may call. Usage counts each text's words.
/// </remarks>
public sealed class WordEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>The name of the property that tells how many words of a text have vectors.</summary>
    public const string KnownWords = "knownWords";

    private readonly Lookup _lookup;
    private readonly WordWeights _weights;
    private readonly ITokenizer _tokenizer;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>Embeds texts by fixed vectors, such as those of a file.</summary>
    /// <param name="vectors">The words' vectors.</param>
    /// <param name="weights">How much each word counts; all alike if not given.</param>
    /// <param name="tokenizer">What makes words of a text; the one that the vectors were trained with. <see cref="LetterTokenizer"/> if not given.</param>
    /// <param name="modelId">The name in the metadata.</param>
    public WordEmbeddingGenerator(WordVectors vectors, WordWeights? weights = null, ITokenizer? tokenizer = null, string? modelId = null)
        : this(LookupIn(vectors), vectors?.Dimension ?? 0, weights, tokenizer, modelId)
    {
    }

    /// <summary>Embeds texts by a trained embedding; one with <c>[Subwords]</c> has vectors of unseen words as well.</summary>
    /// <param name="embedding">The embedding, which must not be trained while texts are embedded.</param>
    /// <param name="weights">How much each word counts; all alike if not given.</param>
    /// <param name="tokenizer">What makes words of a text; the one that the embedding was trained with. <see cref="LetterTokenizer"/> if not given.</param>
    /// <param name="modelId">The name in the metadata; the embedding's class if not given.</param>
    public WordEmbeddingGenerator(TrainedEmbedding embedding, WordWeights? weights = null, ITokenizer? tokenizer = null, string? modelId = null)
        : this(LookupIn(embedding), embedding?.Vectors.Dimension ?? 0, weights, tokenizer, modelId ?? embedding?.GetType().Name)
    {
    }

    private WordEmbeddingGenerator(Lookup lookup, int dimension, WordWeights? weights, ITokenizer? tokenizer, string? modelId)
    {
        _lookup = lookup;
        _weights = weights ?? WordWeights.Equal;
        _tokenizer = tokenizer ?? new LetterTokenizer();
        _metadata = new EmbeddingGeneratorMetadata("RepLearn", null, modelId, dimension);
    }

    private delegate ReadOnlySpan<float> Lookup(string word);

    private int Dimension => _metadata.DefaultModelDimensions!.Value;

    /// <summary>Embeds texts.</summary>
    /// <param name="values">The texts.</param>
    /// <param name="options">A number of dimensions, if given, must be the vectors'.</param>
    /// <param name="cancellationToken">Looked at between texts.</param>
    /// <returns>One embedding per text, in their order.</returns>
    /// <exception cref="ArgumentException">The options ask for another number of dimensions, or a text is null.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        GeneratorOptions.Expect(options, Dimension, nameof(options));
        var all = new GeneratedEmbeddings<Embedding<float>>();
        var tokens = new TokenBuffer();
        long count = 0;
        foreach (string text in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tokens.Clear();
            Split(text ?? throw new ArgumentException($"Expected texts, but number {all.Count + 1} is null.", nameof(values)), tokens);
            count += tokens.Count;
            all.Add(Embed(tokens));
        }

        all.Usage = new UsageDetails { InputTokenCount = count, TotalTokenCount = count };
        return Task.FromResult(all);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => Services.Of(this, _metadata, serviceType, serviceKey);

    /// <summary>Does nothing: the vectors are the caller's.</summary>
    public void Dispose()
    {
    }

    private static Lookup LookupIn(WordVectors vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        return word => vectors.TryGet(word, out ReadOnlySpan<float> vector) ? vector : default;
    }

    private static Lookup LookupIn(TrainedEmbedding embedding)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        return word => embedding.TryGet(word, out ReadOnlySpan<float> vector) ? vector : default;
    }

    // Lines, because a tokenizer takes one at a time.
    private void Split(string text, TokenBuffer tokens)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            byte[] utf8 = new byte[Encoding.UTF8.GetByteCount(line)];
            Encoding.UTF8.GetBytes(line, utf8);
            _tokenizer.Split(utf8, isEnd: true, int.MaxValue, tokens);
        }
    }

    private Embedding<float> Embed(TokenBuffer tokens)
    {
        var sums = new double[Dimension];
        int known = 0;
        for (int token = 0; token < tokens.Count; token++)
        {
            string word = Encoding.UTF8.GetString(tokens[token]);
            ReadOnlySpan<float> vector = _lookup(word);
            if (vector.IsEmpty)
            {
                continue;
            }

            known++;
            double weight = _weights.Of(word);
            for (int column = 0; column < sums.Length; column++)
            {
                sums[column] += weight * vector[column];
            }
        }

        return new Embedding<float>(Array.ConvertAll(sums, sum => known == 0 ? 0 : (float)(sum / known)))
        {
            ModelId = _metadata.DefaultModelId,
            AdditionalProperties = new AdditionalPropertiesDictionary { [KnownWords] = known },
        };
    }
}
