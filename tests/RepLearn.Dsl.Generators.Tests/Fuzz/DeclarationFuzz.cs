using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RepLearn.Dsl.Generators;

namespace RepLearn.Dsl.Generators.Tests.Fuzz;

/// <summary>Declarations with small mistakes, and what the generator makes of them.</summary>
internal static class DeclarationFuzz
{
    private const string InternalFailure = "RL9001";

    private static readonly string[] s_seeds =
    [
        """
        using RepLearn;
        namespace Models;
        [Autoencoder(6)]
        [Corruption.Gaussian(0.2)]
        [Encoder.Dense(5, Activation.Relu)]
        [Encoder.LayerNorm]
        [Latent.Gaussian(2, WarmupSteps = 10)]
        [Decoder.Dense(5, Activation.Relu)]
        [Decoder.Dense(6, Activation.Sigmoid)]
        [Likelihood.Bernoulli]
        [Regularizer.L2(1e-3)]
        public sealed partial class First;
        """,
        """
        using System;
        using RepLearn;
        [Autoencoder(4, Precision = Precision.Double)]
        [Encoder.Dense(3, Custom = nameof(Mish))]
        [Latent.Code(2, Activation.Tanh)]
        [Decoder.Dense(4)]
        [Likelihood.SquaredError]
        [Regularizer.Contractive(0.1)]
        public sealed partial class Second
        {
            private static double Mish(double x) => x * Math.Tanh(Math.Log(1 + Math.Exp(x)));
        }
        """,
        """
        using RepLearn;
        [Autoencoder(6, 5, 2)]
        [Encoder.Conv(3, 3, Activation.Relu, Stride = 2)]
        [Encoder.BatchNorm]
        [Encoder.MaxPool(2, Stride = 1)]
        [Latent.Code(2)]
        [Decoder.Dense(12)]
        [Decoder.Reshape(3, 2, 2)]
        [Decoder.ConvTranspose(4, 3, Activation.Tanh, Stride = 2, Padding = 0)]
        [Decoder.Dense(60)]
        [Likelihood.SquaredError]
        public sealed partial class Images;
        """,
        """
        using RepLearn.Embeddings;
        [Cbow(10, Window = 3)]
        [HierarchicalSoftmax]
        [Subsampling(1e-3)]
        [Subwords(3, 6)]
        internal sealed partial class Third;
        """,
    ];

    private static readonly string[] s_texts =
    [
        "0", "1", "-1", "2147483647", "65536", "1e400", "double.NaN", "0.5", "null", "\"x\"", "First.LatentSize", "nameof(First)", "(1", ")", "]", "[", ",",
        "Activation.Softmax", "Activation.Gelu", "Precision.Double", "Encoder.Dense(3)", "Decoder.Dense(3)", "Latent.Code(2)", "Latent.Gaussian(2)",
        "Likelihood.Gaussian", "Encoder.Dropout(0.5)", "Regularizer.KlSparsity(0.1)", "Corruption.Mask(0.1)", "SkipGram(3)", "NegativeSampling(5)",
        "static", "record", "struct", "<T>", "abstract", "x / 0", "throw", "?", "=> x", ";", "// ", "\n", "#if X\n", "\uFEFF", "\u00e9",
    ];

    /// <summary>A declaration with small mistakes.</summary>
    public static string Mutated(int seed)
    {
        var random = new Random(seed);
        string text = s_seeds[random.Next(s_seeds.Length)];
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            text = Damaged(text, random);
        }

        return text;
    }

    /// <summary>What the generator makes of a declaration: an outcome for the table, and what is wrong with it, if anything is.</summary>
    /// <param name="text">The file.</param>
    /// <param name="compile">Makes a compilation of it.</param>
    public static (string Outcome, string? Problem) Judge(string text, Func<string, CSharpCompilation> compile)
    {
        CSharpCompilation compilation = compile(text);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new RepresentationModelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
        GeneratorRunResult result = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _).GetRunResult().Results[0];
        if (result.Exception is { } thrown)
        {
            return ("thrown", $"the generator threw {thrown}");
        }

        if (result.Diagnostics.FirstOrDefault(found => found.Id == InternalFailure) is { } failure)
        {
            return (InternalFailure, failure.ToString());
        }

        Diagnostic[] errors = [.. output.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error)];
        bool isTold = result.Diagnostics.Any(found => found.Severity == DiagnosticSeverity.Error);
        bool isUsers = errors.Any(found => found.Location.SourceTree is { } file && compilation.SyntaxTrees.Contains(file));
        if (!isTold && !isUsers && errors.Length > 0)
        {
            return ("error in generated code", errors[0].ToString());
        }

        return isTold ? ("told", null)
            : isUsers ? ("error of C#", null)
            : result.GeneratedSources.Length > 0 ? ("generated", null)
            : HasModel(output) ? ("silence", "no code, no diagnostic") : ("no model", null);
    }

    private static bool HasModel(Compilation compilation) => compilation.SyntaxTrees.First().GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax>()
        .Any(declared => compilation.GetSemanticModel(declared.SyntaxTree).GetDeclaredSymbol(declared) is { } symbol
            && symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "AutoencoderAttribute" or "SkipGramAttribute" or "CbowAttribute"));

    private static string Damaged(string text, Random random)
    {
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0)];
        string[] lines = text.Split('\n');
        if (tokens.Length == 0)
        {
            return text;
        }

        SyntaxToken token = tokens[random.Next(tokens.Length)];
        int line = random.Next(lines.Length);
        return random.Next(6) switch
        {
            0 => string.Join('\n', lines.Where((_, place) => place != line)),
            1 => string.Join('\n', lines.SelectMany((own, place) => place == line ? (string[])[own, lines[random.Next(lines.Length)]] : [own])),
            2 => text.Remove(token.SpanStart, token.Span.Length),
            _ => text.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, s_texts[random.Next(s_texts.Length)]),
        };
    }
}
