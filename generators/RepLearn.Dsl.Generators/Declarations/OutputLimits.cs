using System.Globalization;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>What keeps the values of a layer away from numbers that a likelihood's outputs need: activations, and sums of what they give.</summary>
/// <param name="Least">The least value; null where there is none.</param>
/// <param name="Most">The largest; null where there is none.</param>
/// <param name="Activation">The last activation as messages call it.</param>
internal sealed record OutputLimits(double? Least, double? Most, string Activation)
{
    // A function that a user wrote, or a sum, is held to what the language's own functions are: a logit that ends at 1, as tanh does, leaves
    // probabilities above 0.27, or below 0.73. One that ends far from 0, such as 10 tanh(x / 10), is a bound that is meant.
    private const double Nearest = 1 + 1e-6;

    /// <summary>Whether the least is rounded down, or never reached.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The limits of a model's outputs; null where they have none.</summary>
    public static OutputLimits? Of(ModelSpec spec) => Of(spec.Decoder, Of(spec.Latent.LastActivation, spec), spec);

    /// <summary>The limits in words.</summary>
    /// <param name="of">What is told of a value.</param>
    public string Text(Func<double, double> of) => (Least, Most) switch
    {
        ({ } least, { } most) => $"between {Number(of(least))} and {Number(of(most))}",
        ({ } least, null) => IsOpen ? $"above {Number(of(least))}" : $"at {Number(of(least))} or more",
        _ => $"at {Number(of(Most!.Value))} or less",
    };

    private static OutputLimits? Of(IEnumerable<LayerSpec> layers, OutputLimits? limits, ModelSpec spec)
    {
        foreach (LayerSpec layer in layers)
        {
            limits = layer switch
            {
                BlockSpec { IsResidual: true } block => Add(limits, Of(block.Layers, limits, spec)),
                BlockSpec block => Of(block.Layers, limits, spec),

                // Pools, dropout and layers that compute nothing keep what they get between its limits.
                { HasParameters: false } => limits,
                _ => Of(layer.LastActivation, spec),
            };
        }

        return limits;
    }

    private static OutputLimits? Of(ActivationSpec activation, ModelSpec spec)
    {
        string name = activation.Custom ?? activation.Kind.ToString();
        switch (activation.Kind)
        {
            case ActivationKind.Identity or ActivationKind.LeakyRelu:
                return null;
            case ActivationKind.Sigmoid:
                return new(0, 1, name);
            case ActivationKind.Tanh:
                return new(-1, 1, name);
            case ActivationKind.Relu or ActivationKind.Softplus:
                return new(0, null, name);
            case ActivationKind.Elu:
                return new(-1, null, name) { IsOpen = true };
            case ActivationKind.Gelu:
                return new(-0.17, null, name) { IsOpen = true };
            case ActivationKind.Silu:
                return new(-0.28, null, name) { IsOpen = true };
            case ActivationKind.Custom:
                (double least, double most) = FunctionSampling.Range(spec.Functions.First(function => function.Name == activation.Custom).Body);
                return Near(new(least, most, name));
            default:
                throw new InvalidOperationException($"Declarations: unknown activation {activation.Kind}.");
        }
    }

    private static OutputLimits? Add(OutputLimits? left, OutputLimits? right) => left is null || right is null
        ? null
        : Near(new(left.Least + right.Least, left.Most + right.Most, right.Activation) { IsOpen = left.IsOpen || right.IsOpen });

    private static OutputLimits? Near(OutputLimits limits)
    {
        double? least = limits.Least >= -Nearest ? limits.Least : null;
        double? most = limits.Most <= Nearest ? limits.Most : null;
        return least is null && most is null ? null : limits with { Least = least, Most = most };
    }

    private static string Number(double number) => (Math.Round(number, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
}
