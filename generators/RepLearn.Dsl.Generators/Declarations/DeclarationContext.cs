using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>What the readers of one declaration share.</summary>
internal sealed record DeclarationContext(
    INamedTypeSymbol Model, TypeDeclarationSyntax Node, Compilation Compilation, DeclarationProblems Problems, CancellationToken Token)
{
    /// <summary>The context of the class that a reading starts from.</summary>
    public static DeclarationContext Of(GeneratorAttributeSyntaxContext target, GeneratedForm form, CancellationToken token) => new(
        (INamedTypeSymbol)target.TargetSymbol, (TypeDeclarationSyntax)target.TargetNode, target.SemanticModel.Compilation, new DeclarationProblems(), token)
    {
        Form = form,
    };

    /// <summary>The context of a class that may be no model.</summary>
    public static DeclarationContext Of(AttributedType target, GeneratedForm form, CancellationToken token) =>
        new(target.Type, target.Node, target.Compilation, new DeclarationProblems(), token) { Form = form };

    public ModelPrecision Precision { get; init; }

    /// <summary>Of layers that do not say so themselves.</summary>
    public InitializerKind Initializer { get; init; }

    /// <summary>The blocks that are being read, the outermost first.</summary>
    public ImmutableArray<INamedTypeSymbol> Blocks { get; init; } = [];

    /// <summary>Whether attributes are missing of which somebody tells already: they cannot bind, stand on another part of the class, or on what is no class.</summary>
    public bool LacksAttributes { get; init; }

    /// <summary>What is generated for this kind of model.</summary>
    public GeneratedForm Form { get; init; } = GeneratedForm.Autoencoder;

    /// <summary>The same class where it knows the sizes of models, its own included, that are constants once all is generated.</summary>
    public DeclarationContext WithGeneratedConstants()
    {
        Compilation compilation = GeneratedConstants.Declare(Compilation, Model, Token);
        return compilation == Compilation
            ? this
            : this with { Compilation = compilation, Model = compilation.GetSemanticModel(Node.SyntaxTree).GetDeclaredSymbol(Node, Token) as INamedTypeSymbol ?? Model };
    }

    /// <summary>The C# type of the model's numbers.</summary>
    public string NumberType => Precision == ModelPrecision.Double ? "double" : "float";

    public string ModelName => CSharpNames.Identifier(Model.Name);

    public SourcePlace ModelPlace => SourcePlace.Of(Node.Identifier);
}
