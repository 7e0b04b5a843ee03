using System.ComponentModel;
using System.Numerics.Tensors;
using RepLearn.Numerics.Random;

namespace RepLearn;

// Examples from the prior.
public abstract partial class Autoencoder<T>
{
    /// <summary>The smallest uniform number above 0 that is drawn, so that a logarithm stays finite.</summary>
    internal const double SmallestUniform = 1.0 / (1 << 24);

    /// <summary>For generated code: decodes codes drawn from N(0, I).</summary>
    /// <param name="count">Examples to draw; at least 1, at most as many as one array holds.</param>
    /// <param name="seed">Decides the codes.</param>
    /// <param name="conditions">Of a conditional model, one for each example, or one for all.</param>
    /// <returns>The outputs' means, one row per example.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected T[] SampleStandardNormal(int count, ulong seed, Conditions<T> conditions = default) => Sample(count, seed, conditions, static (key, row, code) => Noise.Normal(key, 0, row, code));

    /// <summary>For generated code: decodes codes of independent Laplace variables of location 0 and scale 1.</summary>
    /// <inheritdoc cref="SampleStandardNormal"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected T[] SampleStandardLaplace(int count, ulong seed, Conditions<T> conditions = default) => Sample(count, seed, conditions, static (key, row, code) =>
    {
        Noise.Uniform(key, 0, row, code);
        foreach (ref T value in code)
        {
            value = T.CreateChecked(LaplaceOf(double.CreateChecked(value)));
        }
    });

    /// <summary>For generated code: decodes codes that are uniform on the unit sphere.</summary>
    /// <inheritdoc cref="SampleStandardNormal"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected T[] SampleUniformDirections(int count, ulong seed, Conditions<T> conditions = default) => Sample(count, seed, conditions, static (key, row, code) =>
    {
        Noise.Normal(key, 0, row, code);
        TensorPrimitives.Divide(code, TensorPrimitives.Norm<T>(code), code);
    });

    /// <summary>For generated code: decodes codes of independent one-hot variables, each class as likely as the others.</summary>
    /// <param name="count">Examples to draw; at least 1, at most as many as one array holds.</param>
    /// <param name="seed">Decides the codes.</param>
    /// <param name="conditions">Of a conditional model, one for each example, or one for all.</param>
    /// <param name="classes">Classes of each variable.</param>
    /// <returns>The outputs' means, one row per example.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected T[] SampleOneHot(int count, ulong seed, Conditions<T> conditions = default, int classes = 2) => Sample(count, seed, conditions, (key, row, code) =>
    {
        // The largest of uniform variables, the first of equal ones, is any of them, as in generated models.
        Noise.Uniform(key, 0, row, code);
        for (int first = 0; first < code.Length; first += classes)
        {
            Span<T> variable = code.Slice(first, classes);
            int chosen = TensorPrimitives.IndexOfMax<T>(variable);
            variable.Clear();
            variable[chosen] = T.One;
        }
    });

    /// <summary>The Laplace variable of a uniform one, which posteriors of generated models draw by the same formula.</summary>
    internal static double LaplaceOf(double uniform) =>
        -Math.Sign(uniform - 0.5) * Math.Log(Math.Max(1 - (2 * Math.Abs(uniform - 0.5)), SmallestUniform));

    private T[] Sample(int count, ulong seed, Conditions<T> conditions, PriorDraw draw)
    {
        ExpectCount(count);
        T[] codes = NewRows(count, Info.LatentSize);
        for (int row = 0; row < count; row++)
        {
            draw(new NoiseKey(seed, ReservedNoise.SamplingStep), row, codes.AsSpan(row * Info.LatentSize, Info.LatentSize));
        }

        return DecodeDrawn(codes, conditions);
    }

    private T[] DecodeDrawn(T[] codes, Conditions<T> conditions) => Info.ConditionSize > 0 ? Decode(codes, conditions) : Decode(codes);

    private void ExpectCount(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / Math.Max(Info.OutputSize, Info.LatentSize));
    }

    private delegate void PriorDraw(NoiseKey key, int row, Span<T> code);
}
