using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// Arguments without a value. What is wrong C# the compiler reports; but a name that does not bind yet may be made by a generator,
/// so that the C# compiler will find nothing wrong with it in the end.
/// </summary>
internal static class UnknownArguments
{
    public static void Report(DeclarationContext context, List<ModelAttribute> attributes)
    {
        context.Problems.LeaveToCompiler();
        var uses = new GeneratedConstantUses(context.Compilation, context.Token);
        foreach (ModelAttribute attribute in attributes)
        {
            SemanticModel semantics = context.Compilation.GetSemanticModel(attribute.Syntax.SyntaxTree);
            foreach (AttributeArgumentSyntax argument in attribute.Syntax.ArgumentList?.Arguments ?? default)
            {
                ExpressionSyntax expression = argument.Expression;
                if (!semantics.GetConstantValue(expression, context.Token).HasValue
                    && uses.FirstUnknown(expression, context.Model) is { } unknown
                    && !IsReportedElsewhere(unknown, expression, uses, context)
                    && !CompilerErrors.Exist(context, expression))
                {
                    context.Problems.Report(
                        DeclarationDescriptors.ArgumentUnknown, SourcePlace.Of(expression), unknown.Text, attribute.Name, context.ModelName);
                }
            }
        }
    }

    /// <summary>Whether an expression has no value because of another model, of which the error is told.</summary>
    public static bool IsReportedElsewhere(DeclarationContext context, ExpressionSyntax expression)
    {
        var uses = new GeneratedConstantUses(context.Compilation, context.Token);
        return uses.FirstUnknown(expression, context.Model) is { } unknown && IsReportedElsewhere(unknown, expression, uses, context);
    }

    // Along the sizes and constants that an argument depends on: where the way ends at another model, that one has an error of its
    // own. Of a circle of models each reports its argument.
    private static bool IsReportedElsewhere(UnknownName? unknown, ExpressionSyntax argument, GeneratedConstantUses uses, DeclarationContext context)
    {
        bool isOthers = false;
        bool isOwn = false;
        var passed = new HashSet<ExpressionSyntax>();
        for (; unknown is { } name; unknown = uses.FirstUnknown(name.Origin, name.Owner ?? name.Scope))
        {
            if (name.Origin is null)
            {
                return isOthers || (name.Owner is not null && !SymbolEqualityComparer.Default.Equals(name.Owner, context.Model));
            }

            if (name.Origin == argument || !passed.Add(name.Origin))
            {
                return name.Origin != argument;
            }

            isOthers |= name.Owner is not null;
            isOwn = SymbolEqualityComparer.Default.Equals(name.Owner, context.Model);
        }

        // What the model's own size is made of has values, but the size has none: it is too large.
        return !isOwn;
    }
}
