namespace RepLearn.Dsl.Generators.Model;

internal enum PoolingKind
{
    Max,
    Average,
}

/// <summary>The largest value, or the mean, of each window and channel of an image. Of padding no value is the largest, and each counts 0 in a mean.</summary>
internal sealed record PoolingSpec(PoolingKind Pooling, int Kernel, int Stride, int Padding) : LayerSpec
{
    public override string Values => "Pool";

    public override bool HasParameters => false;

    public override bool IsInArchitecture => true;

    public override string Architecture(Func<ActivationSpec, string> activation) =>
        $"{(Pooling == PoolingKind.Max ? "max" : "average")}Pool {Kernel} stride {Stride} padding {Padding}";

    /// <summary>Pixels of the output along a side; below 1 where the window does not fit.</summary>
    public int OutputsOf(int inputs)
    {
        long moves = inputs + (2L * Padding) - Kernel;
        return moves < 0 ? 0 : (int)(moves / Stride) + 1;
    }

    public override LayerShape Describe(ValueShape inputs)
    {
        ImageShape image = inputs.Image!;
        return new(ValueShape.Of(image with { Height = OutputsOf(image.Height), Width = OutputsOf(image.Width) }), []);
    }
}

/// <summary>Each pixel of an image, a number of times in both directions.</summary>
internal sealed record UpsampleSpec(int Factor) : LayerSpec
{
    public override string Values => "Upsample";

    public override bool HasParameters => false;

    public override bool IsInArchitecture => true;

    public override string Architecture(Func<ActivationSpec, string> activation) => $"upsample {Factor}";

    public override LayerShape Describe(ValueShape inputs)
    {
        ImageShape image = inputs.Image!;
        return new(ValueShape.Of(image with { Height = image.Height * Factor, Width = image.Width * Factor }), []);
    }
}

/// <summary>An image's values as a row. It changes what layers after it see, and no value, so that files do not tell of it.</summary>
internal sealed record FlattenSpec : LayerSpec
{
    public override bool HasParameters => false;

    public override string Architecture(Func<ActivationSpec, string> activation) => throw new InvalidOperationException("Flatten is no part of an architecture.");

    public override LayerShape Describe(ValueShape inputs) => new(new(inputs.Size), []);
}
