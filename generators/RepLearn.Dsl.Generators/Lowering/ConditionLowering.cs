using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>Lowers a condition: an input of encoder and decoder.</summary>
internal sealed class ConditionLowering(ArrayGraph graph, ConditionSpec condition)
{
    /// <summary>The condition as it lies in a row of examples.</summary>
    public Node Input { get; } = graph.Input("condition", condition.Width);

    /// <summary>What weights are multiplied by: the vector itself, or 1 in the column of the class and 0 in the others.</summary>
    public Node Values => condition.IsClass
        ? graph.Apply(Op.Step, graph.EqualsColumn(Input, condition.Size)).Named("conditionOneHot")
        : Input;
}
