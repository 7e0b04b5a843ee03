using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>What a model costs, as its documentation tells and its budget limits.</summary>
internal sealed class ModelCost(LoweredModel model, List<Plan> plans, ModelPrecision precision)
{
    /// <summary>The losses of a training step.</summary>
    public readonly Plan Forward = plans[1];

    private readonly Plan _step = plans[0];

    public readonly int BytesPerValue = precision == ModelPrecision.Double ? sizeof(double) : sizeof(float);

    /// <summary>Values in the parameter buffer.</summary>
    public readonly long Parameters = model.ParameterCount;

    /// <summary>Multiply-adds per example of a training step.</summary>
    public long StepMultiplyAdds => _step.Work.MultiplyAdds;

    /// <summary>Multiply-adds per example of the losses alone.</summary>
    public long ForwardMultiplyAdds => Forward.Work.MultiplyAdds;

    /// <summary>Bytes of a training step per example of the batch.</summary>
    public long SavedBytes => (long)_step.Memory.SavedPerExample * BytesPerValue;

    /// <summary>Bytes of a training step per example of a row block.</summary>
    public long WorkspaceBytes => (long)_step.Memory.WorkspacePerExample * BytesPerValue;

    /// <summary>Bytes of a training step whatever the batch.</summary>
    public long FixedBytes => (long)_step.Memory.Fixed * BytesPerValue;

    /// <summary>The costs that are above their limits, each with the value that contributes most.</summary>
    public IEnumerable<BudgetExcess> Above(BudgetSpec budget)
    {
        if (Parameters > budget.Parameters)
        {
            yield return Excess(
                BudgetFigure.Parameters, budget.Parameters.Value, Parameters, model.Parameters.Select(parameter => parameter.Node), node => node.Shape.Values);
        }

        if (StepMultiplyAdds > budget.MultiplyAdds)
        {
            yield return Excess(
                BudgetFigure.MultiplyAdds, budget.MultiplyAdds.Value, StepMultiplyAdds, _step.Steps.SelectMany(step => step.Results), WorkEstimate.Of);
        }

        if (SavedBytes + WorkspaceBytes > budget.Bytes)
        {
            yield return Excess(
                BudgetFigure.Bytes, budget.Bytes.Value, SavedBytes + WorkspaceBytes,
                _step.Storage.Where(pair => pair.Value.Kind is StorageKind.Saved or StorageKind.Workspace).Select(pair => pair.Key).OrderBy(node => node.Id),
                node => (long)_step.Storage[node].Stride * node.Shape.Rows * BytesPerValue);
        }
    }

    // Of equal ones the first.
    private static BudgetExcess Excess(BudgetFigure figure, long limit, long actual, IEnumerable<Node> values, Func<Node, long> costOf)
    {
        Node largest = values.OrderByDescending(costOf).First();
        return new BudgetExcess(figure, limit, actual, largest.ToString(), costOf(largest));
    }
}
