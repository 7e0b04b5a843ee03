using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads what a model reconstructs in place of its input.</summary>
internal static class TargetReader
{
    public static ValueShape Read(DeclarationContext context, ModelAttribute attribute) => attribute.Value("height") is null
        ? new ValueShape(ArgumentReader.Size(context, attribute, "size"))
        : ValueShape.Of(ImageReader.Read(context, attribute));
}
