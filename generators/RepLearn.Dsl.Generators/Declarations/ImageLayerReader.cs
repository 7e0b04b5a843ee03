using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads the layers of images.</summary>
internal static class ImageLayerReader
{
    public static LayerSpec Read(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute attribute) => attribute.Kind switch
    {
        "Conv" or "ConvTranspose" => ReadConvolution(context, functions, attribute),
        "Reshape" => new ReshapeSpec(ImageReader.Read(context, attribute)),
        "MaxPool" => ReadPooling(context, attribute, PoolingKind.Max),
        "AveragePool" => ReadPooling(context, attribute, PoolingKind.Average),
        "Upsample" => new UpsampleSpec(ArgumentReader.Size(context, attribute, "factor", least: 2)),
        "Flatten" => new FlattenSpec(),
        _ => throw new InvalidOperationException($"Declarations: '{attribute.Name}' is no layer."),
    };

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
