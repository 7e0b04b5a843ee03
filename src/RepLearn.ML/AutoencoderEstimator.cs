using Microsoft.ML;
using RepLearn.Runtime;

namespace RepLearn;

/// <summary>
/// Trains a declared model on a column of vectors, and adds columns of its codes, reconstructions or scores, as
/// <see cref="AutoencoderCatalog.Autoencoder{TModel, TColumns}(TransformsCatalog, AutoencoderMapping{TModel, TColumns}, string, FitOptions?, AutoencoderFit?)"/> makes it.
/// </summary>
/// <remarks>
/// What is fitted consists of parts that ML.NET saves and loads itself: a table with one entry, the model as a text, which a column has in all rows, and
/// the mapping, which reads it.
/// </remarks>
/// <typeparam name="TModel">The model.</typeparam>
/// <typeparam name="TColumns">The columns that are added.</typeparam>
public sealed class AutoencoderEstimator<TModel, TColumns> : IEstimator<AutoencoderTransformer<TModel>>
    where TModel : Autoencoder<float>
    where TColumns : class, new()
{
    private readonly TransformsCatalog _catalog;
    private readonly AutoencoderMapping<TModel, TColumns> _mapping;
    private readonly string _contract;
    private readonly string _column;
    private readonly FitOptions _options;
    private readonly AutoencoderFit _fit;
    private readonly TModel? _trained;

    internal AutoencoderEstimator(
        TransformsCatalog catalog, AutoencoderMapping<TModel, TColumns> mapping, string column, FitOptions options, AutoencoderFit fit, TModel? trained)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentException.ThrowIfNullOrEmpty(column, "inputColumnName");
        (_catalog, _mapping, _contract, _column, _options, _fit, _trained) = (catalog, mapping, mapping.Contract, column, options, fit, trained);
    }

    /// <summary>Trains a new model on the column's rows.</summary>
    /// <param name="input">Data with the column.</param>
    /// <exception cref="ArgumentException">
    /// The column is missing, has another type or size, no rows, or a value that is not finite or not in the likelihood's domain; or the model takes more than
    /// the values that it encodes.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss or the parameters became non-finite, or the loss exploded.</exception>
    public AutoencoderTransformer<TModel> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        TModel model = _trained is null ? ModelText<TModel>.NewModel(_fit.Seed) : (TModel)_trained.Clone();
        ModelInfo info = model.Info;
        if (info.ExampleSize != info.InputSize)
        {
            throw new ArgumentException($"{info.Name} takes more than the values that it encodes: conditions, targets or labels. Pipelines take models that are trained on their input alone.", nameof(input));
        }

        FeatureColumn.Find(input.Schema, _column, info, nameof(input));
        FitReport? report = _trained is not null ? null
            : _fit.ShuffleBuffer is { } buffer
                ? model.Fit(Examples.Stream(() => FeatureColumn.Rows(input, _column, info, nameof(input)), info.InputSize, input.GetRowCount(), buffer), _options, _fit.Progress)
                : model.Fit(FeatureColumn.All(input, _column, info, nameof(input)), _options, _fit.Progress);
        return new AutoencoderTransformer<TModel>(Steps(ModelText<TModel>.Write(model, _column)).Fit(input), model, _column, report);
    }

    /// <summary>The schema with the columns that are added.</summary>
    /// <exception cref="ArgumentException">The column is missing or has another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        FeatureColumn.Expect(inputSchema, _column, nameof(inputSchema));
        return Steps("").GetOutputSchema(inputSchema);
    }

    private IEstimator<ITransformer> Steps(string model) =>
        _catalog.CustomMapping<NoColumns, ModelKey>(ModelKeyMapping.Write, ModelKeyMapping.Contract)
            .Append(_catalog.Conversion.MapValue(AutoencoderRow<TModel>.ModelName, [new KeyValuePair<int, string>(ModelKey.Only, model)], ModelKey.Name))
            .Append(_catalog.CopyColumns(AutoencoderRow<TModel>.InputName, _column))
            .Append(_catalog.CustomMapping(_mapping.GetMapping(), _contract))
            .Append(_catalog.DropColumns(ModelKey.Name, AutoencoderRow<TModel>.ModelName, AutoencoderRow<TModel>.InputName));
}
