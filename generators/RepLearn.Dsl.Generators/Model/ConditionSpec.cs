namespace RepLearn.Dsl.Generators.Model;

/// <summary>What encoder and decoder are given of an example beside their inputs.</summary>
/// <param name="Size">Classes, or values of a vector.</param>
/// <param name="IsClass">Whether it is a class number, which stands for a vector with 1 at its place and 0 elsewhere.</param>
internal sealed record ConditionSpec(int Size, bool IsClass)
{
    /// <summary>Values in a row of examples.</summary>
    public int Width => IsClass ? 1 : Size;

    /// <summary>The condition in the line that tells an architecture.</summary>
    public string Architecture => $"condition {(IsClass ? "class" : "vector")} {Size}";

    /// <summary>The model with the condition at the first layer with weights of its encoder and of its decoder.</summary>
    public ModelSpec In(ModelSpec spec)
    {
        ModelSpec conditioned = spec with { Condition = this, Decoder = AtFirst(spec.Decoder) };
        return spec.Encoder.Any(layer => layer.HasWeights)
            ? conditioned with { Encoder = AtFirst(spec.Encoder) }
            : conditioned with { Latent = spec.Latent with { Condition = Size } };
    }

    private EquatableArray<LayerSpec> AtFirst(EquatableArray<LayerSpec> layers)
    {
        LayerSpec[] all = [.. layers];
        int first = Array.FindIndex(all, layer => layer.HasWeights);
        if (first >= 0)
        {
            all[first] = all[first] is BlockSpec block ? block with { Layers = AtFirst(block.Layers) } : all[first] with { Condition = Size };
        }

        return new EquatableArray<LayerSpec>(all);
    }
}
