using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Latents;

public sealed class CodeSensitivityTests
{
    // z = (sin x₁, e^{x₂}, 0 · x₃): the Jacobian is diagonal.
    [Fact]
    public void TheSpectrum_IsThatOfTheDerivatives()
    {
        double[] spectra = CodeSensitivity.JacobianSpectrum(
            rows => Map(rows, 3, row => [MathF.Sin(row[0]), MathF.Exp(row[1])]), [0, 1, 5, 1, -1, 5], 3);
        Measures.AssertNear([Math.E, 1, Math.Cos(1), Math.Exp(-1)], spectra, 1e-3);
    }

    // Two inputs, three outputs: W'W = ((2, 0), (0, 9)).
    [Fact]
    public void ACodeLargerThanItsExample_HasTheSpectrumOfItsMatrix() => Measures.AssertNear(
        [3, Math.Sqrt(2)], CodeSensitivity.JacobianSpectrum(rows => Map(rows, 2, row => [row[0], 3 * row[1], -row[0]]), [0.5f, 0.25f], 2, step: 0.125), 1e-12);

    // More values than are moved in one call of the encoder.
    [Fact]
    public void WideExamples_AreMovedInParts()
    {
        double[] spectrum = CodeSensitivity.JacobianSpectrum(rows =>
        {
            Assert.InRange(rows.Length / 300, 1, 256);
            return Map(rows, 300, row => [row.Sum(), 5 * (row[299] - row[0])]);
        }, new float[300], 300, step: 1);
        Measures.AssertNear([Math.Sqrt(300), Math.Sqrt(50)], spectrum, 1e-5);
    }

    [Fact]
    public void Movement_IsThatOfTheNoise()
    {
        float[] rows = [.. Enumerable.Range(0, 4000).Select(place => place % 5f)];
        double[] moved = CodeSensitivity.Movement(given => Map(given, 4, row => [2 * row[0], 2 * row[1], 2 * row[2], 2 * row[3]]), rows, 4, 0.5, seed: 2);

        // Of ‖2 ε‖² the mean is 4 · 4 · 0.25; five standard errors.
        Assert.Equal(4, moved.Average(distance => distance * distance), 5 * 4 * Math.Sqrt(0.5 / 1000));
        Assert.Equal(moved, CodeSensitivity.Movement(given => Map(given, 4, row => [2 * row[0], 2 * row[1], 2 * row[2], 2 * row[3]]), rows, 4, 0.5, seed: 2));
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CodeSensitivity.JacobianSpectrum(rows => rows.ToArray(), [1], 1, 0));
        Assert.Contains("too large", Assert.Throws<ArgumentException>(() => CodeSensitivity.JacobianSpectrum(rows => rows.ToArray(), [1e12f], 1)).Message);
        Assert.Throws<ArgumentException>(() => CodeSensitivity.JacobianSpectrum(_ => [], [1], 1));
        Assert.Throws<ArgumentException>(() => CodeSensitivity.Movement(_ => [1, 2, 3], [1, 2], 1, 1));
        Assert.Throws<ArgumentException>(() => CodeSensitivity.Movement(rows => rows.ToArray(), [1, float.NaN], 1, 1));
    }

    private static float[] Map(ReadOnlySpan<float> rows, int width, Func<float[], float[]> encode) =>
        [.. rows.ToArray().Chunk(width).SelectMany(encode)];
}
