using Microsoft.ML;
using Microsoft.ML.Data;

namespace RepLearn;

/// <summary>A trained autoencoder in a pipeline. Saved with a pipeline and loaded, it is ML.NET's own parts that do the same.</summary>
/// <typeparam name="TModel">The model.</typeparam>
public sealed class AutoencoderTransformer<TModel> : ITransformer
    where TModel : Autoencoder<float>
{
    private readonly ITransformer _steps;
    private readonly string _column;

    internal AutoencoderTransformer(ITransformer steps, TModel model, string column, FitReport? report) =>
        (_steps, Model, _column, Report) = (steps, model, column, report);

    /// <summary>The model; what the pipeline computes is not changed through it.</summary>
    public TModel Model { get; }

    /// <summary>What happened in training; null for a model that was trained before.</summary>
    public FitReport? Report { get; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => _steps.IsRowToRowMapper;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The column is missing, or has another type or size.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        FeatureColumn.Find(inputSchema, _column, Model.Info, nameof(inputSchema));
        return _steps.GetOutputSchema(inputSchema);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The column is missing, or has another type or size.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        FeatureColumn.Find(input.Schema, _column, Model.Info, nameof(input));
        return _steps.Transform(input);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The column is missing, or has another type or size.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        FeatureColumn.Find(inputSchema, _column, Model.Info, nameof(inputSchema));
        return _steps.GetRowToRowMapper(inputSchema);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => _steps.Save(ctx);
}
