using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads one attribute of the encoder's, the decoder's or a block's family.</summary>
internal static class LayerReader
{
    /// <returns>The layer; a tied one without its width, which depends on the layer that it mirrors.</returns>
    public static LayerSpec Read(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute attribute)
    {
        switch (attribute.Kind)
        {
            case "Dense":
                int units = ArgumentReader.Size(context, attribute, "units");
                return new DenseSpec(
                    units,
                    ActivationReader.Read(context, functions, attribute),
                    InitializerReader.Read(context, attribute),
                    HasUnitRows: attribute.Value("UnitRows") is true);
            case "Conv" or "ConvTranspose":
                return ReadConvolution(context, functions, attribute);
            case "Reshape":
                return new ReshapeSpec(ImageReader.Read(context, attribute));
            case "GroupNorm":
                return new GroupNormSpec(ArgumentReader.Size(context, attribute, "groups"));
            case "MaxPool":
                return ReadPooling(context, attribute, PoolingKind.Max);
            case "AveragePool":
                return ReadPooling(context, attribute, PoolingKind.Average);
            case "Upsample":
                return new UpsampleSpec(ArgumentReader.Size(context, attribute, "factor", least: 2));
            case "Flatten":
                return new FlattenSpec();
            case "Use" or "Residual":
                return BlockReader.Read(context, functions, attribute);
            case "Tied":
                return new TiedSpec(0, ActivationReader.Read(context, functions, attribute), context.Initializer);
            case "Dropout":
                return new DropoutSpec(ArgumentReader.Number(context, attribute, "rate", NumberRange.BelowOne));
            case "LayerNorm":
                return new LayerNormSpec();
            case "BatchNorm":
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
        return attribute.Kind == "ConvTranspose"
            ? new ConvTransposeSpec(channels, kernel, stride, padding, activation, initializer)
            : new ConvSpec(channels, kernel, stride, padding, activation, initializer);
    }
}
