using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// Finds the user's functions by name among the static methods of the model's class, and reads each once. The methods
/// are called nowhere: their expressions are compiled with the model.
/// </summary>
internal sealed class ScalarFunctionReader(DeclarationContext context)
{
    private static readonly SymbolDisplayFormat SignatureFormat = new(
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        memberOptions: SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<ScalarFunctionSpec> _functions = [];

    /// <summary>The functions read so far, in the order of their first use.</summary>
    public EquatableArray<ScalarFunctionSpec> Functions => EquatableArray<ScalarFunctionSpec>.From(_functions);

    /// <param name="name">What the attribute names.</param>
    /// <param name="place">Where it does.</param>
    public void Read(string name, SourcePlace place)
    {
        if (_seen.Add(name) && Find(name, place) is { } method && new ScalarExpressionReader(context).Read(method) is { } body)
        {
            if (FunctionSampling.IsNowhereDefined(body))
            {
                context.Problems.Report(ModelDescriptors.NoValue, place, name);
            }
            else if (FunctionSampling.IsFlat(body))
            {
                context.Problems.Report(ModelDescriptors.FlatFunction, place, name);
            }

            _functions.Add(new ScalarFunctionSpec(name, body));
        }
    }

    private IMethodSymbol? Find(string name, SourcePlace place)
    {
        List<IMethodSymbol> methods = [.. context.Model.GetMembers(name).OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary)];
        if (methods.Count == 0)
        {
            if (CompilerErrors.Exist(context, place.Tree.GetRoot(context.Token).FindNode(place.Span)))
            {
                context.Problems.LeaveToCompiler();
            }
            else
            {
                context.Problems.Report(DeclarationDescriptors.FunctionNotFound, place, name, context.ModelName, context.NumberType, SyntaxFacts.IsValidIdentifier(name) ? name : "F");
            }

            return null;
        }

        SpecialType number = context.Precision == ModelPrecision.Double ? SpecialType.System_Double : SpecialType.System_Single;
        if (methods.Find(method => Fits(method, number)) is { } fitting)
        {
            return fitting;
        }

        context.Problems.Report(
            DeclarationDescriptors.FunctionSignature,
            place,
            name,
            methods[0].ToDisplayString(SignatureFormat),
            context.NumberType,
            ModelVocabulary.Precisions[(int)context.Precision]);
        return null;
    }

    private static bool Fits(IMethodSymbol method, SpecialType number) =>
        method is { IsStatic: true, Arity: 0, Parameters: [{ RefKind: RefKind.None } parameter], RefKind: RefKind.None }
        && parameter.Type.SpecialType == number
        && method.ReturnType.SpecialType == number;
}
