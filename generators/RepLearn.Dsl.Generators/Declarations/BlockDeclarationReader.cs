using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads a block where it is declared, for what is wrong with it wherever it is used. Nothing is generated for it.</summary>
internal static class BlockDeclarationReader
{
    /// <returns>The problems, of the part with a block's first layer; null where there are none.</returns>
    public static DeclarationReading? Read(AttributedType target, CancellationToken token)
    {
        var context = DeclarationContext.Of(target, GeneratedForm.Autoencoder, token);
        try
        {
            context = context.WithGeneratedConstants();
            context = context with { Blocks = [context.Model] };
            List<ModelAttribute> all = AttributeOrder.Collect(context.Model, token);
            List<ModelAttribute> layers = BlockReader.LayersOf(context.Model, token);

            if (layers[0].Syntax.Parent?.Parent == target.Node)
            {
                ReadBlock(context, all, layers);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            context.Problems.Report(InternalDescriptors.InternalFailure, context.ModelPlace, context.ModelName, FailureText.Of(failure));
        }

        return context.Problems.All is { Count: > 0 } problems ? new DeclarationReading(null, problems) : null;
    }

    private static void ReadBlock(DeclarationContext context, List<ModelAttribute> all, List<ModelAttribute> layers)
    {
        UnboundAttributes.Report(context);
        foreach (ModelAttribute attribute in all.Where(attribute => attribute.Family != "Layer"))
        {
            context.Problems.Report(
                DeclarationDescriptors.AttributeOfAnotherKind, attribute.Place, attribute.Name, ModelVocabulary.KindOf(attribute.Name), context.ModelName, layers[0].Name);
        }

        foreach (ModelAttribute attribute in layers.Where(attribute => attribute.Syntax.Parent?.Parent != layers[0].Syntax.Parent?.Parent))
        {
            context.Problems.Report(
                DeclarationDescriptors.AttributeOnAnotherPart, attribute.Place, attribute.Name, context.ModelName, layers[0].Name, "the order of the attributes is the layers' order");
        }

        if (layers.FindAll(attribute => !attribute.IsComplete) is { Count: > 0 } incomplete)
        {
            UnknownArguments.Report(context, incomplete);
            return;
        }

        if (LayerCount.Report(context, layers, []))
        {
            return;
        }

        var functions = new ScalarFunctionReader(context);
        foreach (ModelAttribute attribute in layers)
        {
            LayerReader.Read(context, functions, attribute);
        }
    }
}
