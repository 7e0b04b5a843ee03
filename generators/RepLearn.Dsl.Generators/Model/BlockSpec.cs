namespace RepLearn.Dsl.Generators.Model;

/// <summary>The layers of a block in a place that uses it: <c>f(x)</c>, or <c>x + f(x)</c>. Their parameters are named after the place.</summary>
internal sealed record BlockSpec(bool IsResidual, EquatableArray<LayerSpec> Layers) : LayerSpec
{
    public override string Values => "Block";

    public override ActivationSpec LastActivation => IsResidual ? ActivationSpec.None : Layers.LastOrDefault(layer => layer.HasParameters)?.LastActivation ?? ActivationSpec.None;

    public override bool HasParameters => Layers.Any(layer => layer.HasParameters);

    public override bool IsInArchitecture => IsResidual || Layers.Any(layer => layer.IsInArchitecture);

    public override bool HasWeights => Layers.Any(layer => layer.HasWeights);

    public override LayerSpec[] Leaves => [.. Layers.SelectMany(layer => layer.Leaves)];

    public override string Architecture(Func<ActivationSpec, string> activation)
    {
        IEnumerable<string> inner = Layers.Where(layer => layer.IsInArchitecture).Select(layer => layer.Architecture(activation));
        return $"{(IsResidual ? "residual" : "block")} ({string.Join(", ", inner)})";
    }

    public override LayerShape Describe(ValueShape inputs)
    {
        var parameters = new List<ParameterShape>();
        foreach (LayerSpec layer in Layers)
        {
            LayerShape shape = layer.Describe(inputs);
            parameters.AddRange(shape.Parameters);
            inputs = shape.Outputs;
        }

        return new(inputs, [.. parameters]);
    }
}
