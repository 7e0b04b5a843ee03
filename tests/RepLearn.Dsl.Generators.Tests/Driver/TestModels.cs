namespace RepLearn.Dsl.Generators.Tests.Driver;

/// <summary>Declarations that tests vary.</summary>
internal static class TestModels
{
    /// <summary>A small valid model.</summary>
    public const string Small = """
        using RepLearn;
        namespace Tests;
        [Autoencoder(6)]
        [Encoder.Dense(5, Activation.Tanh)]
        [Latent.Code(2)]
        [Decoder.Dense(6)]
        [Likelihood.SquaredError]
        public partial class Small;
        """;

    /// <summary>A small valid model of the global namespace with one more attribute, and members of its class.</summary>
    public static string With(string attribute, string members = "") => $$"""
        using System;
        using RepLearn;
        [Autoencoder(6)]
        [Encoder.Dense(5, Activation.Tanh)]
        [Latent.Code(2, Activation.Sigmoid)]
        [Decoder.Dense(6)]
        [Likelihood.SquaredError]
        [{{attribute}}]
        public partial class Model
        {
            {{members}}
        }
        """;
}
