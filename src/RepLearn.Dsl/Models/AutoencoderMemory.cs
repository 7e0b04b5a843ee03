using System.Numerics;

namespace RepLearn;

/// <summary>
/// Members that take examples as a span, for examples as memory, as <see cref="Autoencoder{T}.Fit(ReadOnlyMemory{T}, FitOptions?, IProgress{FitProgress}?, CancellationToken)"/>
/// takes them. They are extensions, so that an array, which converts to both, needs no cast.
/// </summary>
public static class AutoencoderMemory
{
    /// <inheritdoc cref="Autoencoder{T}.Encode(ReadOnlySpan{T})"/>
    /// <param name="model">The model.</param>
    /// <param name="batch">Examples, one per row.</param>
    public static T[] Encode<T>(this Autoencoder<T> model, ReadOnlyMemory<T> batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(model).Encode(batch.Span);

    /// <inheritdoc cref="Autoencoder{T}.Encode(ReadOnlySpan{T}, Conditions{T})"/>
    /// <param name="model">The model.</param>
    /// <param name="batch">Examples, one per row, without conditions.</param>
    /// <param name="conditions">One for each example, or one for all.</param>
    public static T[] Encode<T>(this Autoencoder<T> model, ReadOnlyMemory<T> batch, Conditions<T> conditions)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(model).Encode(batch.Span, conditions);

    /// <inheritdoc cref="Autoencoder{T}.Reconstruct(ReadOnlySpan{T}, Conditions{T})"/>
    /// <param name="model">The model.</param>
    /// <param name="batch">Examples, one per row, without conditions.</param>
    /// <param name="conditions">One for each example, or one for all.</param>
    public static T[] Reconstruct<T>(this Autoencoder<T> model, ReadOnlyMemory<T> batch, Conditions<T> conditions)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(model).Reconstruct(batch.Span, conditions);

    /// <inheritdoc cref="Autoencoder{T}.Decode(ReadOnlySpan{T})"/>
    /// <param name="model">The model.</param>
    /// <param name="codes">Codes, one per row.</param>
    public static T[] Decode<T>(this Autoencoder<T> model, ReadOnlyMemory<T> codes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(model).Decode(codes.Span);

    /// <inheritdoc cref="Autoencoder{T}.Reconstruct(ReadOnlySpan{T})"/>
    /// <param name="model">The model.</param>
    /// <param name="batch">Examples, one per row.</param>
    public static T[] Reconstruct<T>(this Autoencoder<T> model, ReadOnlyMemory<T> batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(model).Reconstruct(batch.Span);

    /// <inheritdoc cref="Autoencoder{T}.Test(ReadOnlySpan{T}, NoiseKey)"/>
    /// <param name="model">The model.</param>
    /// <param name="data">Examples, one per row; at least one.</param>
    /// <param name="key">Decides the sampling noise.</param>
    public static Losses Test<T>(this Autoencoder<T> model, ReadOnlyMemory<T> data, NoiseKey key)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(model).Test(data.Span, key);

    /// <inheritdoc cref="Autoencoder{T}.Score(ReadOnlySpan{T}, NoiseKey)"/>
    /// <param name="model">The model.</param>
    /// <param name="data">Examples, one per row; at least one.</param>
    /// <param name="key">Decides the sampling noise.</param>
    public static ExampleLosses Score<T>(this Autoencoder<T> model, ReadOnlyMemory<T> data, NoiseKey key = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(model).Score(data.Span, key);

    /// <inheritdoc cref="Autoencoder{T}.DivergencePerDimension(ReadOnlySpan{T})"/>
    /// <param name="model">The model.</param>
    /// <param name="data">Examples, one per row; at least one.</param>
    public static double[] DivergencePerDimension<T>(this Autoencoder<T> model, ReadOnlyMemory<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(model).DivergencePerDimension(data.Span);

    /// <inheritdoc cref="Autoencoder{T}.CodeVariances(ReadOnlySpan{T})"/>
    /// <param name="model">The model.</param>
    /// <param name="data">Examples, one per row; at least one.</param>
    public static double[] CodeVariances<T>(this Autoencoder<T> model, ReadOnlyMemory<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(model).CodeVariances(data.Span);

    /// <inheritdoc cref="Autoencoder{T}.ActiveUnits(ReadOnlySpan{T}, double)"/>
    /// <param name="model">The model.</param>
    /// <param name="data">Examples, one per row; at least one, and enough of them to differ.</param>
    /// <param name="threshold">The variance above which a dimension counts, in the units of the code squared; at least 0.</param>
    public static int ActiveUnits<T>(this Autoencoder<T> model, ReadOnlyMemory<T> data, double threshold = 0.01)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(model).ActiveUnits(data.Span, threshold);

    private static Autoencoder<T> Of<T>(Autoencoder<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        return model;
    }
}
