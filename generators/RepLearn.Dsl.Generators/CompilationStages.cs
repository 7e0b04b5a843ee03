using System.Text;
using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Emission;
using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators;

/// <summary>What the stages made of a model, each printable as text.</summary>
internal sealed class CompilationStages(ModelSpec spec, DifferentiatedModel differentiated, Plan[] plans)
{
    public readonly ModelSpec Spec = spec;
    public readonly DifferentiatedModel Differentiated = differentiated;
    public readonly Plan[] Plans = plans;

    private const string Backward = "Backward:";

    /// <summary>The graph of losses, codes and outputs, as lowered.</summary>
    public string PrintGraph() => GraphPrinter.Print(
    [
        .. Differentiated.Train.Terms,
        .. Differentiated.Train.Metrics,
        new NamedNode("code", Differentiated.Model.Code),
        new NamedNode("decoded", Differentiated.Model.Decoded),
    ]);

    /// <summary>The graph of the losses, and what the gradient of every parameter adds to it.</summary>
    public string PrintGradients() => PrintGradients(Differentiated);

    /// <inheritdoc cref="PrintGradients()"/>
    public static string PrintGradients(DifferentiatedModel differentiated)
    {
        var losses = new List<NamedNode>();
        foreach (NamedNode term in differentiated.Train.Terms)
        {
            losses.Add(new NamedNode($"loss term {term.Name}", term.Node));
        }

        foreach (NamedNode metric in differentiated.Train.Metrics)
        {
            losses.Add(new NamedNode($"metric {metric.Name}", metric.Node));
        }

        var gradients = new List<NamedNode>();
        foreach (ParameterGradient reached in differentiated.Reached)
        {
            gradients.Add(new NamedNode($"{(reached.Parameter.IsState ? "next" : "gradient of")} {reached.Parameter.Name}", reached.Gradient));
        }

        return $"{GraphPrinter.Print(losses)}\n{Backward}\n{GraphPrinter.Print(gradients, losses)}";
    }

    /// <summary>What the model costs.</summary>
    public ModelCost Cost() => new(Differentiated.Model, Plans, Spec.Precision);

    /// <summary>Every program's steps, places in memory, and the reasons why loops are apart.</summary>
    public string PrintPlans() => string.Join("\n", Plans.Select(PlanPrinter.Print));

    /// <summary>What opens the generated file.</summary>
    /// <param name="gradients">What <see cref="PrintGradients()"/> gives.</param>
    public string Summary(string gradients)
    {
        var text = new StringBuilder();
        text.Append(ArchitectureText.Of(Spec)).Append("\n\n");
        text.Append("@ is a matrix product, ∗ a convolution; all else works element by element. An arrow names the memory that a value is stored in.\n\n");
        AppendIndented(text.Append("Forward:\n"), gradients);
        AppendIndented(text.Append("\nPlan:\n"), PlanPrinter.Print(Plans[0]));
        return text.ToString();
    }

    private static void AppendIndented(StringBuilder text, string lines)
    {
        foreach (string line in lines.TrimEnd('\n').Split('\n'))
        {
            text.Append(line.Length == 0 || line == Backward ? string.Empty : "  ").Append(line).Append('\n');
        }
    }
}
