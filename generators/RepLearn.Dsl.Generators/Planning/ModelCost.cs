using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>What a model costs, as its documentation tells and its budget limits.</summary>
internal sealed class ModelCost
{
    /// <summary>The losses of a training step.</summary>
    public readonly Plan Forward;

    public readonly int BytesPerValue;

    /// <summary>Values in the parameter buffer.</summary>
    public readonly long Parameters;

    /// <summary>Multiply-adds per example of a training step.</summary>
    public readonly long StepMultiplyAdds;

    /// <summary>Multiply-adds per example of the losses alone.</summary>
    public readonly long ForwardMultiplyAdds;

    /// <summary>Bytes of a training step per example of the batch.</summary>
    public readonly long SavedBytes;

    /// <summary>Bytes of a training step per example of a row block.</summary>
    public readonly long WorkspaceBytes;

    /// <summary>Bytes of a training step whatever the batch.</summary>
    public readonly long FixedBytes;

    private readonly LoweredModel _model;
    private readonly Plan _step;

    /// <param name="plans">In the order of <see cref="Programs.Of"/>: a training step's, then that of its losses alone.</param>
    public ModelCost(LoweredModel model, Plan[] plans, ModelPrecision precision)
    {
        _model = model;
        _step = plans[0];
        Forward = plans[1];
        BytesPerValue = precision == ModelPrecision.Double ? sizeof(double) : sizeof(float);
        Parameters = model.ParameterCount;
        StepMultiplyAdds = _step.Work.MultiplyAdds;
        ForwardMultiplyAdds = Forward.Work.MultiplyAdds;
        SavedBytes = (long)_step.Memory.SavedPerExample * BytesPerValue;
        WorkspaceBytes = (long)_step.Memory.WorkspacePerExample * BytesPerValue;
        FixedBytes = (long)_step.Memory.Fixed * BytesPerValue;
    }

    /// <summary>The costs that are above their limits, each with the value that contributes most.</summary>
    public IEnumerable<BudgetExcess> Above(BudgetSpec budget)
    {
        if (Parameters > budget.Parameters)
        {
            yield return Excess(
                BudgetFigure.Parameters, budget.Parameters.Value, Parameters, _model.Parameters.Select(parameter => parameter.Node), node => node.Shape.Values);
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
