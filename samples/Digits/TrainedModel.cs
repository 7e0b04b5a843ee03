using RepLearn;

namespace DigitsSample;

/// <summary>A model after its fit.</summary>
/// <param name="Choice">What was declared.</param>
/// <param name="Model">The model with its best parameters.</param>
/// <param name="Options">How it was trained.</param>
/// <param name="Report">What the fit did.</param>
internal sealed record TrainedModel(ModelChoice Choice, Autoencoder<float> Model, FitOptions Options, FitReport Report) : IDisposable
{
    /// <summary>Values in a code.</summary>
    public int CodeSize => Model.Info.LatentSize;

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
