using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>One attribute of the model language, bound, with the places of its parts.</summary>
/// <param name="name">As the user writes it, for example <c>Encoder.Dense</c>.</param>
/// <param name="use">The use of a block that the attribute is read for: what is wrong with the attribute there, but not in the block itself, is reported at the use.</param>
/// <param name="block">The block that the attribute is a layer of, where it is read for a use of it.</param>
internal sealed class ModelAttribute(string name, AttributeData data, AttributeSyntax syntax, ModelAttribute? use = null, string? block = null)
{
    public readonly string Name = name;
    public readonly AttributeData Data = data;
    public readonly AttributeSyntax Syntax = syntax;
    public readonly ModelAttribute? Use = use;
    public readonly string? Block = block;

    /// <summary>For example <c>Encoder</c>; empty for <c>Autoencoder</c> itself.</summary>
    public readonly string Family = name.Substring(0, Math.Max(0, name.IndexOf('.')));

    /// <summary>What the attribute is in its family, for example <c>Dense</c>.</summary>
    public readonly string Kind = name.Substring(name.IndexOf('.') + 1);

    /// <summary>Whether it makes a class a model.</summary>
    public readonly bool DeclaresModel = ModelVocabulary.Models.Contains(name);

    /// <summary>The attribute as messages about its use call it, without the brackets around it: for example <c>Layer.Dense of Stage</c>.</summary>
    public string Title => Block is null ? Name : $"{Name} of {Block}";

    public SourcePlace Place => Use?.PlaceOf("block") ?? SourcePlace.Of(Syntax.Name);

    /// <summary>False for a half-typed attribute, about which the C# compiler complains.</summary>
    public bool IsComplete
    {
        get
        {
            if (Data.AttributeConstructor?.Parameters.Length != Data.ConstructorArguments.Length)
            {
                return false;
            }

            foreach (TypedConstant argument in Data.ConstructorArguments)
            {
                if (argument.Kind == TypedConstantKind.Error)
                {
                    return false;
                }
            }

            return Data.NamedArguments.IsEmpty || NamedAreComplete();
        }
    }

    private bool NamedAreComplete() => Data.NamedArguments.All(named => named.Value.Kind != TypedConstantKind.Error);

    /// <summary>The value of a constructor's parameter or a property; null where it is not given and has no default.</summary>
    public object? Value(string argument)
    {
        if (Data.AttributeConstructor is { } constructor)
        {
            for (int index = 0; index < constructor.Parameters.Length && index < Data.ConstructorArguments.Length; index++)
            {
                if (constructor.Parameters[index].Name == argument)
                {
                    return Data.ConstructorArguments[index].Value;
                }
            }
        }

        return Data.NamedArguments.IsEmpty ? null : Named(argument).Value;
    }

    /// <summary>The elements of a property that is an array; none where it is not given or null.</summary>
    public IEnumerable<object> Values(string argument) =>
        Named(argument) is { Kind: TypedConstantKind.Array, IsNull: false } array
            ? array.Values.Select(element => element.Value).OfType<object>()
            : [];

    /// <summary>Whether a property that is an array is given as null.</summary>
    public bool IsNull(string argument) => Data.NamedArguments.Any(named => named.Key == argument && named.Value.IsNull);

    /// <summary>A size, or the product of an image's sides, or of variables and classes, where the declaration gives those instead; null where that has no value.</summary>
    public int? SizeOf(string argument) => Value(argument) is int size ? size
        : argument is "inputSize" or "size" && Value("height") is int height && Value("width") is int width && Value("channels") is int channels
            && (double)height * width * channels is >= 0 and <= NetworkShape.MaxParameters and var product ? (int)product
        : argument == "size" && Value("variables") is int variables && Value("classes") is int classes
            && (double)variables * classes is >= 0 and <= NetworkShape.MaxParameters and var values ? (int)values
        : null;

    /// <summary>The expression that gives an argument, or the attribute's name where a default does.</summary>
    public SourcePlace PlaceOf(string argument) =>
        Use is null && ExpressionOf(argument) is { } expression ? SourcePlace.Of(expression) : Place;

    public bool IsWritten(string argument) => ExpressionOf(argument) is not null;

    // A property; null where it is not given.
    private TypedConstant Named(string argument)
    {
        for (int index = 0; index < Data.NamedArguments.Length; index++)
        {
            if (Data.NamedArguments[index].Key == argument)
            {
                return Data.NamedArguments[index].Value;
            }
        }

        return default;
    }

    private ExpressionSyntax? ExpressionOf(string argument)
    {
        if (Syntax.ArgumentList is not { } list)
        {
            return null;
        }

        for (int index = 0; index < list.Arguments.Count; index++)
        {
            AttributeArgumentSyntax candidate = list.Arguments[index];
            string? name = (candidate.NameColon?.Name ?? candidate.NameEquals?.Name)?.Identifier.ValueText ?? PositionalName(index);
            if (name == argument)
            {
                return candidate.Expression;
            }
        }

        return null;
    }

    private string? PositionalName(int index) =>
        Data.AttributeConstructor is { } constructor && index < constructor.Parameters.Length ? constructor.Parameters[index].Name : null;
}
