using System.ComponentModel;
using System.Globalization;
using RepLearn.Models;
using RepLearn.Numerics.Random;
using RepLearn.Runtime;

namespace RepLearn;

// Priors that are learned.
public abstract partial class Autoencoder<T>
{
    private const string PseudoInputs = "priorPseudoInput";

    // Where pseudo-inputs are functions of logits, an example's 0 or 1 is this far inside, so that a gradient can move it.
    private const double LeastProbability = 0.02;

    /// <summary>
    /// Makes examples the pseudo-inputs of a <see cref="Prior.VampAttribute"/>, from which training goes on. Values of a Bernoulli likelihood are moved into
    /// 0.02..0.98, because pseudo-inputs are learned as logits.
    /// </summary>
    /// <param name="examples">As many examples as the prior has pseudo-inputs, one per row, best drawn at random from the training data.</param>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite or not in the likelihood's domain.</exception>
    /// <exception cref="InvalidOperationException">The model has no pseudo-inputs, or another thread uses it.</exception>
    public void SetPseudoInputs(ReadOnlySpan<T> examples)
    {
        ParameterInfo parameter = Info.Layout.FirstOrDefault(parameter => parameter.Name == PseudoInputs)
            ?? throw new InvalidOperationException($"{Info.Name} has no pseudo-inputs; a model with [Prior.Vamp] has them.");
        if (examples.Length != parameter.Length)
        {
            throw new ArgumentException(
                $"{Info.Name} has {parameter.Rows} pseudo-inputs and expects as many examples of {parameter.Columns} values, {parameter.Length} in all, but got {examples.Length}.",
                nameof(examples));
        }

        InputDomain? domain = Info.Programs[0].Inputs[0].Domain;
        string expected = domain is null ? "finite values"
            : double.IsPositiveInfinity(domain.Most) ? string.Create(CultureInfo.InvariantCulture, $"values of at least {domain.Least}")
            : string.Create(CultureInfo.InvariantCulture, $"values from {domain.Least} to {domain.Most}");
        for (int index = 0; index < examples.Length; index++)
        {
            double value = double.CreateChecked(examples[index]);
            if (!double.IsFinite(value) || value < domain?.Least || value > domain?.Most)
            {
                throw new ArgumentException(
                    $"{Info.Name} expects examples of {expected}, but got {examples[index].ToString(null, CultureInfo.InvariantCulture)} in row {(index / parameter.Columns) + 1}, column {(index % parameter.Columns) + 1}, both counted from 1.",
                    nameof(examples));
            }
        }

        using ModelGate.Hold hold = _gate.Enter();
        using Lock.Scope change = _gate.Change();
        Span<T> target = _parameters.Span.Slice(parameter.Offset, parameter.Length);
        examples.CopyTo(target);

        // Of the likelihoods with a domain, only Bernoulli's takes pseudo-inputs through a sigmoid.
        bool areLogits = domain is { Least: 0, Most: 1, Group: 0 };
        for (int index = 0; areLogits && index < target.Length; index++)
        {
            double probability = Math.Clamp(double.CreateChecked(target[index]), LeastProbability, 1 - LeastProbability);
            target[index] = T.CreateChecked(Math.Log(probability / (1 - probability)));
        }
    }

    /// <summary>For generated code: decodes codes drawn from a prior that is learned.</summary>
    /// <inheritdoc cref="SampleStandardNormal"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected T[] SampleLearned(int count, ulong seed, Conditions<T> conditions = default)
    {
        InputInfo[] inputs = Info.Programs[ProgramOf(ProgramName.Prior)].Inputs;
        (int components, int size) = (inputs[0].Width, inputs[1].Width);
        ExpectCount(count);
        T[] codes = NewRows(count, size);
        var key = new NoiseKey(seed, ReservedNoise.SamplingStep);
        int block = RowsAtATime(components + size);
        var noise = new T[Math.Min(block, count) * (components + size)];
        for (int first = 0; first < count; first += block)
        {
            int rows = Math.Min(block, count - first);
            for (int row = 0; row < rows; row++)
            {
                Span<T> draws = noise.AsSpan(row * (components + size), components + size);
                Noise.Uniform(key, 0, first + row, draws[..components]);
                Noise.Normal(key, 1, first + row, draws[components..]);
            }

            Map(ProgramName.Prior, noise.AsSpan(0, rows * (components + size)), nameof(noise), codes.AsSpan(first * size, rows * size), nameof(codes));
        }

        return DecodeDrawn(codes, conditions);
    }
}
