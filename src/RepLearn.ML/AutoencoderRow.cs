using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace RepLearn;

/// <summary>A row that is mapped, and what a trained model makes of it. Each of ML.NET's cursors has one, and in it a model of its own.</summary>
/// <typeparam name="TModel">The model.</typeparam>
public sealed class AutoencoderRow<TModel>
    where TModel : Autoencoder<float>
{
    internal const string InputName = "RepLearn.Input";
    internal const string ModelName = "RepLearn.Model";

    // Read once for each pipeline, for as long as that exists: the text is the pipeline's.
    private static readonly ConditionalWeakTable<string, ModelText<TModel>> s_models = [];

    private readonly double[] _loss = new double[1];
    private string? _text;
    private string _column = "";
    private TModel? _model;
    private float[] _values = [];

    /// <summary>Filled by ML.NET: the values that are encoded.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [ColumnName(InputName)]
    public VBuffer<float> Input { get; set; }

    /// <summary>Filled by ML.NET: the trained model as text, the same for all rows.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [ColumnName(ModelName)]
    public ReadOnlyMemory<char> Model { get; set; }

    /// <summary>The row's code; of a distribution, its mean. An array that may be kept.</summary>
    /// <exception cref="ArgumentException">The row has another number of values than the model takes, or one that is not finite.</exception>
    public float[] Code() => Trained().Encode(Values());

    /// <summary>What the model makes of the row's code: probabilities for a Bernoulli likelihood. An array that may be kept.</summary>
    /// <inheritdoc cref="Code" path="/exception"/>
    public float[] Reconstruction() => Trained().Reconstruct(Values());

    /// <summary>
    /// A loss of the row, as <see cref="Autoencoder{T}.Score(ReadOnlySpan{T}, NoiseKey)"/> gives it: <c>total</c>, <c>reconstruction</c> or another of
    /// the model's. Draws are the same for all rows, so that equal rows have equal scores.
    /// </summary>
    /// <inheritdoc cref="Code" path="/exception"/>
    public float Score(string loss = "total")
    {
        Trained().Score(Values(), _loss, loss);
        return (float)_loss[0];
    }

    private TModel Trained()
    {
        if (!MemoryMarshal.TryGetString(Model, out string? text, out _, out _))
        {
            text = Model.ToString();
        }

        if (_model is null || !ReferenceEquals(text, _text))
        {
            ModelText<TModel> saved = s_models.GetValue(text, ModelText<TModel>.Parse);
            _model = (TModel)saved.Model.Clone();
            _model.Threads = 1;
            (_text, _column) = (text, saved.Column);
        }

        return _model;
    }

    private float[] Values()
    {
        int width = _model!.Info.InputSize;
        if (Input.Length != width)
        {
            throw FeatureColumn.WrongWidth(_column, width, Input.Length, _model.Info.Name, "row");
        }

        if (_values.Length != width)
        {
            _values = new float[width];
        }

        Input.CopyTo(_values);
        FeatureColumn.ExpectFinite(_values, _column, null, "row");
        return _values;
    }
}
