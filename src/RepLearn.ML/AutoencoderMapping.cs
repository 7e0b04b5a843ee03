using System.Reflection;
using Microsoft.ML.Transforms;

namespace RepLearn;

/// <summary>
/// The columns that an autoencoder adds to a pipeline. A class derives from it, with <c>[CustomMappingFactoryAttribute("name")]</c>: by that name ML.NET finds the
/// class, and through it the model, when a pipeline is loaded. A program that loads it needs the assembly of the class, under the same name.
/// </summary>
/// <typeparam name="TModel">The model: a generated class of single precision, trained on its input alone.</typeparam>
/// <typeparam name="TColumns">
/// The columns: a class with a property for each, arrays with their size, <c>[VectorType(MyModel.LatentSize)] public float[] Code { get; set; }</c>.
/// </typeparam>
public abstract class AutoencoderMapping<TModel, TColumns> : CustomMappingFactory<AutoencoderRow<TModel>, TColumns>
    where TModel : Autoencoder<float>
    where TColumns : class, new()
{
    /// <summary>The name by which ML.NET finds the class.</summary>
    /// <exception cref="InvalidOperationException">The class has no <c>[CustomMappingFactoryAttribute]</c>.</exception>
    internal string Contract => GetType().GetCustomAttributesData()
        .FirstOrDefault(attribute => attribute.AttributeType == typeof(CustomMappingFactoryAttributeAttribute))?.ConstructorArguments[0].Value as string
        ?? throw new InvalidOperationException($"{GetType().Name} needs [CustomMappingFactoryAttribute(\"{GetType().Name}\")]: by that name ML.NET finds it when a pipeline is loaded.");

    /// <summary>Fills the columns of a row.</summary>
    /// <param name="row">What is asked for its code, reconstruction or score.</param>
    /// <param name="columns">Receives them; used again for each row.</param>
    public abstract void Map(AutoencoderRow<TModel> row, TColumns columns);

    // ML.NET saves the assembly of the method: that of the class that overrides it.

    /// <inheritdoc/>
    public sealed override Action<AutoencoderRow<TModel>, TColumns> GetMapping() => Map;
}
