namespace RepLearn.Dsl.Generators.Model;

/// <summary>What a model may cost at most; null where that is not limited.</summary>
internal sealed record BudgetSpec(long? Parameters, long? MultiplyAdds, long? Bytes);

/// <summary>The names are those of the attribute's arguments.</summary>
internal enum BudgetFigure
{
    Parameters,
    MultiplyAdds,
    Bytes,
}

/// <summary>A cost above its limit.</summary>
/// <param name="Largest">The value that contributes most.</param>
/// <param name="Share">What it contributes.</param>
internal sealed record BudgetExcess(BudgetFigure Figure, long Limit, long Actual, string Largest, long Share);
