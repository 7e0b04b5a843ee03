using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

using Bindings = System.Collections.Immutable.ImmutableDictionary<Microsoft.CodeAnalysis.ISymbol, RepLearn.Dsl.Generators.Declarations.ScalarReading>;

namespace RepLearn.Dsl.Generators.Declarations;

// Conditions: every comparison becomes "left > right", with the branches exchanged where needed. For values that are
// not numbers the branch may differ from C#'s; they do not pass the checks of a batch.
internal sealed partial class ScalarExpressionReader
{
    private ScalarReading? ReadBranch(IConditionalOperation conditional, Bindings bindings, Func<ScalarReading?> then, Func<ScalarReading?> otherwise)
    {
        if (HasNoRoom())
        {
            return RejectSize(conditional);
        }

        if (conditional.Condition.ConstantValue is { HasValue: true, Value: bool known })
        {
            return known ? then() : otherwise();
        }

        _depth++;
        ScalarReading? x = then();
        ScalarReading? y = otherwise();
        ScalarReading? reading = x is { } whenTrue && y is { } whenFalse
            ? ReadCondition(conditional.Condition, bindings, whenTrue, whenFalse)
            : null;
        _depth--;
        return reading;
    }

    private ScalarReading? ReadCondition(IOperation condition, Bindings bindings, ScalarReading then, ScalarReading otherwise)
    {
        if (HasNoRoom() || then.IsTooLarge || otherwise.IsTooLarge)
        {
            return RejectSize(condition);
        }

        _depth++;
        ScalarReading? reading = condition switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => ReadCondition(not.Operand, bindings, otherwise, then),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } and =>
                ReadCondition(and.RightOperand, bindings, then, otherwise) is { } both ? ReadCondition(and.LeftOperand, bindings, both, otherwise) : null,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } or =>
                ReadCondition(or.RightOperand, bindings, then, otherwise) is { } either ? ReadCondition(or.LeftOperand, bindings, then, either) : null,
            IBinaryOperation { OperatorMethod: null } comparison
                when ScalarVocabulary.IsNumber(comparison.LeftOperand.Type) && ScalarVocabulary.IsNumber(comparison.RightOperand.Type) =>
                ReadComparison(comparison, bindings, then, otherwise),
            _ => Reject(condition, "expected a comparison of numbers: >, >=, <, <=, == or !=, joined by &&, || or !"),
        };
        _depth--;
        return reading;
    }

    private ScalarReading? ReadComparison(IBinaryOperation comparison, Bindings bindings, ScalarReading then, ScalarReading otherwise)
    {
        ScalarReading? left = ReadValue(comparison.LeftOperand, bindings);
        ScalarReading? right = ReadValue(comparison.RightOperand, bindings);
        if (left is not { } x || right is not { } y)
        {
            return null;
        }

        return comparison.OperatorKind switch
        {
            BinaryOperatorKind.GreaterThan => ScalarReading.Conditional(x, y, then, otherwise),
            BinaryOperatorKind.LessThan => ScalarReading.Conditional(y, x, then, otherwise),
            BinaryOperatorKind.GreaterThanOrEqual => ScalarReading.Conditional(y, x, otherwise, then),
            BinaryOperatorKind.LessThanOrEqual => ScalarReading.Conditional(x, y, otherwise, then),
            BinaryOperatorKind.Equals => ScalarReading.Conditional(x, y, otherwise, ScalarReading.Conditional(y, x, otherwise, then)),
            BinaryOperatorKind.NotEquals => ScalarReading.Conditional(x, y, then, ScalarReading.Conditional(y, x, then, otherwise)),
            _ => Reject(comparison, "expected one of >, >=, <, <=, == and !="),
        };
    }
}
