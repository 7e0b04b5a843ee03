using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads one attribute of the encoder's or decoder's family.</summary>
internal static class LayerReader
{
    /// <returns>The layer; a tied one without its width, which depends on the layer that it mirrors.</returns>
    public static LayerSpec Read(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute attribute)
    {
        switch (attribute.Name)
        {
            case "Encoder.Dense" or "Decoder.Dense":
                int units = ArgumentReader.Size(context, attribute, "units");
                return new DenseSpec(
                    units,
                    ActivationReader.Read(context, functions, attribute),
                    InitializerReader.Read(context, attribute),
                    HasUnitRows: attribute.Value("UnitRows") is true);
            case "Encoder.Conv" or "Decoder.Conv" or "Decoder.ConvTranspose":
                return ReadConvolution(context, functions, attribute);
            case "Decoder.Reshape":
                return new ReshapeSpec(ImageReader.Read(context, attribute));
            case "Encoder.GroupNorm" or "Decoder.GroupNorm":
                return new GroupNormSpec(ArgumentReader.Size(context, attribute, "groups"));
            case "Encoder.MaxPool" or "Decoder.MaxPool":
                return ReadPooling(context, attribute, PoolingKind.Max);
            case "Encoder.AveragePool" or "Decoder.AveragePool":
                return ReadPooling(context, attribute, PoolingKind.Average);
            case "Encoder.Upsample" or "Decoder.Upsample":
                return new UpsampleSpec(ArgumentReader.Size(context, attribute, "factor", least: 2));
            case "Encoder.Flatten" or "Decoder.Flatten":
                return new FlattenSpec();
            case "Decoder.Tied":
                return new TiedSpec(0, ActivationReader.Read(context, functions, attribute), context.Initializer);
            case "Encoder.Dropout" or "Decoder.Dropout":
                return new DropoutSpec(ArgumentReader.Number(context, attribute, "rate", NumberRange.BelowOne));
            case "Encoder.LayerNorm" or "Decoder.LayerNorm":
                return new LayerNormSpec();
            case "Encoder.BatchNorm" or "Decoder.BatchNorm":
                return new BatchNormSpec(ArgumentReader.Number(context, attribute, "Momentum", NumberRange.BetweenZeroAndOne, missing: 0.1));
            default:
                throw new InvalidOperationException($"Declarations: '{attribute.Name}' is no layer.");
        }
    }

    // Windows lie side by side where the declaration does not say otherwise.
    private static PoolingSpec ReadPooling(DeclarationContext context, ModelAttribute attribute, PoolingKind kind)
    {
        int kernel = ImageReader.Kernel(context, attribute);
        int stride = ArgumentReader.Size(context, attribute, "Stride", missing: Math.Max(1, kernel));
        return new PoolingSpec(kind, kernel, stride, ImageReader.Padding(context, attribute) ?? 0);
    }

    private static ConvolutionSpec ReadConvolution(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute attribute)
    {
        int channels = ArgumentReader.Size(context, attribute, "channels");
        int kernel = ImageReader.Kernel(context, attribute);
        int stride = ArgumentReader.Size(context, attribute, "Stride", missing: 1);
        int? padding = ImageReader.Padding(context, attribute);
        ActivationSpec activation = ActivationReader.Read(context, functions, attribute);
        InitializerKind initializer = InitializerReader.Read(context, attribute);
        return attribute.Name == "Decoder.ConvTranspose"
            ? new ConvTransposeSpec(channels, kernel, stride, padding, activation, initializer)
            : new ConvSpec(channels, kernel, stride, padding, activation, initializer);
    }
}
