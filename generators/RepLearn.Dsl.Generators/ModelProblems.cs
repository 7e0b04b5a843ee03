using System.Collections.Immutable;
using System.Globalization;
using RepLearn.Dsl.Generators.Declarations;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators;

/// <summary>Joins what a declaration's reading found with what only its compilation could find.</summary>
internal static class ModelProblems
{
    public static DeclarationReading Join((DeclarationReading Reading, ImmutableArray<ModelCompilation> Failed) pair, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        foreach (ModelCompilation compilation in pair.Failed)
        {
            if (compilation.Spec == pair.Reading.Spec)
            {
                return pair.Reading with { Problems = Of(pair.Reading, compilation, pair.Reading.Places!) };
            }
        }

        return pair.Reading;
    }

    private static EquatableArray<Problem> Of(DeclarationReading reading, ModelCompilation found, ModelPlaces places)
    {
        string name = found.Spec.Name.TrimStart('@');
        var all = new List<Problem>(reading.Problems);
        if (found.Failure is { } failure)
        {
            all.Add(new Problem(InternalDescriptors.InternalFailure, places.Model, name, failure));
        }

        foreach (UnreachedParameter parameter in found.Compiled?.UnreachedParameters ?? EquatableArray<UnreachedParameter>.Empty)
        {
            AttributePlace owner = places[parameter.Place, parameter.LayerIndex];
            all.Add(new Problem(DifferentiationDescriptors.UnreachedParameter, owner.Place, parameter.Name, owner.Name));
        }

        foreach (BudgetExcess excess in found.Compiled?.Exceeded ?? EquatableArray<BudgetExcess>.Empty)
        {
            all.Add(new Problem(
                ModelDescriptors.BudgetExceeded,
                places.Budget![excess.Figure],
                name,
                Grouped(excess.Actual),
                TextOf(excess.Figure),
                Grouped(excess.Limit),
                excess.Largest,
                Grouped(excess.Share)));
        }

        if (found.Compiled?.Missing is { } missing)
        {
            AttributePlace? owner = Attribute(missing.Part);
            AttributePlace? penalty = Attribute(missing.Penalty);
            all.Add(new Problem(
                DifferentiationDescriptors.NoDerivative,
                (penalty ?? owner)?.Place ?? places.Model,
                penalty is null ? "Training" : $"[{penalty.Name}]",
                owner is null ? $"'{name}'" : $"[{owner.Name}]",
                missing.Reason));
        }

        return EquatableArray<Problem>.From(all);

        static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

        static string TextOf(BudgetFigure figure) => figure switch
        {
            BudgetFigure.Parameters => "parameters",
            BudgetFigure.MultiplyAdds => "multiply-adds per example in a training step",
            BudgetFigure.Bytes => "bytes per example in a training step",
            _ => throw new InvalidOperationException($"ModelProblems: unknown figure {figure}."),
        };

        AttributePlace? Attribute(SpecPart? part) => part is { } known ? places[known.Place, known.Index] : null;
    }
}
