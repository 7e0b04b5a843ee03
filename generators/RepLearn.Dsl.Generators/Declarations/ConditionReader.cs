using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads what a model is conditioned on.</summary>
internal static class ConditionReader
{
    public static ConditionSpec Read(DeclarationContext context, ModelAttribute attribute)
    {
        bool isClass = attribute.Value("classes") is not null;
        bool isVector = attribute.IsWritten("Values");
        if (isClass == isVector)
        {
            context.Problems.Report(
                ModelDescriptors.ConditionKind, isClass ? attribute.PlaceOf("Values") : attribute.Place, context.ModelName, isClass ? "both classes and values" : "neither classes nor values");
        }

        return isVector
            ? new ConditionSpec(ArgumentReader.Size(context, attribute, "Values"), IsClass: false)
            : new ConditionSpec(isClass ? ArgumentReader.Size(context, attribute, "classes", least: 2, most: ObjectiveReader.MostClasses) : 2, IsClass: true);
    }
}
