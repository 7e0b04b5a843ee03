using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>From a class with <c>[Autoencoder]</c>, as symbols and syntax, to plain data or to diagnostics.</summary>
internal static class DeclarationReader
{
    // Each has a row of every value from the latent on.
    private const int MostSamples = 1024;

    /// <summary>Reads the declaration that carries one <c>[Autoencoder]</c>.</summary>
    /// <returns>A specification that is valid as far as a declaration shows, or at least one error that somebody reports.</returns>
    public static DeclarationReading Read(GeneratorAttributeSyntaxContext target, CancellationToken token)
    {
        var context = DeclarationContext.Of(target, GeneratedForm.Autoencoder, token);
        try
        {
            context = context.WithGeneratedConstants();
            return ReadModel(context, target.Attributes[0]) ?? Invalid(context, target.Attributes[0]);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Failed(context, failure);
        }
    }

    private static DeclarationReading Invalid(DeclarationContext context, AttributeData target) =>
        new(SkeletonReader.Read(context, target), context.Problems.All);

    private static DeclarationReading Failed(DeclarationContext context, Exception failure)
    {
        context.Problems.Report(InternalDescriptors.InternalFailure, context.ModelPlace, context.ModelName, FailureText.Of(failure));
        return new DeclarationReading(null, context.Problems.All);
    }

    private static DeclarationReading? ReadModel(DeclarationContext context, AttributeData target)
    {
        List<ModelAttribute> all = AttributeOrder.Collect(context.Model, context.Token);
        bool lacksAttributes = UnboundAttributes.Report(context) || context.Model.TypeKind != TypeKind.Class;
        if (ModelKinds.Declaring(context, all, target) is not { } autoencoder)
        {
            return null;
        }

        int precision = ArgumentReader.Member(context, autoencoder, "Precision", "Precision", ModelVocabulary.Precisions);
        InitializerKind initializer = InitializerReader.Read(context, autoencoder);
        return ReadParts(
            context with { Precision = (ModelPrecision)precision, Initializer = initializer, LacksAttributes = lacksAttributes }, autoencoder, all);
    }

    private static DeclarationReading? ReadParts(DeclarationContext context, ModelAttribute autoencoder, List<ModelAttribute> all)
    {
        TypeFormReader.CheckModel(context, autoencoder);
        EquatableArray<ContainingTypeSpec> containingTypes = TypeFormReader.ReadContainingTypes(context);
        List<ModelAttribute> attributes = AttributeOrder.OfOnePart(context, autoencoder, all);
        context = context with { LacksAttributes = context.LacksAttributes || attributes.Count < all.Count };
        ModelKinds.CheckCompanions(context, autoencoder, attributes);
        AttributeOrder.Check(context, attributes);
        ModelParts parts = ModelParts.Sort(context, autoencoder, attributes);

        if (LayerCount.Report(context, parts.Encoder, parts.Decoder))
        {
            return null;
        }

        var functions = new ScalarFunctionReader(context);
        ImageShape? image = autoencoder.Value("height") is null ? null : ImageReader.Read(context, autoencoder);
        int inputSize = image is null ? ArgumentReader.Size(context, autoencoder, "inputSize") : (int)image.Size;
        CorruptionSpec? corruption = parts.Corruption is { } noise ? ObjectiveReader.ReadCorruption(context, noise) : null;
        EquatableArray<LayerSpec> encoder = ReadLayers(context, functions, parts.Encoder);
        LatentSpec? latent = parts.Latent is { } code ? LatentReader.Read(context, functions, code) : null;
        PriorSpec? prior = parts.Prior is { } mixture ? LatentReader.ReadPrior(context, mixture) : null;
        EquatableArray<LayerSpec> decoder = ReadLayers(context, functions, parts.Decoder);
        LikelihoodSpec? likelihood = parts.Likelihood is { } output ? ObjectiveReader.ReadLikelihood(context, output) : null;
        EquatableArray<RegularizerSpec> regularizers = ObjectiveReader.ReadRegularizers(context, functions, parts.Regularizers);
        HeadSpec? head = parts.Head is { } prediction ? ObjectiveReader.ReadHead(context, prediction) : null;
        ConditionSpec? condition = parts.Condition is { } given ? ConditionReader.Read(context, given) : null;
        ValueShape? target = parts.Target is { } desired ? TargetReader.Read(context, desired) : null;
        BudgetSpec? budget = parts.Budget is { } limits ? BudgetReader.Read(context, limits) : null;
        int samples = parts.Objective is { } objective ? ArgumentReader.Size(context, objective, "samples", most: MostSamples) : 1;
        if (context.Problems.HasErrors || latent is null || likelihood is null)
        {
            return null;
        }

        var spec = new ModelSpec(
            CSharpNames.Namespace(context.Model.ContainingNamespace),
            containingTypes,
            CSharpNames.TypeName(context.Model.Name),
            context.Precision,
            inputSize,
            corruption,
            encoder,
            latent,
            decoder,
            likelihood,
            regularizers,
            functions.Functions)
        {
            Image = image,
            Target = target,
            Prior = prior,
            Head = head,
            Budget = budget,
            Samples = samples,
            HasUnsetMembers = ClassTraits.ReportUnsetMembers(context),
            Cls = ClassTraits.Cls(context.Model),
        };
        return CheckWhole(context, parts, condition, spec);
    }

    private static EquatableArray<LayerSpec> ReadLayers(DeclarationContext context, ScalarFunctionReader functions, List<ModelAttribute> attributes)
    {
        var layers = new LayerSpec[attributes.Count];
        for (int index = 0; index < layers.Length; index++)
        {
            layers[index] = LayerReader.Read(context, functions, attributes[index]);
        }

        return new EquatableArray<LayerSpec>(layers);
    }

    // The checks that need every part to be valid by itself.
    private static DeclarationReading? CheckWhole(DeclarationContext context, ModelParts parts, ConditionSpec? condition, ModelSpec spec)
    {
        ObjectiveChecks.Check(context, parts, spec);
        InitializerReader.CheckUse(context, parts);
        ModelSpec? resolved = NetworkShape.Resolve(context, parts, condition?.In(spec) ?? spec);
        if (resolved is null || context.Problems.HasErrors)
        {
            return null;
        }

        var places = new ModelPlaces(
            context.ModelPlace,
            AttributePlace.Of(parts.Encoder),
            AttributePlace.Of(parts.Latent!),
            parts.Prior is { } prior ? AttributePlace.Of(prior) : null,
            AttributePlace.Of(parts.Decoder),
            AttributePlace.Of(parts.Likelihood!),
            AttributePlace.Of(parts.Regularizers),
            parts.Head is { } head ? AttributePlace.Of(head) : null)
        {
            Budget = parts.Budget is { } budget ? BudgetReader.PlacesOf(budget) : null,
        };
        return new DeclarationReading(resolved, context.Problems.All, places);
    }
}
