using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Emission;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators;

/// <summary>The only place where the stages meet: from a model's record to its C# text.</summary>
internal static class ModelCompiler
{
    /// <summary>The name of a class's file, unique among those of a compilation.</summary>
    public static string FileNameOf(ClassSpec spec) => HintName.Of(spec);

    /// <summary>Compiles a valid declaration.</summary>
    /// <returns>The source text, or what only differentiation can see: parameters that no gradient reaches, a derivative that does not exist.</returns>
    public static CompiledModel Compile(ModelSpec spec, CancellationToken token = default)
    {
        DifferentiatedModel differentiated;
        try
        {
            differentiated = Differentiate(spec, token);
        }
        catch (NotDifferentiableException failure)
        {
            return Without(spec, failure);
        }

        if (!differentiated.ReachesAll)
        {
            return Unreached(spec, differentiated);
        }

        // A compiler that has just started spends its time on making machine code of these stages, so those that need nothing of each other
        // run side by side. They can, because no stage from here on changes what another one reads.
        List<ProgramSpec> programs = Programs.Of(differentiated);
        Task<string> gradients = Task.Run(() => CompilationStages.PrintGradients(differentiated), token);
        var stages = new CompilationStages(spec, differentiated, Plans(programs, token));
        string source = new ModelEmitter(spec, differentiated, stages.Plans).Emit(() => stages.Summary(gradients.GetAwaiter().GetResult()));
        var compiled = new CompiledModel(HintName.Of(spec), source);
        return spec.Budget is null ? compiled : WithExcess(compiled, stages, spec.Budget);
    }

    private static CompiledModel WithExcess(CompiledModel compiled, CompilationStages stages, BudgetSpec budget) =>
        compiled with { Exceeded = EquatableArray<BudgetExcess>.From(stages.Cost().Above(budget)) };

    private static CompiledModel Without(ModelSpec spec, NotDifferentiableException failure) => new(HintName.Of(spec), null)
    {
        Missing = new MissingDerivative(PartOf(failure.Part), PartOf(failure.Penalty), failure.Reason),
    };

    private static CompiledModel Unreached(ModelSpec spec, DifferentiatedModel differentiated) => new(HintName.Of(spec), null)
    {
        UnreachedParameters = EquatableArray<UnreachedParameter>.From(differentiated.Model.Parameters
            .Where((_, index) => differentiated.Gradients[index] is null)
            .Select(parameter => new UnreachedParameter(parameter.Name, parameter.Place, parameter.LayerIndex))),
    };

    private static SpecPart? PartOf(NodeOrigin? origin) => origin is { } known ? new SpecPart((SpecPlace)known.Place, known.Index) : null;

    /// <summary>
    /// Prints what is not compiled through a graph: a valid embedding, whose updates are sparse and in place, so that its two formulas are printed
    /// as they are, or what stands for a model with an error.
    /// </summary>
    public static CompiledModel Print(ClassSpec spec, CancellationToken token = default)
    {
        token.ThrowIfCancellationRequested();
        return new CompiledModel(HintName.Of(spec), spec switch
        {
            EmbeddingSpec embedding => new EmbeddingEmitter(embedding, EmbeddingPlan.Of(embedding)).Emit(),
            SkeletonSpec skeleton => new SkeletonEmitter(skeleton).Emit(),
            _ => throw new InvalidOperationException($"ModelCompiler: a {spec.GetType().Name} is compiled, not printed."),
        });
    }

    /// <summary>All stages before the text, for tests that look at them.</summary>
    public static CompilationStages Stages(ModelSpec spec)
    {
        DifferentiatedModel differentiated = Differentiate(spec, CancellationToken.None);
        return new CompilationStages(spec, differentiated, Plans(Programs.Of(differentiated), CancellationToken.None));
    }

    private static DifferentiatedModel Differentiate(ModelSpec spec, CancellationToken token)
    {
        LoweredModel lowered = ModelLowering.Lower(spec);
        GraphVerifier.Verify(lowered.Graph.Nodes, "lowering");
        token.ThrowIfCancellationRequested();

        DifferentiatedModel differentiated = Differentiator.Differentiate(lowered);
        GraphVerifier.Verify(differentiated.Model.Graph.Nodes, "differentiation");

        return differentiated;
    }

    private static Plan[] Plans(List<ProgramSpec> programs, CancellationToken token)
    {
        var plans = new Plan[programs.Count];
        for (int index = 0; index < plans.Length; index++)
        {
            token.ThrowIfCancellationRequested();
            plans[index] = Planner.Make(programs[index]);
        }

        return plans;
    }
}

/// <param name="HintName">The file's name, unique among the models of a compilation.</param>
/// <param name="Source">The C# text; null where a parameter is not reached.</param>
internal sealed record CompiledModel(string HintName, string? Source)
{
    /// <summary>The parameters that no gradient reaches, each with the attribute that declared it.</summary>
    public EquatableArray<UnreachedParameter> UnreachedParameters { get; init; } = EquatableArray<UnreachedParameter>.Empty;

    /// <summary>The derivative for want of which there is no source; else null.</summary>
    public MissingDerivative? Missing { get; init; }

    /// <summary>The model's costs that are above its budget.</summary>
    public EquatableArray<BudgetExcess> Exceeded { get; init; } = EquatableArray<BudgetExcess>.Empty;
}
