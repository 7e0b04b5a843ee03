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

        if (found.Compiled?.Missing is { } missing)
        {
            AttributePlace? owner = Attribute(missing.Part);
            AttributePlace? penalty = Attribute(missing.Penalty);
            all.Add(new Problem(
                DifferentiationDescriptors.NoDerivative,
                (penalty ?? owner)?.Place ?? places.Model,
                penalty is null ? "Training" : $"[{penalty.Name}]",
                owner is null ? $"'{spec.Name.TrimStart('@')}'" : $"[{owner.Name}]",
                missing.Reason));
        }

        return EquatableArray<Problem>.From(all);

        AttributePlace? Attribute(SpecPart? part) => part is { } known ? places[known.Place, known.Index] : null;
    }
}
