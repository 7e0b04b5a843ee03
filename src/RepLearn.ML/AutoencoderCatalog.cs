using Microsoft.ML;

namespace RepLearn;

/// <summary>Autoencoders among ML.NET's transforms.</summary>
public static class AutoencoderCatalog
{
    /// <summary>Trains a model on a column of vectors, and adds columns of its codes, reconstructions or scores.</summary>
    /// <param name="catalog"><c>mlContext.Transforms</c>.</param>
    /// <param name="mapping">The model, and the columns that are added.</param>
    /// <param name="inputColumnName">Vectors of singles, as many values as the model encodes, in the range of its likelihood.</param>
    /// <param name="options">How to train; the defaults if not given.</param>
    /// <param name="fit">Seed, streaming and progress.</param>
    /// <exception cref="InvalidOperationException">The mapping has no <c>[CustomMappingFactoryAttribute]</c>.</exception>
    public static AutoencoderEstimator<TModel, TColumns> Autoencoder<TModel, TColumns>(
        this TransformsCatalog catalog, AutoencoderMapping<TModel, TColumns> mapping, string inputColumnName, FitOptions? options = null, AutoencoderFit? fit = null)
        where TModel : Autoencoder<float>
        where TColumns : class, new() =>
        new(catalog, mapping, inputColumnName, options ?? new FitOptions(), fit ?? new AutoencoderFit(), null);

    /// <summary>Adds columns of the codes, reconstructions or scores of a model that is trained already.</summary>
    /// <param name="catalog"><c>mlContext.Transforms</c>.</param>
    /// <param name="mapping">The model, and the columns that are added.</param>
    /// <param name="inputColumnName">Vectors of singles, as many values as the model encodes.</param>
    /// <param name="trained">The model; its parameters are copied when the pipeline is fitted.</param>
    /// <exception cref="InvalidOperationException">The mapping has no <c>[CustomMappingFactoryAttribute]</c>.</exception>
    public static AutoencoderEstimator<TModel, TColumns> Autoencoder<TModel, TColumns>(
        this TransformsCatalog catalog, AutoencoderMapping<TModel, TColumns> mapping, string inputColumnName, TModel trained)
        where TModel : Autoencoder<float>
        where TColumns : class, new()
    {
        ArgumentNullException.ThrowIfNull(trained);
        return new(catalog, mapping, inputColumnName, new FitOptions(), new AutoencoderFit(), trained);
    }
}
