using System.Globalization;

namespace RepLearn.Dsl.Generators.Model;

/// <summary>Independent categorical variables, with a uniform prior; their draws are relaxed one-hot rows in training.</summary>
/// <param name="Temperature">The temperature at the start.</param>
/// <param name="FinalTemperature">The temperature after <paramref name="AnnealingSteps"/>.</param>
/// <param name="Hard">Whether draws are one-hot in training too, with the gradient of relaxed ones.</param>
internal sealed record ConcreteSpec(
    int Variables,
    int Classes,
    DivergenceSpec Options,
    double Temperature,
    double FinalTemperature,
    int AnnealingSteps,
    bool Hard,
    InitializerKind Initializer = InitializerKind.Default) : LatentSpec(Variables * Classes, Initializer)
{
    public override string Name => "Concrete";

    public override string Architecture => string.Format(CultureInfo.InvariantCulture, "{0} {1} × {2}", Name, Variables, Classes);

    public override string Description => "a categorical distribution";

    public override string[] Heads => ["logits"];

    public override DivergenceSpec? Divergence => Options;

    public override PriorText Prior => new("OneHot", "of independent uniform one-hot variables", Classes);
}
