using RepLearn.Dsl.Generators.Declarations;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators;

/// <summary>Joins what a declaration's reading found with what only its compilation could find.</summary>
internal static class ModelProblems
{
    public static EquatableArray<Problem> Of(DeclarationReading reading, EquatableArray<ModelCompilation> failed)
    {
        if (reading is not { Spec: { } spec, Places: { } places } || failed.FirstOrDefault(compilation => compilation.Spec.Equals(spec)) is not { } found)
        {
            return reading.Problems;
        }

        var all = new List<Problem>(reading.Problems);
        if (found.Failure is { } failure)
        {
            all.Add(new Problem(InternalDescriptors.InternalFailure, places.Model, spec.Name.TrimStart('@'), failure));
        }

        foreach (UnreachedParameter parameter in found.Compiled?.UnreachedParameters ?? EquatableArray<UnreachedParameter>.Empty)
        {
            AttributePlace owner = places[parameter.Place, parameter.LayerIndex];
            all.Add(new Problem(DifferentiationDescriptors.UnreachedParameter, owner.Place, parameter.Name, owner.Name));
        }

        return EquatableArray<Problem>.From(all);
    }
}
