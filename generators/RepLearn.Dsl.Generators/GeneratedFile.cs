using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RepLearn.Dsl.Generators;

/// <summary>A file as it is added to the user's compilation.</summary>
/// <param name="HintName">The file's name, unique among the models of a compilation.</param>
internal sealed record GeneratedFile(string HintName, string Source)
{
    public void AddTo(SourceProductionContext output) => output.AddSource(HintName, SourceText.From(Source, Encoding.UTF8));
}
