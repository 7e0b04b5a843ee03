using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>What the readers of one declaration share.</summary>
internal sealed record DeclarationContext(
    INamedTypeSymbol Model, TypeDeclarationSyntax Node, Compilation Compilation, DeclarationProblems Problems, CancellationToken Token)
{
    public ModelPrecision Precision { get; init; }

    /// <summary>Of layers that do not say so themselves.</summary>
    public InitializerKind Initializer { get; init; }

    /// <summary>What is generated for this kind of model.</summary>
    public GeneratedForm Form { get; init; } = GeneratedForm.Autoencoder;

    /// <summary>The C# type of the model's numbers.</summary>
    public string NumberType => Precision == ModelPrecision.Double ? "double" : "float";

    public string ModelName => CSharpNames.Identifier(Model.Name);

    public SourcePlace ModelPlace => SourcePlace.Of(Node.Identifier);
}
