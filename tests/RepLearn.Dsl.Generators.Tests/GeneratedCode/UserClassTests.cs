using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepLearn.Dsl.Generators.Tests.GeneratedCode;

/// <summary>What a user's own class and project may hold beside a model.</summary>
public class UserClassTests
{
    private const string Attributes = "[RepLearn.Autoencoder(4), RepLearn.Latent.Gaussian(2), RepLearn.Decoder.Dense(4), RepLearn.Likelihood.SquaredError]";

    [Theory]
    [InlineData("public M(int size) : this((ulong)size) { }")]
    [InlineData("public M(System.DayOfWeek day) : this((ulong)day) { }")]
    [InlineData("public M(object any) : this(any is null ? 1UL : 2UL) { }")]
    [InlineData("public M(params ulong[] seeds) : this(seeds[0]) { }")]
    [InlineData("public M(ulong seed, int size = 3) : this(seed + (ulong)size) { }")]
    [InlineData("public M(nuint seed) : this((ulong)seed) { } public M(uint seed) : this((ulong)seed) { } public M(decimal seed) : this((ulong)seed) { }")]
    [InlineData("public partial M(int size); public partial M(int size) : this((ulong)size) { }")]
    [InlineData("public M(int? size) : this(1UL) { Sizes = size; } public int? Sizes; public M(long size) : this(1UL) => Sizes = (int)size;")]
    public void Load_CallsTheGeneratedConstructor(string constructors)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run($"{Attributes} partial class M {{ {constructors} }}");

        AssertSilent(outcome);
        SyntaxTree generated = outcome.Output.SyntaxTrees.Last();
        SyntaxNode call = generated.GetRoot().DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Single(made => made.Type.ToString() == "M");
        var called = (IMethodSymbol)outcome.Output.GetSemanticModel(generated).GetSymbolInfo(call).Symbol!;
        Assert.Equal(generated, called.DeclaringSyntaxReferences.Single().SyntaxTree);
    }

    /// <summary>Hiding is C#'s own matter: it warns unless the user says <c>new</c>. The generated part calls what is inherited.</summary>
    [Theory]
    [InlineData("public int Encode => 3;", "CS0108")]
    [InlineData("public float[] Decode(System.ReadOnlySpan<float> codes) => new float[codes.Length];", "CS0108")]
    [InlineData("public new int Encode => 3;")]
    [InlineData("public new void Restore(string path) => throw new System.InvalidOperationException(path); public new void Dispose() { }")]
    [InlineData("protected new void LoadParameters(string path) => throw new System.InvalidOperationException(path);")]
    [InlineData("protected new float[] SampleStandardNormal(int count, ulong seed, global::RepLearn.Conditions<float> conditions = default) => throw new System.InvalidOperationException();")]
    [InlineData("public float[] Encode(string path) => [path.Length];")]
    public void AnInheritedMember_MayBeHidden(string members, params string[] warnings)
    {
        // The user's own member has no documentation, which is not what is tested.
        string source = $"#pragma warning disable CS1591\n{Attributes} public partial class M {{ {members} }}";
        GeneratorOutcome outcome = GeneratorTestDriver.Run(source);

        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Equal(warnings, outcome.CompilerDiagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(complaint => complaint.Id));
        Type type = GeneratedAssembly.Load(source.Replace("CS1591", "CS1591, CS0108")).GetType("M", throwOnError: true)!;
        using var model = (Autoencoder<float>)Activator.CreateInstance(type, 1UL)!;
        string path = Path.GetTempFileName();
        model.Save(path);
        using var loaded = (Autoencoder<float>)type.GetMethod("Load")!.Invoke(null, [path])!;
        File.Delete(path);
        Assert.Equal(model.Parameters.ToArray(), loaded.Parameters.ToArray());
        Assert.Equal(3 * 4, ((float[])type.GetMethod("Sample")!.Invoke(loaded, [3, 5UL])!).Length);
    }

    [Theory]
    [InlineData("public partial class M;")]
    [InlineData("internal partial class M;")]
    [InlineData("[System.CLSCompliant(false)] public partial class M;")]
    public void AnAssemblyThatFollowsTheCommonLanguage_HasNoComplaint(string model)
    {
        AssertSilent(GeneratorTestDriver.Run($"[assembly: System.CLSCompliant(true)] /// <summary>A model.</summary>\n{Attributes} {model}"));
        AssertSilent(GeneratorTestDriver.Run(
            $"[assembly: System.CLSCompliant(true)] /// <summary>A model.</summary>\n[RepLearn.SkipGram(4), RepLearn.HierarchicalSoftmax] {model}"));
    }

    // The C# compiler contradicts where the class is declared, and the generated file says nothing more.
    [Theory]
    [InlineData("[assembly: System.CLSCompliant(true)]", Attributes, "public", "CS3009")]
    [InlineData("[assembly: System.CLSCompliant(true)]", "[RepLearn.SkipGram(4), RepLearn.HierarchicalSoftmax]", "public", "CS3009")]
    [InlineData("[assembly: System.CLSCompliant(true)]", Attributes, "internal", "CS3019")]
    [InlineData("", Attributes, "public", "CS3014")]
    public void AClaimToFollowTheCommonLanguage_IsContradictedOnce(string assembly, string model, string access, params string[] warnings)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run($"{assembly} /// <summary>A model.</summary>\n[System.CLSCompliant(true)] {model} {access} partial class M;");

        Diagnostic[] found = [.. outcome.CompilerDiagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning)];
        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Equal(warnings, found.Select(complaint => complaint.Id).Order(StringComparer.Ordinal));
        Assert.All(found, complaint => Assert.Equal("File0.cs", complaint.Location.SourceTree!.FilePath));
    }

    [Theory]
    [InlineData("public partial class Outer", "public partial class M;")]
    [InlineData("internal partial class Outer", "public partial class M;")]
    [InlineData("[System.CLSCompliant(false)] public partial class Outer", "public partial class M;")]
    [InlineData("public partial class Outer", "protected partial class M;")]
    [InlineData("public partial class Outer", "private partial class M;")]
    public void ANestedModel_FollowsTheCommonLanguageAsFarAsItIsSeen(string outer, string model) => AssertSilent(GeneratorTestDriver.Run(
        $"[assembly: System.CLSCompliant(true)] /// <summary>A type.</summary>\n{outer} {{ /// <summary>A model.</summary>\n{Attributes} {model} }}"));

    [Theory]
    [InlineData("string _name; public string Name { get => _name; set => _name = value; }")]
    [InlineData("public string Name { get; set; }")]
    [InlineData("public string Name { get; set => field = value.Trim(); }")]
    [InlineData("public string Name { get => field; set; }")]
    [InlineData("public string Name { get => field; set => field = value; }")]
    [InlineData("public string Name { get; init; } public string[] Names; public event System.Action Done; public void End() => Done();")]
    public void AMemberWithoutAValue_IsToldWhereItIsDeclared_Alone(string members)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run($"{Attributes} partial class M {{ {members} }}");

        Assert.NotEmpty(outcome.GeneratorDiagnostics);
        Assert.All(outcome.GeneratorDiagnostics, found => Assert.Equal("RL1021", found.Id));
        Assert.Single(outcome.Sources);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity >= DiagnosticSeverity.Warning && found.Id != "CS0649");
    }

    // Whether an accessor gives null is seen by the C# compiler alone.
    [Theory]
    [InlineData("public string Name { get => field ?? \"\"; set => field = value; }")]
    [InlineData("public string Name { get => field ??= \"\"; set; }")]
    [InlineData("public string Name => field ??= \"\";")]
    [InlineData("public string Name { get { return field ?? \"\"; } set; }")]
    [InlineData("public string Name { get; set => field = value; } = \"\";")]
    [InlineData("string? _name; public string Name { get => _name ?? \"\"; set => _name = value; }")]
    public void AccessorsThatGiveAValue_AreNotToldOf(string members) => AssertSilent(GeneratorTestDriver.Run($"{Attributes} partial class M {{ {members} }}"));

    [Fact]
    public void AProjectWithoutNullable_MayLeaveMembersNull() =>
        AssertSilent(GeneratorTestDriver.Run($"#nullable disable\n{Attributes} partial class M {{ public string Name {{ get; set; }} }}"));

    [Theory]
    [InlineData("N", 245, "M", 1)]
    [InlineData("N", 1, "M", 505)]
    [InlineData("學", 150, "習", 150)]
    [InlineData("N", 500, "M", 500)]
    public void NamesOfAnyLength_GiveFilesThatADiskTakes(string space, int spaceLength, string name, int nameLength)
    {
        string @namespace = string.Concat(Enumerable.Repeat(space, spaceLength));
        string model = string.Concat(Enumerable.Repeat(name, nameLength));
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            $"namespace {@namespace} {{ {Attributes} partial class {model}; {Attributes} partial class X{model[1..]}; [RepLearn.Cbow(3), RepLearn.HierarchicalSoftmax] partial class Y{model[1..]}; }}");

        AssertSilent(outcome);
        Assert.Equal(3, outcome.Sources.Count);
        Assert.All(outcome.Sources.Keys, file => Assert.InRange(Encoding.UTF8.GetByteCount(file), 1, 160));
        using var assembly = new MemoryStream();
        Assert.Empty(outcome.Output.Emit(assembly).Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.ToString()));
    }

    [Theory]
    [InlineData("var")]
    [InlineData("model")]
    [InlineData("file")]
    [InlineData("path")]
    [InlineData("@dynamic")]
    [InlineData("@nint")]
    public void AClass_MayHaveALocalsName(string name)
    {
        string escaped = "@" + name.TrimStart('@');
        foreach (string model in new[] { Attributes, "[RepLearn.SkipGram(4), RepLearn.HierarchicalSoftmax]" })
        {
            AssertSilent(GeneratorTestDriver.Run($"namespace Users {{ {model} partial class {escaped}; }}"));
            AssertSilent(GeneratorTestDriver.Run($"namespace Users {{ partial class @outer {{ {model} partial class {escaped}; }} }}"));
        }
    }

    // Of the user's own part the C# compiler warns, of the generated one not.
    [Theory]
    [InlineData("model")]
    [InlineData("straße")]
    public void AClassOfSmallLetters_IsWarnedOfInTheUsersPartAlone(string name)
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run($"{Attributes} partial class {name};", $"{Attributes.Replace("(4)", "(0)")} partial class wrong;");

        Assert.All(
            outcome.CompilerDiagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning),
            found => Assert.Equal(("CS8981", false), (found.Id, found.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    [InlineData(LanguageVersion.CSharp8, "8.0")]
    [InlineData(LanguageVersion.CSharp9, "9.0")]
    [InlineData(LanguageVersion.CSharp10, "10.0")]
    public void AnOlderLanguage_IsToldOnce(LanguageVersion version, string shown)
    {
        CSharpParseOptions options = TestCompilation.ParseOptions.WithLanguageVersion(version);
        CSharpCompilation empty = TestCompilation.Of();
        CSharpCompilation compilation = empty
            .WithOptions(empty.Options.WithNullableContextOptions(NullableContextOptions.Disable))
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(
                $"{Attributes} partial class M {{ }} [RepLearn.Cbow(3), RepLearn.HierarchicalSoftmax] partial class E {{ static int Use() {{ new M(1UL).Encode(new float[M.InputSize]); return Dimension; }} }}",
                options, path: "Model.cs"));
        GeneratorDriver driver = GeneratorTestDriver.Create().WithUpdatedParseOptions(options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out var diagnostics);

        Assert.Equal(["RL1019", "RL1019"], diagnostics.Select(found => found.Id));
        Assert.Equal(
            $"'M' is compiled as C# {shown}, but its generated part needs C# 11.0 or later; raise <LangVersion> in the project, or remove it",
            diagnostics[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("RepLearn.Autoencoder".Length, diagnostics[0].Location.SourceSpan.Length);
        Assert.DoesNotContain(output.GetDiagnostics(), found => found.Severity >= DiagnosticSeverity.Warning);
        Assert.Equal(2, driver.GetRunResult().GeneratedTrees.Length);
    }

    private static void AssertSilent(GeneratorOutcome outcome, params string[] ofTheUser)
    {
        Assert.Empty(outcome.GeneratorDiagnostics);
        Assert.Empty(outcome.CompilerDiagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning && !ofTheUser.Contains(found.Id)));
    }
}
