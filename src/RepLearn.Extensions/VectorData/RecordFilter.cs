using System.Collections;
using System.Linq.Expressions;
using System.Reflection;

namespace RepLearn.Extensions.VectorData;

/// <summary>
/// Compiles filters, also where expressions are interpreted, as by Native AOT: an interpreter has no spans, which the compiler makes of arrays in
/// <c>names.Contains(record.Name)</c>, so the array itself is asked.
/// </summary>
internal sealed class RecordFilter : ExpressionVisitor
{
    private static readonly MethodInfo s_holds = ((Func<Array?, object?, bool>)Holds).Method;

    private RecordFilter()
    {
    }

    /// <summary>The filter as a function.</summary>
    public static Func<TRecord, bool> Compile<TRecord>(Expression<Func<TRecord, bool>> filter) =>
        ((Expression<Func<TRecord, bool>>)new RecordFilter().Visit(filter)).Compile();

    /// <inheritdoc/>
    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        node.Method.DeclaringType == typeof(MemoryExtensions) && node.Method.Name == nameof(MemoryExtensions.Contains)
        && ArrayIn(node.Arguments[0]) is { } array && node.Arguments.Skip(2).All(comparer => comparer is ConstantExpression { Value: null })
            ? Expression.Call(s_holds, Visit(array), Expression.Convert(Visit(node.Arguments[1]), typeof(object)))
            : base.VisitMethodCall(node);

    // What a span is made of by its conversion from arrays.
    private static Expression? ArrayIn(Expression span)
    {
        Expression? source = span switch
        {
            MethodCallExpression { Method.Name: "op_Implicit", Arguments: [var argument] } => argument,
            UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } => operand,
            _ => null,
        };
        return source is not null && source.Type.IsArray ? source : null;
    }

    // As of a span: an array that is null holds nothing.
    private static bool Holds(Array? array, object? value) => array is not null && ((IList)array).Contains(value);
}
