using System.Globalization;
using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>From a class with <c>[SkipGram]</c> or <c>[Cbow]</c>, as symbols and syntax, to plain data or to diagnostics.</summary>
internal static class EmbeddingReader
{
    /// <summary>Reads the declaration that carries one of the two attributes.</summary>
    /// <returns>A specification that is valid, or at least one error that somebody reports.</returns>
    public static DeclarationReading Read(GeneratorAttributeSyntaxContext target, CancellationToken token)
    {
        var context = DeclarationContext.Of(target, GeneratedForm.Embedding, token);
        try
        {
            context = context.WithGeneratedConstants();
            EmbeddingSpec? spec = ReadModel(context, target.Attributes[0]);
            return spec is null || context.Problems.HasErrors
                ? new DeclarationReading(SkeletonReader.Read(context, target.Attributes[0]), context.Problems.All)
                : new DeclarationReading(spec, context.Problems.All);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            context.Problems.Report(InternalDescriptors.InternalFailure, context.ModelPlace, context.ModelName, FailureText.Of(failure));
            return new DeclarationReading(null, context.Problems.All);
        }
    }

    private static EmbeddingSpec? ReadModel(DeclarationContext context, AttributeData target)
    {
        List<ModelAttribute> all = AttributeOrder.Collect(context.Model, context.Token);
        bool lacksAttributes = UnboundAttributes.Report(context) || context.Model.TypeKind != TypeKind.Class;
        if (ModelKinds.Declaring(context, all, target) is not { } model)
        {
            return null;
        }

        int precision = ArgumentReader.Member(context, model, "Precision", "Precision", ModelVocabulary.Precisions);
        return ReadParts(context with { Precision = (ModelPrecision)precision, LacksAttributes = lacksAttributes }, model, all);
    }

    private static EmbeddingSpec ReadParts(DeclarationContext context, ModelAttribute model, List<ModelAttribute> all)
    {
        TypeFormReader.CheckModel(context, model);
        EquatableArray<ContainingTypeSpec> containingTypes = TypeFormReader.ReadContainingTypes(context);
        List<ModelAttribute> attributes = AttributeOrder.OfOnePart(context, model, all);
        context = context with { LacksAttributes = context.LacksAttributes || attributes.Count < all.Count };
        ModelKinds.CheckCompanions(context, model, attributes);

        ModelAttribute? Find(string name) => attributes.Find(attribute => attribute.Name == name);
        ModelAttribute? negatives = Find("NegativeSampling");
        CheckScheme(context, model, attributes.FindAll(attribute => attribute.Name is "NegativeSampling" or "HierarchicalSoftmax"));
        return new EmbeddingSpec(
            CSharpNames.Namespace(context.Model.ContainingNamespace),
            containingTypes,
            CSharpNames.TypeName(context.Model.Name),
            model.Name == "Cbow" ? EmbeddingKind.Cbow : EmbeddingKind.SkipGram,
            context.Precision,
            ArgumentReader.Size(context, model, "dimension", most: 16384),
            ArgumentReader.Size(context, model, "Window", missing: 5, most: 1000),
            negatives is null ? null : ReadNegativeSampling(context, negatives),
            Find("Subsampling") is { } subsampling ? ArgumentReader.Number(context, subsampling, "threshold", NumberRange.Positive) : 0,
            Find("Subwords") is { } subwords ? ReadSubwords(context, subwords) : null)
        {
            HasUnsetMembers = ClassTraits.ReportUnsetMembers(context),
            Cls = ClassTraits.Cls(context.Model),
        };
    }

    private static void CheckScheme(DeclarationContext context, ModelAttribute model, List<ModelAttribute> schemes)
    {
        if (schemes.Count == 0 && !context.LacksAttributes)
        {
            context.Problems.Report(
                DeclarationDescriptors.PartMissing, model.Place, context.ModelName, "way to score words",
                "add [NegativeSampling(5)], or [HierarchicalSoftmax] for rare words");
        }

        foreach (ModelAttribute second in schemes.Skip(1))
        {
            context.Problems.Report(
                DeclarationDescriptors.OnlyOneAllowed, second.Place, second.Name, "way to score words", context.ModelName, schemes[0].Name);
        }
    }

    private static NegativeSamplingSpec ReadNegativeSampling(DeclarationContext context, ModelAttribute attribute) => new(
        ArgumentReader.Size(context, attribute, "count", most: 1000),
        ArgumentReader.Number(context, attribute, "Power", NumberRange.UpToTen, missing: 0.75),
        (bool)(attribute.Value("Shared") ?? false));

    private static SubwordsSpec ReadSubwords(DeclarationContext context, ModelAttribute attribute)
    {
        int minimum = ArgumentReader.Size(context, attribute, "minimum", most: 100);
        int maximum = ArgumentReader.Size(context, attribute, "maximum", most: 100);
        if (minimum >= 1 && maximum >= 1 && maximum < minimum)
        {
            context.Problems.Report(
                ModelDescriptors.NumberOutOfRange, attribute.PlaceOf("maximum"), "Maximum", attribute.Name,
                maximum.ToString(CultureInfo.InvariantCulture), $"at least the minimum, {minimum.ToString(CultureInfo.InvariantCulture)}");
        }

        return new SubwordsSpec(minimum, maximum, ArgumentReader.Size(context, attribute, "Buckets", missing: 2_000_000));
    }
}
