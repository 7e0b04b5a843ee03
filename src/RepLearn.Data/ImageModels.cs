namespace RepLearn.Data;

/// <summary>
/// Images where a model takes rows: each image is one row of its pixels and, for a model with <c>[Condition(classes)]</c>, its label. Images of
/// another size than the model's are refused.
/// </summary>
public static class ImageModels
{
    /// <summary>The code of each image or, of a distribution, its mean.</summary>
    /// <returns>One code per row.</returns>
    /// <inheritdoc cref="ActiveUnits"/>
    public static float[] Encode(this Autoencoder<float> model, ImageSet images) => model.Encode(Rows(model, images));

    /// <summary>Encodes and decodes: each image as its code tells it.</summary>
    /// <returns>One reconstruction per row.</returns>
    /// <inheritdoc cref="ActiveUnits"/>
    public static float[] Reconstruct(this Autoencoder<float> model, ImageSet images) => model.Reconstruct(Rows(model, images));

    /// <summary>The probability of each class for each image, as the model's head tells it. Labels are not read, except as the model's condition.</summary>
    /// <returns>One row of probabilities per image.</returns>
    /// <inheritdoc cref="ActiveUnits"/>
    public static float[] Predict(this Autoencoder<float> model, ImageSet images) => model.Predict(Rows(model, images));

    /// <summary>The mean over images of each dimension's divergence, in nats.</summary>
    /// <returns>One mean per dimension of the code.</returns>
    /// <inheritdoc cref="ActiveUnits"/>
    public static double[] DivergencePerDimension(this Autoencoder<float> model, ImageSet images) => model.DivergencePerDimension(Rows(model, images));

    /// <summary>The variance over images of each dimension of the code or, of a distribution, of its posterior mean.</summary>
    /// <returns>One variance per dimension of the code.</returns>
    /// <inheritdoc cref="ActiveUnits"/>
    public static double[] CodeVariances(this Autoencoder<float> model, ImageSet images) => model.CodeVariances(Rows(model, images));

    /// <summary>How many dimensions of the code are in use: those whose variance over images is above a threshold.</summary>
    /// <param name="model">The model.</param>
    /// <param name="images">At least one image, of as many pixels as the model has inputs.</param>
    /// <param name="threshold">The variance above which a dimension counts, in the units of the code squared; at least 0.</param>
    /// <exception cref="ArgumentException">The images are of another size, there are none, or the model's method refuses a value.</exception>
    public static int ActiveUnits(this Autoencoder<float> model, ImageSet images, double threshold = 0.01) => model.ActiveUnits(Rows(model, images), threshold);

    private static ReadOnlySpan<float> Rows(Autoencoder<float> model, ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(images);
        if (images.Size != model.Info.InputSize)
        {
            throw new ArgumentException($"{model.Info.Name} expects rows of {model.Info.InputSize} values, but the images are of {images.Width}×{images.Height}, {images.Size} values each.", nameof(images));
        }

        return model.Info.ConditionClasses > 0 ? model.Join(images.Pixels.Span, images.Labels, images.Size) : images.Pixels.Span;
    }
}
