using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// What was read of one class. The source branch of the pipeline takes <see cref="Spec"/> alone; the rest holds
/// places in files and goes to the diagnostics branch.
/// </summary>
/// <param name="Spec">The model or embedding, or what stands for one with an error; null where nothing can.</param>
/// <param name="Problems">Errors and warnings, with real locations.</param>
/// <param name="Places">Where later stages report of a model; else null.</param>
internal sealed record DeclarationReading(ClassSpec? Spec, EquatableArray<Problem> Problems, ModelPlaces? Places = null);

/// <summary>Where the parts of a valid model are declared.</summary>
/// <param name="Model">The class's name.</param>
internal sealed record ModelPlaces(
    SourcePlace Model,
    EquatableArray<AttributePlace> Encoder,
    AttributePlace Latent,
    AttributePlace? Prior,
    EquatableArray<AttributePlace> Decoder,
    AttributePlace Likelihood,
    EquatableArray<AttributePlace> Regularizers,
    AttributePlace? Head)
{
    /// <summary>The limits of the budget; null without one.</summary>
    public BudgetPlaces? Budget { get; init; }

    public AttributePlace this[SpecPlace place, int index] => place switch
    {
        SpecPlace.Encoder => Encoder[index],
        SpecPlace.Latent => Latent,
        SpecPlace.Prior => Prior!,
        SpecPlace.Decoder => Decoder[index],
        SpecPlace.Likelihood => Likelihood,
        SpecPlace.Head => Head!,
        SpecPlace.Regularizer => Regularizers[index],
        _ => throw new InvalidOperationException($"Declarations: unknown place {place}."),
    };
}

/// <summary>Where the limits of a budget are written.</summary>
internal sealed record BudgetPlaces(SourcePlace Parameters, SourcePlace MultiplyAdds, SourcePlace Bytes)
{
    public SourcePlace this[BudgetFigure figure] => figure switch
    {
        BudgetFigure.Parameters => Parameters,
        BudgetFigure.MultiplyAdds => MultiplyAdds,
        BudgetFigure.Bytes => Bytes,
        _ => throw new InvalidOperationException($"Declarations: unknown figure {figure}."),
    };
}

/// <summary>An attribute by the name that the user writes, and where.</summary>
internal sealed record AttributePlace(string Name, SourcePlace Place)
{
    public static AttributePlace Of(ModelAttribute attribute) => new(attribute.Name, attribute.Place);

    public static EquatableArray<AttributePlace> Of(List<ModelAttribute> attributes)
    {
        var places = new AttributePlace[attributes.Count];
        for (int index = 0; index < places.Length; index++)
        {
            places[index] = Of(attributes[index]);
        }

        return new EquatableArray<AttributePlace>(places);
    }
}
