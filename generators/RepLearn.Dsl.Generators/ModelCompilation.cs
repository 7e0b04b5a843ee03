using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators;

/// <summary>A class and what the compiler made of it: a text, problems, or a failure of the compiler itself.</summary>
/// <param name="Failure">The compiler's exception as text; null where it did not fail.</param>
internal sealed record ModelCompilation(ClassSpec Spec, CompiledModel? Compiled, string? Failure)
{
    public bool HasProblems => Compiled is not { Source: not null, Exceeded.Count: 0 };

    /// <param name="compile">The compiler of autoencoders. What it throws, except for cancellation, becomes <see cref="Failure"/>.</param>
    public static ModelCompilation Of(ClassSpec spec, Func<ModelSpec, CancellationToken, CompiledModel> compile, CancellationToken token) =>
        spec is ModelSpec model ? Of(model, compile, token) : new(spec, ModelCompiler.Print(spec, token), null);

    private static ModelCompilation Of(ModelSpec spec, Func<ModelSpec, CancellationToken, CompiledModel> compile, CancellationToken token)
    {
        try
        {
            CompiledModel compiled = compile(spec, token);
            bool says = compiled.Source is not null || compiled.UnreachedParameters.Count > 0 || compiled.Missing is not null;
            return new ModelCompilation(spec, compiled, says ? null : "ModelCompiler: neither a source nor a reason came out");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Failed(spec, failure);
        }
    }

    private static ModelCompilation Failed(ModelSpec spec, Exception failure) => new(spec, null, FailureText.Of(failure));

    private string Reason =>
        Failure is not null ? "the model compiler failed"
        : Compiled?.Missing is not null ? "a derivative does not exist"
        : "no gradient reaches a parameter";

    /// <summary>Adds the class's file, or what stands for that of a model that has none.</summary>
    public void AddSource(SourceProductionContext output)
    {
        CompiledModel file = Compiled is { Source: not null } compiled ? compiled : ModelCompiler.Print(SkeletonSpec.Of((ModelSpec)Spec, Reason));
        output.AddSource(file.HintName, SourceText.From(file.Source!, Encoding.UTF8));
    }
}
