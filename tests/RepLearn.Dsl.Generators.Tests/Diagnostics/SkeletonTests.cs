using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RepLearn.Dsl.Generators.Tests.Diagnostics;

/// <summary>However much code uses a model whose declaration has an error, only the error itself is reported.</summary>
public class SkeletonTests
{
    /// <summary>Code that uses all that an autoencoder has.</summary>
    private const string AutoencoderUser = """
        #nullable enable
        using System;
        using RepLearn;
        /// <summary>Uses a model.</summary>
        public static class User
        {
            /// <summary>Uses it.</summary>
            public static int Use()
            {
                using M model = new M(1);
                float[] batch = new float[3 * M.InputSize];
                Autoencoder<float> any = model;
                any.Threads = 2;
                model.Backward(batch, new NoiseKey(1, 2));
                float[] codes = model.Encode(batch);
                model.Decode(codes);
                model.Save("m.safetensors");
                using M copy = model.Clone();
                copy.Settings["Beta"] = copy.Settings["L1Weight"];
                using M loaded = M.Load("m.safetensors");
                Console.WriteLine(M.Describe() + M.Layout.Length);
                return (M.LatentSize > M.ParameterCount ? 1 : 2) + loaded.Reconstruct(batch).Length;
            }
        }
        """;

    private const string EmbeddingUser = """
        #nullable enable
        using RepLearn.Embeddings;
        /// <summary>Uses a model.</summary>
        public static class User
        {
            /// <summary>Uses it.</summary>
            public static int Use(Vocabulary words, ICorpus corpus)
            {
                using M model = new M(words, seed: 1);
                model.Fit(corpus, new EmbeddingOptions { Epochs = 2 });
                model.Save("m.safetensors");
                using M loaded = M.Load("m.safetensors");
                WordVectors vectors = loaded.Vectors;
                M.MemoryOf(words);
                return M.Dimension + vectors.Count + model["word"].Length;
            }
        }
        """;

    // Forms of a class beside which no second part can stand, and members in place of those that a user calls.
    private static readonly string[] WithoutSkeleton = ["RL1002", "RL1003", "RL1004", "RL1006"];

    public static TheoryData<DiagnosticCase> Mistakes => [.. DiagnosticTests.AllCases.Where(mistake => !WithoutSkeleton.Contains(mistake.Id))];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void AMistake_IsAllThatIsReported(DiagnosticCase mistake)
    {
        bool isEmbedding = mistake.Source.Contains("NegativeSampling(") || mistake.Source.Contains("SkipGram(") || mistake.Source.Contains("Cbow(");
        isEmbedding &= !mistake.Source.Contains("Autoencoder(");
        string user = mistake.Source.Contains("Precision.Double") ? AutoencoderUser.Replace("float", "double") : AutoencoderUser;
        string[] users = isEmbedding ? [EmbeddingUser] : mistake.Source.Contains("class M") ? [user] : [];
        GeneratorOutcome outcome = GeneratorTestDriver.Run(TestCompilation.Of([mistake.Source, .. users]));

        Assert.Equal(mistake.Id, Assert.Single(outcome.GeneratorDiagnostics).Id);
        string[] errors = [.. outcome.CompilerDiagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.ToString())];
        string[] expected = mistake.Id switch
        {
            // The compiler says the same.
            "RL1001" => ["CS0260"],

            // A size that is the model's own exists in the skeleton.
            "RL1017" => [.. mistake.CompilerErrors.Where(error => error != "CS0103")],
            _ => mistake.CompilerErrors,
        };
        Assert.True(expected.ToHashSet().SetEquals(errors.Select(error => error.Split("error ")[1][..6])), string.Join("\n", errors));
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Autoencoder(4)] [Latent.Gaussian(«0»)] [Decoder.Dense(4)] [Likelihood.SquaredError]", AutoencoderUser)]
    [InlineData("[SkipGram(0)] [NegativeSampling(5)]", EmbeddingUser)]
    public void TheStrictestProject_HasNoOtherComplaint(string attributes, string user)
    {
        CSharpCompilation compilation = TestCompilation.Of(
            $"[assembly: System.CLSCompliant(true)]\n/// <summary>A model.</summary>\n{attributes.Replace("«", "").Replace("»", "").Replace("[", "[RepLearn.")} public sealed partial class M;",
            Regex.Replace(user, "Settings\\[\"(\\w+)\"\\]", "Settings.$1").Replace("public static class User", "[System.CLSCompliant(false)] public static class User"));
        GeneratorOutcome outcome = GeneratorTestDriver.Run(compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error)));

        Assert.Equal("RL2001", Assert.Single(outcome.GeneratorDiagnostics).Id);
        Assert.Empty(outcome.CompilerDiagnostics);
    }

    /// <summary>A penalty of the user's has a setting of its name, numbered where a penalty of the library has that name.</summary>
    [Theory]
    [InlineData("Bump", "BumpWeight")]
    [InlineData("L1", "L1Weight2")]
    [InlineData("L1", "L1Weight")]
    public void TheWeightOfOnesOwnPenalty_IsThere(string function, string setting)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(TestCompilation.Of($$"""
            using RepLearn;
            [Autoencoder(4)] [Latent.Code(0)] [Decoder.Dense(4)] [Likelihood.SquaredError] [Regularizer.L1(0.1)] [Regularizer.Custom(nameof({{function}}), 0.4)]
            public sealed partial class M
            {
                private static float {{function}}(float h) => h * h;
                public void Use() => Settings.{{setting}} = 2;
            }
            """));

        Assert.Equal("RL2001", Assert.Single(outcome.GeneratorDiagnostics).Id);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity == DiagnosticSeverity.Error);
    }

    private const string Zero = "[RepLearn.Autoencoder(0), RepLearn.Latent.Code(2), RepLearn.Decoder.Dense(4), RepLearn.Likelihood.SquaredError]";
    private const string ZeroWords = "[RepLearn.SkipGram(0), RepLearn.HierarchicalSoftmax]";

    /// <summary>Code that makes a model, beside each form of the class that keeps a part from it.</summary>
    [Theory]
    [InlineData(Zero, "(int x) { int X => x; }", "new M(1UL); new M(seed: 2); new M(x: 3);")]
    [InlineData(Zero, "(int x, string name, in float[] more) { public M() : this(1, \"\", []) { } int X => x + name.Length; }", "new M(1UL); new M(seed: 2); new M(1, \"\", []);")]
    [InlineData(Zero, "(ulong seed) { ulong Seed => seed; }", "new M(1UL); new M(seed: 2);")]
    [InlineData(Zero, "() { }", "new M(1); new M(seed: 2);")]
    [InlineData(Zero, "(params int[] sizes) { int[] Sizes => sizes; }", "new M(1UL); new M(1, 2);")]
    [InlineData(Zero, "{ public required string Name { get; init; } }", "new M(1UL); M.Load(\"m\");")]
    [InlineData(Zero, "{ public required string Name; public M() : this(1) { } }", "new M(1UL) { Name = \"\" };")]
    [InlineData(ZeroWords, "(int x) { int X => x; }", "new M(words, 1UL); new M(vocabulary: words, seed: 2);")]
    [InlineData(ZeroWords, "{ public M(string path, RepLearn.Embeddings.EmbeddingFile file) : this(file) { } }", "new M(words, 1UL);")]
    [InlineData(ZeroWords, "{ public required string Name { get; init; } }", "new M(words, 1UL);")]
    public void TheCodeThatMakesIt_Compiles(string attributes, string body, string uses)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            $"{attributes} partial class M{body}", $"static class User {{ static void Use(RepLearn.Embeddings.Vocabulary words) {{ {uses} }} }}");

        Assert.Contains(outcome.GeneratorDiagnostics, found => found.Id == "RL2001");
        Assert.Empty(outcome.CompilerDiagnostics.Where(found => found.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("class M;")]
    [InlineData("partial class M : System.Exception;")]
    [InlineData("abstract partial class M<T>;")]
    [InlineData("class Outer { [RepLearn.Latent.Code(2)] partial class M; }")]
    public void AStrayAttribute_LeavesOtherClassesAlone(string declaration)
    {
        string source = declaration.Contains("[RepLearn") ? declaration : $"[RepLearn.Latent.Code(2)] {declaration}";
        GeneratorOutcome outcome = GeneratorTestDriver.Run(source);

        Assert.Equal("RL1008", Assert.Single(outcome.GeneratorDiagnostics).Id);
        Assert.Empty(outcome.Skeletons);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void WhatOnlyTheCompilerFinds_IsAllThatIsReported()
    {
        string source = "using RepLearn; [Autoencoder(4)] [Encoder.Dense(3)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.GaussianLearned] partial class M;";
        foreach (Func<Generators.Model.ModelSpec, CancellationToken, CompiledModel> compile in new[] { StubCompiler.ReachNothing, StubCompiler.Throw })
        {
            GeneratorOutcome outcome = GeneratorTestDriver.Run(TestCompilation.Of(source, AutoencoderUser), compile);

            Assert.Empty(outcome.CompilerDiagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning));
            Assert.NotEmpty(outcome.GeneratorDiagnostics);
        }
    }

    [Fact]
    public void TheSizesThatAreKnown_AreTheSkeletons()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            "using RepLearn; [Autoencoder(4, Precision = Precision.Double)] [Latent.Gaussian(3)] [Decoder.Dense(5)] [Likelihood.SquaredError] partial class M;");
        INamedTypeSymbol model = outcome.Output.GetTypeByMetadataName("M")!;

        Assert.Equal("RL2003", Assert.Single(outcome.GeneratorDiagnostics).Id);
        Assert.Equal(4, ((IFieldSymbol)model.GetMembers("InputSize").Single()).ConstantValue);
        Assert.Equal(3, ((IFieldSymbol)model.GetMembers("LatentSize").Single()).ConstantValue);
        Assert.Equal("RepLearn.Autoencoder<double>", model.BaseType!.ToDisplayString());
        Assert.Contains("RL2003: The decoder ends with 5 values", Assert.Single(outcome.Skeletons).Value);
    }

    [Fact]
    public void AMistakeThatIsMended_GivesTheModel()
    {
        GeneratorOutcome wrong = GeneratorTestDriver.Run(TestModels.Small.Replace("Code(2)", "Code(0)"));
        GeneratorOutcome right = wrong.Edit(text => text.Replace("Code(0)", "Code(2)"));

        Assert.Empty(wrong.Sources);
        Assert.Empty(right.Skeletons);
        Assert.Equal(Assert.Single(wrong.Skeletons).Key, Assert.Single(right.Sources).Key);
    }

    [Theory]
    [InlineData("[Encoder.Dens(3)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "CS0426")]
    [InlineData("[Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.Bernouli]", "CS0426")]
    [InlineData("[Latent.Cod(2)] [Decoder.Dense(4)] [Likelihood.Bernoulli]", "CS0426")]
    [InlineData("[Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.Bernoulli] [Regularizr.L1(1)]", "CS0246")]
    [InlineData("[Encodr.Dense(3)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "CS0246")]
    [InlineData("[Latnt.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "CS0246")]
    [InlineData("[Latent.Code(2)] [Decoderr.Dense(4)] [Likelihood.SquaredError]", "CS0246")]
    [InlineData("[Latent.Code(2)] [Decoder.Dense(4)] [Likelihoop.SquaredError]", "CS0246")]
    [InlineData("[Latnet.Gausian(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "CS0246")]
    [InlineData("[Latent.Code(2)] [Decodre.Tide] [Likelihood.SquaredError]", "CS0246")]
    [InlineData("[Gaussian(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "CS0246")]
    [InlineData("[Latent.Code(2)] [Dense(4)] [Likelihood.SquaredError]", "CS0246")]
    [InlineData("[Latent.Code(2)] [Decoder.Dense(4)] [Bernoulli]", "CS0246")]
    public void AnAttributeThatCannotBind_IsNotMissing(string attributes, string error)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run($"using RepLearn; [Autoencoder(4)] {attributes} partial class M;", AutoencoderUser);

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Equal([error], outcome.CompilerDiagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.Id).Distinct());
    }

    /// <summary>Of each attribute that does not bind the C# compiler tells; the code that uses the model has no error of its own.</summary>
    [Theory]
    [InlineData("", "[Autoencoder(4)] [Encoder.Dense(3)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "CS0246")]
    [InlineData("", "[Autoencoder(4, Precision = Precision.Double)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "CS0246", "CS0103")]
    [InlineData("", "[AutoencoderAttribute(4), Latent.CodeAttribute(2)]", "CS0246")]
    [InlineData("using RepLern;", "[Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "CS0246")]
    [InlineData("using RepLearn.Modles;", "[Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "CS0234", "CS0246")]
    [InlineData("using Latent = RepLearn.Latent;", "[Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "CS0246")]
    [InlineData("using RepLearn;", "[Autoencodr(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "CS0246")]
    [InlineData("using RepLearn;", "[AutoEncodr(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "CS0246")]
    [InlineData("using RepLearn;", "[Autoenocdre(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "CS0246")]
    [InlineData("using RepLearn;", "[SkpiGramm(4)] [NegativeSampling(5)]", "CS0246")]
    [InlineData("", "[SkipGram(4)] [NegativeSampling(5)]", "CS0246")]
    [InlineData("", "[Cbow(4)] [HierarchicalSoftmax]", "CS0246")]
    [InlineData("using RepLearn;", "[SkipGram(4)] [NegativeSamplin(5)]", "CS0246")]
    [InlineData("using RepLearn;", "[SkipGran(4)] [NegativeSampling(5)]", "CS0246")]
    public void AModelThatDoesNotBind_IsTheCompilersAlone(string usings, string attributes, params string[] errors)
    {
        string user = attributes.Contains("Auto") ? AutoencoderUser : EmbeddingUser;
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            $"{usings} {attributes} partial class M;", attributes.Contains("Double") ? user.Replace("float", "double") : user);

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Single(outcome.Skeletons);
        Diagnostic[] found = [.. outcome.CompilerDiagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning)];
        Assert.Equal(errors.Order(), found.Select(error => error.Id).Distinct().Order());
        Assert.All(found, error => Assert.Equal("File0.cs", error.Location.SourceTree!.FilePath));
    }

    [Theory]
    [InlineData("[Autoencoder(First.InputSize), Latent.Code(First.LatentSize), Decoder.Dense(First.InputSize), Likelihood.SquaredError]", "[Autoencoder(4), Latent.Code(2), Decoder.Dense(4), Likelihood.SquaredError]")]
    [InlineData("[SkipGram(First.Dimension), HierarchicalSoftmax]", "[SkipGram(4), HierarchicalSoftmax]")]
    public void ASizeOfAModelThatDoesNotBind_IsNoErrorOfItsOwn(string attributes, string first)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run($"using RepLearn; {attributes} partial class M;", $"{first} partial class First;");

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.All(
            outcome.CompilerDiagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning),
            found => Assert.Equal(("CS0246", "File1.cs"), (found.Id, found.Location.SourceTree!.FilePath)));
    }

    [Theory]
    [InlineData("class M;")]
    [InlineData("partial class M : System.Exception;")]
    [InlineData("partial class M<T>;")]
    [InlineData("class Outer { [Autoencoder(4), Latent.Code(2)] partial class M; }")]
    public void AClassThatDoesNotBind_AndCanHaveNoPart_IsLeftAlone(string declaration)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(declaration.StartsWith("class Outer", StringComparison.Ordinal) ? declaration : $"[Autoencoder(4), Latent.Code(2)] {declaration}");

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Empty(outcome.Result.GeneratedSources);
    }

    // Of another library, with an attribute of the same name that does not bind.
    [Theory]
    [InlineData("[Autoencoder(4)] partial class M;")]
    [InlineData("[Autoencoder(4), Encoder] partial class M;")]
    [InlineData("class AutoencoderAttribute(int n) : System.Attribute { public int N => n; } [Autoencoder(4), Latent.Code(2)] partial class M;")]
    public void AClassWithoutPartsOfTheLanguage_IsLeftAlone(string declaration) =>
        Assert.Empty(GeneratorTestDriver.Run(declaration).Result.GeneratedSources);

    [Fact]
    public void AnAmbiguousModelAttribute_IsReported()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            "using RepLearn; using Others; [Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M; namespace Others { class AutoencoderAttribute(int n) : System.Attribute { public int N => n; } }",
            AutoencoderUser);

        Assert.Equal("RL1018", Assert.Single(outcome.GeneratorDiagnostics).Id);
        Assert.Equal("CS0104", Assert.Single(outcome.CompilerDiagnostics, found => found.Severity == DiagnosticSeverity.Error).Id);
    }

    /// <summary>The function that an attribute names with <c>nameof</c>: the C# compiler finds a member of that name.</summary>
    [Theory]
    [InlineData("nameof(Mish)")]
    [InlineData("nameof(M.Mish)")]
    [InlineData("nameof(@class)")]
    [InlineData("\"Mish\"")]
    [InlineData("nameof(Decode)")]
    [InlineData("nameof(Load)")]
    public void AFunctionThatIsNotThere_IsAllThatIsReported(string function)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            $"using RepLearn; [Autoencoder(4)] [Encoder.Dense(3, Custom = {function})] [Latent.Code(2, Custom = {function})] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M;",
            AutoencoderUser);

        Assert.Equal("RL1014", Assert.Single(outcome.GeneratorDiagnostics.Select(found => found.Id).Distinct()));
        Assert.Empty(outcome.CompilerDiagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning));
    }

    // Another generator may make the base class, so that nobody else would name the one of the model.
    [Fact]
    public void ABaseClassThatDoesNotBindYet_IsReported() => Assert.Equal(
        "RL1004", Assert.Single(GeneratorTestDriver.Run(TestModels.Small.Replace("class Small", "class Small : Late")).GeneratorDiagnostics).Id);

    [Fact]
    public void TheBaseClassOfAnotherPrecision_IsAllThatIsReported()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            "[RepLearn.Autoencoder(4), RepLearn.Latent.Code(2), RepLearn.Decoder.Dense(4), RepLearn.Likelihood.SquaredError] partial class M : RepLearn.Autoencoder<double>;",
            AutoencoderUser.Replace("float", "double"));

        Assert.Equal("RL1004", Assert.Single(outcome.GeneratorDiagnostics).Id);
        Assert.Empty(outcome.CompilerDiagnostics.Where(found => found.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("[Autoencoder(4)] [Decoder.Dense(4)] [Likelihood.SquaredError]", "[Latent.Code(2)]")]
    [InlineData("[Autoencoder(4)] [Latent.Code(2)] [Likelihood.SquaredError]", "[Decoder.Dense(4)]")]
    [InlineData("[Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(4)]", "[Likelihood.SquaredError]")]
    [InlineData("[SkipGram(4)]", "[HierarchicalSoftmax]")]
    public void AnAttributeOnAnotherPart_IsNotMissing(string declaring, string other) => Assert.Equal(
        "RL1007", Assert.Single(GeneratorTestDriver.Run($"using RepLearn; {declaring} partial class M; {other} partial class M;").GeneratorDiagnostics).Id);

    // Another generator may make it.
    [Fact]
    public void AnAttributeOfOthersThatDoesNotBindYet_ChangesNothing() =>
        Assert.Single(GeneratorTestDriver.Run(TestModels.Small.Replace("[Autoencoder(6)]", "[Observable] [Autoencoder(6)]")).Sources);

    [Fact]
    public void AnInterfaceThatDoesNotBindYet_ChangesNothing() =>
        Assert.Single(GeneratorTestDriver.Run(TestModels.Small.Replace("class Small", "class Small : IObservableModel")).Sources);
}
