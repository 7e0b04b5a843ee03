using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepLearn.Dsl.Generators.Tests.GeneratedCode;

/// <summary>
/// The generated code of each feature, as reviewed: whole files of three models; of the others the plan, and the loops and kernels that
/// none of the three has with other numbers. Of convolutions the file is whole too, because what they do is calls of kernels.
/// </summary>
public class FeatureSnapshotTests
{
    private static readonly string[] s_whole = ["Linear", "Variational", "SkipGram"];

    private static readonly Lazy<HashSet<string>> s_known = new(() => [.. s_whole.SelectMany(feature => Loops(Source(feature))).Select(WithoutNumbers)]);

    public static TheoryData<string> Names => FeatureModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task GeneratedFile(string feature)
    {
        string source = Source(feature);
        return Snapshot.Verify(s_whole.Contains(feature) || feature == "Convolutional" ? source : Difference(source), "cs", feature);
    }

    private static string Source(string feature) => GeneratorTestDriver.Run(FeatureModels.All[feature]).Source;

    private static string Difference(string source)
    {
        var text = new StringBuilder();
        foreach (string line in source.Split('\n').TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)))
        {
            text.Append(line).Append('\n');
        }

        foreach (string loop in Loops(source).Where(loop => !s_known.Value.Contains(WithoutNumbers(loop))))
        {
            text.Append('\n').Append(loop).Append('\n');
        }

        return text.ToString();
    }

    // What does the work on values: loops of autoencoders, kernels of embeddings.
    private static IEnumerable<string> Loops(string source) => CSharpSyntaxTree.ParseText(source).GetRoot()
        .DescendantNodes()
        .OfType<MethodDeclarationSyntax>()
        .Where(method => method.Body?.DescendantNodes().OfType<ForStatementSyntax>().Any(loop => loop.ToString().Contains("LoadUnsafe", StringComparison.Ordinal)) == true)
        .Select(method => method.ToFullString().Trim('\n', '\r').TrimEnd());

    private static string WithoutNumbers(string text) => Regex.Replace(text, "[0-9]+", "0");
}
