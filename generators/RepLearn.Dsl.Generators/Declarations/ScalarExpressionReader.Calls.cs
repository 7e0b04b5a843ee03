using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

using Bindings = System.Collections.Immutable.ImmutableDictionary<Microsoft.CodeAnalysis.ISymbol, RepLearn.Dsl.Generators.Declarations.ScalarReading>;

namespace RepLearn.Dsl.Generators.Declarations;

// Calls of mathematical functions and of other functions of the user's.
internal sealed partial class ScalarExpressionReader
{
    private ScalarReading? ReadCall(IInvocationOperation call, Bindings bindings)
    {
        IMethodSymbol method = call.TargetMethod;
        if (ScalarVocabulary.IsMathematics(method))
        {
            return ReadMathematics(call, method, bindings);
        }

        if (!method.IsStatic || method.Arity > 0 || !SymbolEqualityComparer.Default.Equals(method.ContainingType, context.Model)
            || !ScalarVocabulary.IsNumber(method.ReturnType)
            || !method.Parameters.All(parameter => parameter.RefKind == RefKind.None && ScalarVocabulary.IsNumber(parameter.Type)))
        {
            return Reject(call, $"expected a call of Math or MathF, or of a static method of '{context.ModelName}' from numbers to a number");
        }

        if (_calls.Contains(method, SymbolEqualityComparer.Default))
        {
            context.Problems.Report(DifferentiationDescriptors.Recursion, SourcePlace.Of(call.Syntax), method.Name);
            return null;
        }

        Bindings inner = NoBindings;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (ReadValue(argument.Value, bindings) is not { } value)
            {
                return null;
            }

            inner = inner.SetItem(argument.Parameter!, value);
        }

        return ReadMethod(method, inner, call);
    }

    private ScalarReading? ReadMathematics(IInvocationOperation call, IMethodSymbol method, Bindings bindings)
    {
        if (!ScalarVocabulary.Knows(method))
        {
            return Reject(call, ScalarRejections.OfMathematics(method));
        }

        var arguments = new List<ScalarReading>();
        foreach (IArgumentOperation argument in call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal))
        {
            if (ReadValue(argument.Value, bindings) is not { } value)
            {
                return null;
            }

            arguments.Add(value);
        }

        switch (arguments)
        {
            case [var x] when ScalarVocabulary.Unary.TryGetValue(method.Name, out ScalarUnaryKind unary):
                return ScalarReading.Unary(unary, x);
            case [_, var exponent] when method.Name == "Pow" && DependsOnVariable(exponent.Expression):
                return Reject(call.Arguments.First(argument => argument.Parameter!.Ordinal == 1).Value, "the exponent of Pow must not depend on the parameter; write Exp(y * Log(x)) for x to the power of y");
            case [var x, var y] when ScalarVocabulary.Binary.TryGetValue(method.Name, out ScalarBinaryKind binary):
                return ScalarReading.Binary(binary, x, y);
            case [_, { Expression: ScalarConstant lowest }, { Expression: ScalarConstant highest }] when lowest.Value > highest.Value:
                return Reject(call, "its lower bound is above its upper one, for which C# throws");
            case [var x, var lowest, var highest]:
                return ScalarReading.Binary(ScalarBinaryKind.Min, ScalarReading.Binary(ScalarBinaryKind.Max, x, lowest), highest);
            default:
                throw new InvalidOperationException($"Declarations: {method.Name} of {arguments.Count} arguments is in no table.");
        }
    }

    private static bool DependsOnVariable(ScalarExpression expression) => expression switch
    {
        ScalarVariable => true,
        ScalarConstant => false,
        ScalarUnary unary => DependsOnVariable(unary.Operand),
        ScalarBinary binary => DependsOnVariable(binary.Left) || DependsOnVariable(binary.Right),
        ScalarConditional conditional => DependsOnVariable(conditional.Left) || DependsOnVariable(conditional.Right)
            || DependsOnVariable(conditional.Then) || DependsOnVariable(conditional.Else),
        _ => throw new InvalidOperationException($"Declarations: unknown expression {expression.GetType().Name}."),
    };
}
