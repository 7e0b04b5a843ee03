using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Tests.Driver;

/// <summary>What the pipeline's steps did in a run.</summary>
internal static class RunReasons
{
    /// <summary>Fails unless every tracked step was cached or unchanged, and every output cached.</summary>
    public static void AssertNothingRan(GeneratorRunResult result)
    {
        foreach ((string name, ImmutableArray<IncrementalGeneratorRunStep> steps) in OwnSteps(result))
        {
            foreach ((object value, IncrementalStepRunReason reason) in steps.SelectMany(step => step.Outputs))
            {
                Assert.True(
                    reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                    $"Step '{name}' was {reason} though nothing changed; its value is {value}.");
            }
        }

        foreach (IncrementalStepRunReason reason in OfOutputs(result))
        {
            Assert.Equal(IncrementalStepRunReason.Cached, reason);
        }
    }

    /// <summary>The reasons of a step's values, in their order.</summary>
    public static IncrementalStepRunReason[] Of(GeneratorRunResult result, string step) =>
        result.TrackedSteps.TryGetValue(step, out ImmutableArray<IncrementalGeneratorRunStep> steps)
            ? [.. steps.SelectMany(run => run.Outputs).Select(output => output.Reason)]
            : [];

    /// <summary>The reasons of all outputs: sources and diagnostics.</summary>
    public static IncrementalStepRunReason[] OfOutputs(GeneratorRunResult result) =>
        [.. result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason)];

    /// <summary>The steps that the generator named, without Roslyn's own.</summary>
    public static IEnumerable<KeyValuePair<string, ImmutableArray<IncrementalGeneratorRunStep>>> OwnSteps(GeneratorRunResult result) =>
        result.TrackedSteps.Where(step => PipelineSteps.All.Contains(step.Key));
}
