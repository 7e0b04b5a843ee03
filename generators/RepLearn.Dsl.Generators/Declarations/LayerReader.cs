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
                return new LayerSpec(
                    LayerKind.Dense, units, ActivationReader.Read(context, functions, attribute), 0, InitializerReader.Read(context, attribute));
            case "Decoder.Tied":
                return new LayerSpec(LayerKind.Tied, 0, ActivationReader.Read(context, functions, attribute), 0, context.Initializer);
            case "Encoder.Dropout" or "Decoder.Dropout":
                double rate = ArgumentReader.Number(context, attribute, "rate", NumberRange.BelowOne);
                return new LayerSpec(LayerKind.Dropout, 0, ActivationReader.None, rate);
            case "Encoder.LayerNorm" or "Decoder.LayerNorm":
                return new LayerSpec(LayerKind.LayerNorm, 0, ActivationReader.None, 0);
            default:
                throw new InvalidOperationException($"Declarations: '{attribute.Name}' is no layer.");
        }
    }
}
