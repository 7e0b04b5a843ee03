using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Declarations;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Declarations;

/// <summary>The generator knows the language by name; these are the names that the library has.</summary>
public class VocabularyTests
{
    public static TheoryData<string> Companions => [.. ModelVocabulary.Companions];

    [Fact]
    public void EveryAttributeOfTheLibrary_IsInTheVocabulary()
    {
        IEnumerable<string> attributes = typeof(AutoencoderAttribute).Assembly.GetExportedTypes()
            .Concat(typeof(SkipGramAttribute).Assembly.GetExportedTypes())
            .Where(type => type.IsSubclassOf(typeof(Attribute)))
            .Select(type => type.FullName!);

        Assert.Equal(
            attributes.Order(StringComparer.Ordinal),
            ModelVocabulary.Companions.Concat(ModelVocabulary.BlockLayers).Concat(ModelVocabulary.Models).Select(ModelVocabulary.MetadataNameOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Enumerations_HaveTheLibrarysOrder()
    {
        Assert.Equal(Enum.GetNames<Activation>(), ModelVocabulary.Activations);
        Assert.Equal([.. Enum.GetNames<Activation>(), nameof(ActivationKind.Custom)], Enum.GetNames<ActivationKind>());
        Assert.Equal(Enum.GetNames<Covariance>(), ModelVocabulary.Covariances);
        Assert.Equal(Enum.GetNames<Precision>(), ModelVocabulary.Precisions);
        Assert.Equal(Enum.GetNames<Precision>(), Enum.GetNames<ModelPrecision>());
        Assert.Equal(Enum.GetNames<Initializer>(), ModelVocabulary.Initializers);
        Assert.Equal(Enum.GetNames<Initializer>(), Enum.GetNames<InitializerKind>());
        Assert.Equal(Enum.GetNames<InitialValues>(), Enum.GetNames<Lowering.InitialValues>());
        Assert.Equal(Enum.GetNames<Runtime.ProgramMode>(), Enum.GetNames<Graph.ProgramMode>());
    }

    [Fact]
    public void GeneratedCode_KeepsTheLibrarysContract() =>
        Assert.Equal(Runtime.ModelInfo.CurrentContract, Emission.InfoEmitter.Contract);

    [Fact]
    public void ALossHasAsManyTerms_AsTheLibraryReports() => Assert.Equal(Losses.MaxTerms, ObjectiveChecks.MaxLossTerms);

    [Theory]
    [MemberData(nameof(Companions))]
    public void EveryAttribute_IsMissedWithoutAModel(string companion)
    {
        string arguments = companion switch
        {
            "Regularizer.Custom" => "(\"P\", 1)",
            "Regularizer.KlSparsity" => "(0.1, 1)",
            "NegativeSampling" => "(5)",
            "Subwords" => "(3, 6)",
            "Encoder.LayerNorm" or "Decoder.LayerNorm" or "Encoder.BatchNorm" or "Decoder.BatchNorm" or "Decoder.Tied" or "HierarchicalSoftmax" => "",
            "Likelihood.Huber" => "(1)",
            "Likelihood.Categorical" or "Objective.Importance" => "(2)",
            _ when companion.EndsWith("Use", StringComparison.Ordinal) || companion.EndsWith("Residual", StringComparison.Ordinal) => "(typeof(object))",
            _ when companion.EndsWith("Flatten", StringComparison.Ordinal) => "",
            _ when companion.EndsWith("Pool", StringComparison.Ordinal) || companion.EndsWith("Upsample", StringComparison.Ordinal) || companion.EndsWith("GroupNorm", StringComparison.Ordinal) => "(2)",
            _ when companion.StartsWith("Likelihood", StringComparison.Ordinal) => "",
            "Head.Softmax" or "Head.Linear" or "Condition" or "Target" => "(2)",
            "Latent.Concrete" or "Latent.VectorQuantized" => "(2, 2)",
            "Latent.TopK" or "Latent.BatchTopK" or "Latent.JumpRelu" or "Latent.Gated" or "Latent.Matryoshka" => "(2, 1)",
            "Budget" => "(Bytes = 1)",
            "Decoder.Reshape" => "(2, 2, 1)",
            "Encoder.Conv" or "Decoder.Conv" or "Decoder.ConvTranspose" => "(2, 3)",
            _ when companion.EndsWith("Dense", StringComparison.Ordinal) || companion.StartsWith("Latent", StringComparison.Ordinal)
                || companion.StartsWith("Prior", StringComparison.Ordinal) => "(2)",
            _ => "(0.5)",
        };
        GeneratorOutcome outcome = GeneratorTestDriver.Run($"[RepLearn.{companion}{arguments}] class Plain;");

        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity == DiagnosticSeverity.Error);
        Assert.Equal("RL1008", Assert.Single(outcome.GeneratorDiagnostics).Id);
    }

    [Fact]
    public void AnAliasOfAnAttribute_IsUnderstood()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run("""
            using Model = RepLearn.AutoencoderAttribute;
            using static RepLearn.Latent;
            using Layers = RepLearn.Decoder;
            [Model(3), Code(2), Layers.DenseAttribute(3), global::RepLearn.Likelihood.SquaredErrorAttribute]
            partial class Aliased;
            """);

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Equal(3, outcome.Spec.Decoder[0].Describe(new(0)).Outputs.Size);
    }

    [Theory]
    [InlineData("using Thing = RepLearn.Encoder.DenseAttribute; [Thing(3)] class M;")]
    [InlineData("namespace N { using Thing = RepLearn.Encoder.DenseAttribute; [Thing(3)] class M; }")]
    [InlineData("using static RepLearn.Encoder; [DenseAttribute(3)] class M;")]
    [InlineData("[global::RepLearn.Condition(3)] class M;")]
    [InlineData("class Outer { record struct Middle { [System.Obsolete, RepLearn.Latent.Code(3)] class M; } }")]
    [InlineData("partial class M; [RepLearn.Latent.Code(3)] partial class M; [RepLearn.Likelihood.SquaredError] partial class M;")]
    public void AnAttributeWithoutAModel_IsFoundHoweverItIsWritten(string source) =>
        Assert.Equal("RL1008", Assert.Single(GeneratorTestDriver.Run(source).GeneratorDiagnostics).Id);

    [Fact]
    public void AnAttributeUnderANameOfAnotherFile_IsFound() =>
        Assert.Equal("RL1008", Assert.Single(GeneratorTestDriver.Run(TestCompilation.Of("[D(8)] partial class Forgotten;", "global using D = RepLearn.Encoder.DenseAttribute;")).GeneratorDiagnostics).Id);

    [Fact]
    public void AttributesOfOthers_WithTheSameNames_AreLeftAlone()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run("""
            namespace Others
            {
                class AutoencoderAttribute(int size) : System.Attribute { public int Size => size; }
                static class Encoder { public class DenseAttribute : System.Attribute; }
                [Autoencoder(0), Encoder.Dense] class Plain;
            }
            """);

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Empty(outcome.Sources);
    }

    [Fact]
    public void WithoutTheLibrary_NothingHappens()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(TestCompilation.Of(TestModels.Small).WithReferences(Basic.Reference.Assemblies.Net100.References.All));

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Empty(outcome.Sources);
    }

    [Fact]
    public void ASyntaxErrorElsewhere_LeavesTheModel()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(TestModels.Small + "\nclass Broken { int Half(");

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Single(outcome.Sources);
    }
}
