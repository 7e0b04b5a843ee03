using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Driver;

/// <summary>Stands in for the model compiler where only the pipeline around it is tested.</summary>
internal static class StubCompiler
{
    /// <summary>A file that holds the model's text form, and nothing else.</summary>
    public static CompiledModel Compile(ModelSpec spec, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        return new CompiledModel(
            $"{spec.Namespace}.{spec.Name}.g.cs".Replace("@", ""),
            $"// {spec.ToString().Replace("\n", " ")}\n");
    }

    public static CompiledModel Throw(ModelSpec spec, CancellationToken token) =>
        throw new InvalidOperationException("Planning: no place for\nbuffer 3");

    public static CompiledModel MissDerivatives(ModelSpec spec, CancellationToken token) => new("Model.g.cs", null)
    {
        Missing = new MissingDerivative(new SpecPart(SpecPlace.Latent), null, "it jumps"),
    };

    /// <summary>Every layer's weight, and the learned variance, unreached.</summary>
    public static CompiledModel ReachNothing(ModelSpec spec, CancellationToken token) => new("Model.g.cs", null)
    {
        UnreachedParameters = new EquatableArray<UnreachedParameter>(
        [
            new("encoder1Weight", SpecPlace.Encoder, 0),
            new("codeWeight", SpecPlace.Latent, 0),
            new("decoder1Weight", SpecPlace.Decoder, 0),
            new("outputLogVariance", SpecPlace.Likelihood, 0),
        ]),
    };
}
