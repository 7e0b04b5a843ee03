using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using RepLearn.Extensions;

namespace RepLearn;

/// <summary>Inputs as codes of an autoencoder.</summary>
/// <remarks>
/// Any number of threads may call: each has a clone of the model, taken when it is first needed. Training the model further does not change them; make another
/// generator then.
/// </remarks>
/// <typeparam name="TInput">What is embedded: rows of numbers, or records that a function makes rows of.</typeparam>
public sealed class RowEmbeddingGenerator<TInput> : IEmbeddingGenerator<TInput, Embedding<float>>
{
    private readonly Autoencoder<float> _model;
    private readonly FillNumberedRow _fill;
    private readonly EmbeddingGeneratorMetadata _metadata;
    private readonly ConcurrentBag<Autoencoder<float>> _idle = [];
    private volatile bool _disposed;

    /// <summary>Embeds by a model.</summary>
    /// <param name="model">The model, of which a clone is taken; it stays the caller's.</param>
    /// <param name="fill">Writes an input's values to a row of the model's, which is zero before.</param>
    /// <param name="modelId">The name in the metadata; the model's class if not given.</param>
    /// <exception cref="ArgumentException">The model has a condition.</exception>
    public RowEmbeddingGenerator(Autoencoder<float> model, FillRow fill, string? modelId = null)
        : this(model, fill is null ? throw new ArgumentNullException(nameof(fill)) : (input, row, _) => fill(input, row), modelId)
    {
    }

    internal RowEmbeddingGenerator(Autoencoder<float> model, FillNumberedRow fill, string? modelId)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Info.ConditionSize > 0)
        {
            throw new ArgumentException($"Expected a model whose rows are encoded by themselves, but {model.Info.Name} has a condition: encode rows with Encode(rows, conditions).", nameof(model));
        }

        _model = model.Clone();
        _fill = fill;
        _metadata = new EmbeddingGeneratorMetadata("RepLearn", null, modelId ?? model.Info.Name, model.Info.LatentSize);
    }

    /// <summary>Writes an input's values to a row.</summary>
    /// <param name="input">The input.</param>
    /// <param name="row">As many zeros as an example of the model has values.</param>
    public delegate void FillRow(TInput input, Span<float> row);

    /// <summary>The same with the place of the input, from 0.</summary>
    internal delegate void FillNumberedRow(TInput input, Span<float> row, int index);

    /// <summary>Encodes inputs, all in one batch.</summary>
    /// <param name="values">The inputs.</param>
    /// <param name="options">A number of dimensions, if given, must be the code's.</param>
    /// <param name="cancellationToken">Looked at between inputs.</param>
    /// <returns>One embedding per input, in their order.</returns>
    /// <exception cref="ArgumentException">The options ask for another number of dimensions, a row has another length or a value that is not finite, or there are too many.</exception>
    /// <exception cref="ObjectDisposedException">The generator is closed.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<TInput> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (_disposed)
        {
            // Not with the whole name of its type, which has those of its arguments and their assemblies.
            throw new ObjectDisposedException(nameof(RowEmbeddingGenerator));
        }

        int size = _model.Info.LatentSize;
        GeneratorOptions.Expect(options, size, nameof(options));
        TInput[] inputs = [.. values];
        var all = new GeneratedEmbeddings<Embedding<float>>(inputs.Length);
        if (inputs.Length == 0)
        {
            return Task.FromResult(all);
        }

        int width = _model.Info.InputSize;
        if (inputs.Length > Array.MaxLength / Math.Max(width, size))
        {
            throw new ArgumentException($"Expected inputs whose rows and codes fit into one array each, but got {inputs.Length}; pass fewer.", nameof(values));
        }

        var rows = new float[inputs.Length * width];
        for (int index = 0; index < inputs.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _fill(inputs[index], rows.AsSpan(index * width, width), index);
        }

        Autoencoder<float> model = _idle.TryTake(out Autoencoder<float>? idle) ? idle : _model.Clone();
        try
        {
            float[] codes = model.Encode(rows);
            for (int index = 0; index < inputs.Length; index++)
            {
                all.Add(new Embedding<float>(codes.AsMemory(index * size, size)) { ModelId = _metadata.DefaultModelId });
            }
        }
        catch (ArgumentException problem) when (problem.ParamName == "batch")
        {
            throw new ArgumentException(problem.Message.Replace(" (Parameter 'batch')", "", StringComparison.Ordinal), nameof(values), problem);
        }
        finally
        {
            _idle.Add(model);
            Interlocked.MemoryBarrier();
            if (_disposed)
            {
                DisposeIdle();
            }
        }

        return Task.FromResult(all);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => Services.Of(this, _metadata, serviceType, serviceKey);

    /// <summary>Disposes of the clones; of one that another thread uses when that is done.</summary>
    public void Dispose()
    {
        _disposed = true;
        Interlocked.MemoryBarrier();
        DisposeIdle();
        _model.Dispose();
    }

    private void DisposeIdle()
    {
        while (_idle.TryTake(out Autoencoder<float>? idle))
        {
            idle.Dispose();
        }
    }
}
