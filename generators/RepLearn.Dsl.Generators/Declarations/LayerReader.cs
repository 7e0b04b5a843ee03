using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads one attribute of the encoder's, the decoder's or a block's family.</summary>
internal static class LayerReader
{
    /// <returns>The layer; a tied one without its width, which depends on the layer that it mirrors.</returns>
    public static LayerSpec Read(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute attribute) => attribute.Kind switch
    {
        "Dense" => new DenseSpec(
            ArgumentReader.Size(context, attribute, "units"),
            ActivationReader.Read(context, functions, attribute),
            InitializerReader.Read(context, attribute),
            HasUnitRows: attribute.Value("UnitRows") is true),
        "Tied" => ReadTied(context, functions, attribute),
        "Use" or "Residual" => BlockReader.Read(context, functions, attribute),
        "Dropout" => new DropoutSpec(ArgumentReader.Number(context, attribute, "rate", NumberRange.BelowOne)),
        "LayerNorm" or "BatchNorm" or "GroupNorm" => ReadNorm(context, attribute) with { Activation = ActivationReader.Read(context, functions, attribute) },
        _ => ImageLayerReader.Read(context, functions, attribute),
    };

    private static LayerSpec ReadTied(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute attribute) =>
        new TiedSpec(0, ActivationReader.Read(context, functions, attribute), context.Initializer);

    private static NormSpec ReadNorm(DeclarationContext context, ModelAttribute attribute) => attribute.Kind switch
    {
        "LayerNorm" => new LayerNormSpec(),
        "GroupNorm" => new GroupNormSpec(ArgumentReader.Size(context, attribute, "groups")),
        _ => new BatchNormSpec(ArgumentReader.Number(context, attribute, "Momentum", NumberRange.BetweenZeroAndOne, missing: 0.1)),
    };
}
