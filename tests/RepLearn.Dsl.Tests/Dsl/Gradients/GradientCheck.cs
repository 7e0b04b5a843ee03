using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Gradients;

/// <summary>Compares a model's gradients with derivatives of its losses.</summary>
internal static class GradientCheck
{
    private const double Tolerance = 1e-6;
    private const int EntriesPerParameter = 12;

    // A kink within the steps of a derivative spoils it; smaller steps may leave the kink outside.
    private static readonly double[] s_steps = [4e-3, 4e-4, 4e-5, 4e-6];

    /// <summary>
    /// Draws parameters and a batch, then differentiates the loss by some entries of each parameter, chosen at random.
    /// The error allowed is relative to the derivative or, for small ones, to a hundredth of the largest one of the same
    /// parameter. A derivative that is uncertain by its own estimate, never by the gradient under test, is skipped; few
    /// may be.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Examples in the batch.</param>
    /// <param name="seed">Decides parameters and batch.</param>
    /// <param name="differentiated">What of the losses the gradient of a parameter is of; the total if not given.</param>
    public static void Run(Autoencoder<double> model, int rows, int seed, Func<string, Losses, double>? differentiated = null)
    {
        differentiated ??= (_, losses) => losses.Total;
        var random = new Random(seed);
        double[] batch = Draw(model, rows, random);
        var key = new NoiseKey((ulong)seed, 5);
        model.Step = 4;
        Losses losses = model.Backward(batch, key);
        double[] gradients = model.Gradients.ToArray();
        Assert.True(double.IsFinite(losses.Total), $"The loss is {losses}.");

        Losses evaluated = model.Evaluate(batch, key);
        Assert.Equal(losses.Total, evaluated.Total, 1e-12 * Math.Abs(evaluated.Total));

        // Differences of a loss of this size cannot tell derivatives from zero much below it.
        double floor = 1e-4 * Math.Max(1, Math.Abs(losses.Total));
        int tried = 0;
        int skipped = 0;
        foreach (ParameterInfo parameter in model.Info.Layout.Where(parameter => !parameter.IsState))
        {
            int[] entries = Entries(parameter, random);
            double lossOf(Losses all) => differentiated(parameter.Name, all);
            RiddersDerivative[] derivatives = Array.ConvertAll(entries, entry => Differentiate(model, batch, key, entry, lossOf, lossOf(evaluated), floor));
            double scale = derivatives.Max(derivative => Math.Abs(derivative.Value));
            tried += entries.Length;
            for (int index = 0; index < entries.Length; index++)
            {
                RiddersDerivative derivative = derivatives[index];
                double allowed = Tolerance * Math.Max(Math.Max(Math.Abs(derivative.Value), 1e-2 * scale), floor);
                if (RiddersDerivative.Underestimate * derivative.Error > 0.75 * allowed)
                {
                    skipped++;
                    continue;
                }

                double gradient = gradients[entries[index]];
                Assert.True(
                    Math.Abs(gradient - derivative.Value) <= allowed,
                    $"{model.Info.Name}, {rows} rows, seed {seed}, {parameter.Name}[{entries[index] - parameter.Offset}]: the loss's derivative is {derivative.Value:R} ± {derivative.Error:G2}, but the gradient is {gradient:R}.");
            }
        }

        Assert.True(skipped <= Math.Max(1, tried / 20), $"{model.Info.Name}, {rows} rows, seed {seed}: {skipped} of {tried} derivatives are uncertain.");
    }

    /// <summary>Random parameters, biases and gains included, and a batch.</summary>
    public static double[] Draw(Autoencoder<double> model, int rows, Random random)
    {
        foreach (ParameterInfo parameter in model.Info.Layout)
        {
            double center = parameter.InitialValues == InitialValues.Ones ? 1 : 0;
            double width = parameter.Rows > 1 ? Math.Sqrt(3.0 / parameter.Rows) : 0.5;
            foreach (ref double value in model.Parameters.Slice(parameter.Offset, parameter.Length))
            {
                value = center + (width * ((2 * random.NextDouble()) - 1));
            }
        }

        return RandomRows.Draw(model.Info, rows, random);
    }

    // To a sum of 1.
    private static void Normalize(Span<double> values)
    {
        double sum = values.ToArray().Sum();
        foreach (ref double value in values)
        {
            value /= sum;
        }
    }

    // Starts with large steps, where rounding matters least, and goes on to smaller ones while the estimate is poor.
    private static RiddersDerivative Differentiate(Autoencoder<double> model, double[] batch, NoiseKey key, int entry, Func<Losses, double> lossOf, double loss, double floor)
    {
        double center = model.Parameters[entry];
        var best = new RiddersDerivative(double.NaN, double.PositiveInfinity);
        foreach (double step in s_steps)
        {
            RiddersDerivative derivative = RiddersDerivative.At(Loss, loss, step);
            best = derivative.Error < best.Error ? derivative : best;
            if (best.Error <= 0.1 * Tolerance * Math.Max(Math.Abs(best.Value), floor))
            {
                break;
            }
        }

        model.Parameters[entry] = center;
        return best;

        double Loss(double displacement)
        {
            model.Parameters[entry] = center + displacement;
            return lossOf(model.Evaluate(batch, key));
        }
    }

    private static int[] Entries(ParameterInfo parameter, Random random)
    {
        int[] all = [.. Enumerable.Range(parameter.Offset, parameter.Length)];
        return all.Length <= EntriesPerParameter ? all : random.GetItems(all, EntriesPerParameter);
    }
}
