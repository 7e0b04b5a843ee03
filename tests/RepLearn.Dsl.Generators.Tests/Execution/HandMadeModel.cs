using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Emission;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Model;
using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Tests.Stages;

namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>Compiles a graph that no declaration asks for, runs it in double, and compares loss and gradients with the interpreted graph.</summary>
internal static class HandMadeModel
{
    /// <param name="lower">The graph, from an input of 5 values to a code of 3; made anew for each run.</param>
    /// <param name="rows">Examples in the batch.</param>
    public static void Check(Func<LoweredModel> lower, int threads, int rows)
    {
        LoweredModel lowered = lower();
        DifferentiatedModel differentiated = Differentiator.Differentiate(lowered);
        Plan[] plans = [.. Programs.Of(differentiated).Select(Planner.Make)];
        const string declaration = "[Autoencoder(5, Precision = Precision.Double)] [Latent.Code(3)] [Decoder.Dense(5)] [Likelihood.SquaredError]";
        string source = new ModelEmitter(Specs.Of(declaration), differentiated, plans).Emit(() => "// Made by hand.");
        using Autoencoder<double> model = GeneratedAssembly.LoadFiles("sealed partial class Model;", source).Model<double>("Model");
        model.Step = 10;
        model.Threads = threads;
        model.MultiplyAddsPerWorker = threads == 1 ? long.MaxValue : 1;
        foreach (ParameterInfo parameter in model.Info.Layout)
        {
            int index = lowered.Parameters.Select(known => known.Name).ToList().IndexOf(parameter.Name);
            for (int entry = 0; entry < parameter.Length; entry++)
            {
                model.Parameters[parameter.Offset + entry] = Value(index, entry / parameter.Columns, entry % parameter.Columns);
            }
        }

        double[] batch = [.. Enumerable.Range(0, rows * 5).Select(entry => Value(9, entry / 5, entry % 5))];
        var interpreter = new GraphInterpreter(rows, (node, row, column) => node.Arguments is NoiseSource noise
            ? Draw(noise, row, node.Shape.Columns)[column]
            : Value((node.Arguments as ParameterIndex)?.Index ?? 9, row, column));
        Assert.Equal(interpreter.Scalar(differentiated.Total), model.Backward(batch, default).Total, 1e-12);
        foreach (ParameterGradient reached in differentiated.Reached)
        {
            double[,] expected = interpreter.Evaluate(reached.Gradient);
            ParameterInfo parameter = model.Info.Layout[reached.Parameter.Node.Get<ParameterIndex>().Index];
            for (int entry = 0; entry < parameter.Length; entry++)
            {
                Assert.Equal(expected[entry / parameter.Columns, entry % parameter.Columns], model.Gradients[parameter.Offset + entry], 1e-12);
            }
        }
    }

    private static double[] Draw(NoiseSource noise, int row, int columns)
    {
        var values = new double[columns];
        if (noise.Kind == NoiseKind.Normal)
        {
            RepLearn.Numerics.Random.Noise.Normal<double>(default, noise.Site, row, values);
        }
        else
        {
            RepLearn.Numerics.Random.Noise.Uniform<double>(default, noise.Site, row, values);
        }

        return values;
    }

    private static double Value(int index, int row, int column) => 0.4 * Math.Sin((index * 1.3) + (row * 1.7) + (column * 2.3));
}
