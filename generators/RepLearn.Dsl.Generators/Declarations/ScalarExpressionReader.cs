using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

using Bindings = System.Collections.Immutable.ImmutableDictionary<Microsoft.CodeAnalysis.ISymbol, RepLearn.Dsl.Generators.Declarations.ScalarReading>;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// Turns the body of a method of numbers into one expression of its parameter: locals and calls of other such methods
/// are put in place. What has no place in the language is reported on that very expression.
/// </summary>
internal sealed partial class ScalarExpressionReader(DeclarationContext context)
{
    // Reading a chain of ifs without returns doubles the work at each; this bounds it.
    private const int MaxReads = 20 * ScalarReading.MaxSize;

    // The smallest normal numbers, 2 to the powers of -126 and -1022.
    private const double SmallestSingle = 1.1754943508222875e-38;
    private const double SmallestDouble = 2.2250738585072014e-308;

    private static readonly Bindings NoBindings = ImmutableDictionary.Create<ISymbol, ScalarReading>(SymbolEqualityComparer.Default);

    private readonly Stack<IMethodSymbol> _calls = new();
    private int _reads;
    private int _depth;
    private bool _isTooLarge;

    /// <returns>The method's value as an expression of its one parameter, or null after reporting why there is none.</returns>
    public ScalarExpression? Read(IMethodSymbol method) =>
        ReadMethod(method, NoBindings.Add(method.Parameters[0], ScalarReading.Variable), null) is { } reading ? reading.Expression : null;

    /// <param name="call">The call that leads here; null for the function itself.</param>
    private ScalarReading? ReadMethod(IMethodSymbol method, Bindings bindings, IOperation? call)
    {
        IMethodSymbol implementation = method.PartialImplementationPart ?? method;
        if (implementation.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Token) is not { } syntax
            || context.Compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, context.Token) is not IMethodBodyBaseOperation body
            || (body.BlockBody ?? body.ExpressionBody) is not { } block)
        {
            return Reject(call, method, "it has no body to read");
        }

        if (!SymbolEqualityComparer.Default.Equals(implementation, method))
        {
            bindings = bindings.ToImmutableDictionary(
                binding => binding.Key is IParameterSymbol parameter ? implementation.Parameters[parameter.Ordinal] : binding.Key,
                binding => binding.Value,
                (IEqualityComparer<ISymbol>)SymbolEqualityComparer.Default);
        }

        _calls.Push(method);
        ScalarReading? reading = ReadStatements(block.Operations, bindings, block);
        _calls.Pop();
        return reading;
    }

    private ScalarReading? ReadStatements(ImmutableArray<IOperation> statements, Bindings bindings, IOperation block)
    {
        for (int index = 0; index < statements.Length; index++)
        {
            switch (statements[index])
            {
                case IReturnOperation { ReturnedValue: { } value }:
                    return ReadValue(value, bindings);
                case IEmptyOperation:
                    break;
                case IBlockOperation inner:
                    return ReadStatements([.. inner.Operations, .. statements.Skip(index + 1)], bindings, inner);
                case IVariableDeclarationGroupOperation group:
                    if (ReadLocals(group, bindings) is not { } extended)
                    {
                        return null;
                    }

                    bindings = extended;
                    break;
                case IConditionalOperation conditional:
                    ImmutableArray<IOperation> rest = [.. statements.Skip(index + 1)];
                    return ReadBranch(
                        conditional,
                        bindings,
                        () => ReadStatements([conditional.WhenTrue, .. rest], bindings, conditional),
                        () => ReadStatements(conditional.WhenFalse is { } other ? [other, .. rest] : rest, bindings, conditional));
                default:
                    return Reject(statements[index], ScalarRejections.OfStatement(statements[index]));
            }
        }

        // Not every path returns a value.
        context.Problems.LeaveToCompiler();
        return null;
    }

    private Bindings? ReadLocals(IVariableDeclarationGroupOperation group, Bindings bindings)
    {
        foreach (IVariableDeclaratorOperation local in group.Declarations.SelectMany(declaration => declaration.Declarators))
        {
            if (local.Symbol.RefKind != RefKind.None || local.GetVariableInitializer() is not { } initializer)
            {
                Reject(local, "a local needs a value where it is declared");
                return null;
            }

            if (local.Symbol.IsConst)
            {
                continue;
            }

            if (!ScalarVocabulary.IsNumber(local.Symbol.Type) && local.Symbol.Type.TypeKind != TypeKind.Error)
            {
                Reject(local, ScalarRejections.OfLocal(local.Symbol, context.NumberType));
                return null;
            }

            if (ReadValue(initializer.Value, bindings) is not { } value)
            {
                return null;
            }

            bindings = bindings.SetItem(local.Symbol, value);
        }

        return bindings;
    }

    private ScalarReading? ReadValue(IOperation operation, Bindings bindings)
    {
        context.Token.ThrowIfCancellationRequested();
        if (HasNoRoom())
        {
            return RejectSize(operation);
        }

        _depth++;
        ScalarReading? reading = ReadAnyValue(operation, bindings);
        _depth--;
        return reading switch
        {
            { IsTooLarge: true } => RejectSize(operation),
            { Expression: ScalarConstant { Value: var value } } when WhyNoNumber(value) is { } reason => Reject(operation, reason),
            _ => reading,
        };
    }

    // A constant that is no number of the model's precision would be in every value and every gradient, one that vanishes in none, and
    // one below the normal numbers has hardly a digit.
    private string? WhyNoNumber(double value)
    {
        bool isSingle = context.Precision == ModelPrecision.Single;
        return double.IsNaN(value) ? "its value is not a number (NaN)"
            : double.IsInfinity(value) ? "its value is infinite"
            : isSingle && float.IsInfinity((float)value) ? $"its value {ArgumentReader.Format(value)} is more than a float can hold"
            : isSingle && value != 0 && (float)value == 0 ? $"its value {ArgumentReader.Format(value)} is 0 in a float"
            : value != 0 && Math.Abs(value) < (isSingle ? SmallestSingle : SmallestDouble)
                ? $"its value {ArgumentReader.Format(value)} is below the normal numbers of a {context.NumberType}, so that it has not all its digits"
            : null;
    }

    private bool HasNoRoom() => _isTooLarge || ++_reads > MaxReads || _depth >= ScalarReading.MaxDepth;

    private ScalarReading? ReadAnyValue(IOperation operation, Bindings bindings)
    {
        if (operation.ConstantValue is { HasValue: true, Value: IConvertible constant and not (string or char or bool) })
        {
            return ScalarReading.Constant(constant.ToDouble(CultureInfo.InvariantCulture));
        }

        return operation switch
        {
            IParameterReferenceOperation { Parameter: var parameter } when bindings.TryGetValue(parameter, out ScalarReading? bound) => bound,
            ILocalReferenceOperation { Local: var local } when bindings.TryGetValue(local, out ScalarReading? bound) => bound,
            IParenthesizedOperation parenthesized => ReadValue(parenthesized.Operand, bindings),
            IConversionOperation conversion => ReadConversion(conversion, bindings),
            IUnaryOperation unary => ReadUnary(unary, bindings),
            IBinaryOperation binary => ReadBinary(binary, bindings),
            IConditionalOperation { WhenFalse: { } whenFalse } conditional => ReadBranch(
                conditional, bindings, () => ReadValue(conditional.WhenTrue, bindings), () => ReadValue(whenFalse, bindings)),
            IInvocationOperation invocation => ReadCall(invocation, bindings),
            _ => Reject(operation, ScalarRejections.OfValue(operation)),
        };
    }

    private ScalarReading? ReadConversion(IConversionOperation conversion, Bindings bindings)
    {
        if (conversion.OperatorMethod is not null || !ScalarVocabulary.IsNumber(conversion.Type) || !ScalarVocabulary.IsNumber(conversion.Operand.Type))
        {
            return Reject(conversion, ScalarRejections.OfConversion(conversion, context.NumberType));
        }

        return ReadValue(conversion.Operand, bindings);
    }

    private ScalarReading? ReadUnary(IUnaryOperation unary, Bindings bindings) => unary.OperatorKind switch
    {
        UnaryOperatorKind.Plus => ReadValue(unary.Operand, bindings),
        UnaryOperatorKind.Minus => ReadValue(unary.Operand, bindings) is { } operand ? ScalarReading.Unary(ScalarUnaryKind.Negate, operand) : null,
        _ => Reject(unary, "of the operators with one operand only - and + have a derivative"),
    };

    private ScalarReading? ReadBinary(IBinaryOperation binary, Bindings bindings)
    {
        ScalarBinaryKind? kind = binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => ScalarBinaryKind.Add,
            BinaryOperatorKind.Subtract => ScalarBinaryKind.Subtract,
            BinaryOperatorKind.Multiply => ScalarBinaryKind.Multiply,
            BinaryOperatorKind.Divide => ScalarBinaryKind.Divide,
            _ => null,
        };
        if (kind is null || binary.OperatorMethod is not null || !ScalarVocabulary.IsNumber(binary.Type))
        {
            return Reject(binary, "of the operators with two operands only +, -, * and / on float or double have a derivative");
        }

        ScalarReading? left = ReadValue(binary.LeftOperand, bindings);
        ScalarReading? right = ReadValue(binary.RightOperand, bindings);
        return left is { } x && right is { } y ? ScalarReading.Binary(kind.Value, x, y) : null;
    }

    private ScalarReading? Reject(IOperation? operation, IMethodSymbol method, string reason) =>
        operation is null ? Reject(method, reason) : Reject(operation, reason);

    private ScalarReading? Reject(IMethodSymbol method, string reason)
    {
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Token) is { } declaration && CompilerErrors.Exist(context, declaration))
        {
            context.Problems.LeaveToCompiler();
            return null;
        }

        SourcePlace place = method.Locations is [{ IsInSource: true, SourceTree: { } tree } location, ..]
            ? new SourcePlace(tree, location.SourceSpan)
            : context.ModelPlace;
        context.Problems.Report(DifferentiationDescriptors.NotDifferentiable, place, method.Name, reason);
        return null;
    }

    private ScalarReading? Reject(IOperation operation, string reason)
    {
        // An error anywhere in the method may be what makes this expression strange.
        SyntaxNode method = operation.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? operation.Syntax;
        SyntaxNode? unknown = CompilerErrors.FirstUnknown(context, operation.Syntax) ?? CompilerErrors.FirstUnknown(context, method);
        if (unknown is ExpressionSyntax expression && UnknownArguments.IsReportedElsewhere(context, expression))
        {
            context.Problems.LeaveToCompiler();
        }
        else if (unknown is not null)
        {
            context.Problems.Report(DifferentiationDescriptors.NotDifferentiable, SourcePlace.Of(unknown), Excerpt(unknown), ScalarRejections.Unknown);
        }
        else if (CompilerErrors.Exist(context, method))
        {
            context.Problems.LeaveToCompiler();
        }
        else
        {
            context.Problems.Report(DifferentiationDescriptors.NotDifferentiable, SourcePlace.Of(operation.Syntax), Excerpt(operation.Syntax), reason);
        }

        return null;
    }

    // One report is enough: all that is read after it is too large as well.
    private ScalarReading? RejectSize(IOperation operation)
    {
        if (_isTooLarge)
        {
            return null;
        }

        _isTooLarge = true;
        context.Problems.Report(
            DifferentiationDescriptors.FunctionTooLarge,
            SourcePlace.Of(operation.Syntax),
            _calls.Last().Name,
            ScalarReading.MaxSize.ToString(CultureInfo.InvariantCulture),
            ScalarReading.MaxDepth.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    private static string Excerpt(SyntaxNode syntax)
    {
        const int longest = 60;
        string text = string.Join(" ", syntax.ToString().Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= longest ? text : text.Substring(0, longest) + "…";
    }
}
