using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads what a model may cost.</summary>
internal static class BudgetReader
{
    public static BudgetSpec Read(DeclarationContext context, ModelAttribute attribute)
    {
        var budget = new BudgetSpec(
            Limit(context, attribute, nameof(BudgetSpec.Parameters)),
            Limit(context, attribute, nameof(BudgetSpec.MultiplyAdds)),
            Limit(context, attribute, nameof(BudgetSpec.Bytes)));
        if (budget is { Parameters: null, MultiplyAdds: null, Bytes: null })
        {
            context.Problems.Report(
                DeclarationDescriptors.PartMissing, attribute.Place, context.ModelName, "limit", "write Parameters, MultiplyAdds or Bytes in [Budget]");
        }

        return budget;
    }

    public static BudgetPlaces PlacesOf(ModelAttribute attribute) => new(
        attribute.PlaceOf(nameof(BudgetSpec.Parameters)), attribute.PlaceOf(nameof(BudgetSpec.MultiplyAdds)), attribute.PlaceOf(nameof(BudgetSpec.Bytes)));

    private static long? Limit(DeclarationContext context, ModelAttribute attribute, string argument)
    {
        if (attribute.Value(argument) is not long limit)
        {
            return null;
        }

        if (limit < 1)
        {
            context.Problems.Report(
                ModelDescriptors.SizeNotPositive, attribute.PlaceOf(argument), argument, attribute.Name, limit.ToString(CultureInfo.InvariantCulture), "1");
        }

        return limit;
    }
}
