using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Declarations;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators;

/// <summary>Joins what a declaration's reading found with what only its compilation could find.</summary>
internal static class ModelProblems
{
    public static EquatableArray<Diagnostic> DiagnosticsOf(DeclarationReading reading, ImmutableArray<ModelCompilation> problems)
    {
        if (reading is not { Spec: { } spec, Places: { } places } || problems.FirstOrDefault(problem => problem.Spec.Equals(spec)) is not { } found)
        {
            return reading.Diagnostics;
        }

        var diagnostics = new List<Diagnostic>(reading.Diagnostics);
        if (found.Failure is { } failure)
        {
            diagnostics.Add(Diagnostic.Create(InternalDescriptors.InternalFailure, places.Model.ToLocation(), spec.Name, failure));
        }

        foreach (UnreachedParameter parameter in found.Compiled?.UnreachedParameters ?? default)
        {
            AttributePlace owner = places[parameter.Place, parameter.LayerIndex];
            diagnostics.Add(Diagnostic.Create(
                DifferentiationDescriptors.UnreachedParameter, owner.Place.ToLocation(), parameter.Name, owner.Name));
        }

        return EquatableArray<Diagnostic>.From(diagnostics);
    }
}
