using System.Collections.Immutable;
using System.Reflection;
using CsCheck;
using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Model;
using RepLearn.Dsl.Generators.Tests.Stages;

namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>
/// Random valid declarations, compiled and run in double: losses, metrics, gradients, codes and outputs are those of the graph as it
/// was lowered, with no operation rewritten, evaluated one operation at a time. Rewrites, derivatives, fusion, epilogues, storage and
/// emission are checked at once, in combinations that nobody chose.
/// </summary>
public class RandomModelTests
{
    private const int Models = 200;

    // Others with the environment variable CsCheck_Seed.
    private static readonly string s_seed = Environment.GetEnvironmentVariable("CsCheck_Seed") ?? "a97QKO5VNyn1";
    private const int Rows = 5;

    [Fact]
    public void RandomDeclarations_ComputeWhatTheirGraphsSay() =>
        RandomDeclaration.Attributes.Array[Models].Sample(Check, seed: s_seed, iter: 1, threads: 1);

    private static void Check(string[] declarations)
    {
        string[] sources = [.. declarations.Select((attributes, index) => $"{attributes} partial class Model{index} {{ {RandomDeclaration.Members} }}")];
        string source = $"using RepLearn;\n{string.Join('\n', sources)}";
        Assembly assembly = GeneratedAssembly.Load(source, out ImmutableArray<ModelSpec> specs);
        for (int index = 0; index < declarations.Length; index++)
        {
            using Autoencoder<double> model = assembly.Model<double>($"Model{index}", seed: (ulong)index);
            model.Step = 7;
            model.Threads = 1 + (index % 2);
            model.MultiplyAddsPerWorker = model.Threads == 1 ? long.MaxValue : 1;
            new Comparison(model, specs[index], index, declarations[index]).Run();
        }
    }

    private sealed class Comparison
    {
        private readonly NoiseKey _key;
        private readonly Autoencoder<double> _model;
        private readonly string _declaration;
        private readonly DifferentiatedModel _graph;
        private readonly GraphInterpreter _interpreter;
        private readonly double[] _batch;
        private readonly double[] _examples;
        private readonly double[] _codes;

        public Comparison(Autoencoder<double> model, ModelSpec spec, int seed, string declaration)
        {
            var random = new Random(seed);
            (_model, _declaration) = (model, declaration);
            _key = new NoiseKey((ulong)seed, 3);
            _graph = Differentiator.Differentiate(ModelLowering.Lower(spec, Rewriting.None));
            _interpreter = new GraphInterpreter(Rows, Leaf, (int)model.Step);
            _batch = Draw(random, Rows * spec.InputSize, 0, 1);
            _examples = spec.Head is { } head ? Labelled(random, spec.InputSize, head.Outputs) : _batch;
            _codes = Draw(random, Rows * spec.Latent.Size, -1, 1);
            foreach (ref double parameter in model.Parameters)
            {
                parameter += (0.4 * random.NextDouble()) - 0.2;
            }

            // Counts are not negative.
            foreach (ParameterInfo counts in model.Info.Layout.Where(parameter => parameter.Name == "latentCodeCount"))
            {
                foreach (ref double count in model.Parameters.Slice(counts.Offset, counts.Length))
                {
                    count = Math.Abs(count);
                }
            }
        }

        public void Run()
        {
            Losses losses = _model.Backward(_examples, _key);
            Losses evaluated = _model.Evaluate(_examples, _key);
            for (int term = 0; term < _graph.Train.Terms.Count; term++)
            {
                Near(_graph.Train.Terms[term].Name, losses[term], _interpreter.Scalar(_graph.Train.Terms[term].Node), 1);
                Near($"evaluated {_graph.Train.Terms[term].Name}", evaluated[term], losses[term], 1);
            }

            for (int metric = 0; metric < _graph.Train.Metrics.Count; metric++)
            {
                Near(_graph.Train.Metrics[metric].Name, losses.Metrics[metric], _interpreter.Scalar(_graph.Train.Metrics[metric].Node), 1);
            }

            Losses tested = _model.Test(_examples, _key);
            for (int term = 0; term < _graph.Test.Terms.Count; term++)
            {
                Near($"tested {_graph.Test.Terms[term].Name}", tested[term], _interpreter.Scalar(_graph.Test.Terms[term].Node), 1);
            }

            double scale = 1e-3;
            foreach (double gradient in _model.Gradients)
            {
                scale = Math.Max(scale, Math.Abs(gradient));
            }

            for (int index = 0; index < _graph.Gradients.Count; index++)
            {
                ParameterInfo parameter = _model.Info.Layout[index];
                Compare(parameter.Name, _graph.Gradients[index], _model.Gradients.Slice(parameter.Offset, parameter.Length), scale);
            }

            Compare("Encode", _graph.Model.Code, _model.Encode(_batch), 1);
            Compare("Decode", _graph.Model.Decoded, _model.Decode(_codes), 1);
            if (_graph.Model.Indexed is { } indexed)
            {
                Compare("EncodeIndices", indexed.Indices, [.. _model.EncodeIndices(_batch).Select(index => (double)index)], 1);
                Compare("DecodeIndices", indexed.Decoded, _model.DecodeIndices([.. Enumerable.Range(0, Rows * _model.Info.IndexCount).Select(Index)]), 1);
            }

            if (_graph.Model.Predicted is { } predicted)
            {
                Compare("Predict", predicted, _model.Predict(_batch), 1);
            }
        }

        private void Compare(string what, Node? node, ReadOnlySpan<double> actual, double scale)
        {
            double[,]? expected = node is null ? null : _interpreter.Evaluate(node);
            int columns = expected?.GetLength(1) ?? actual.Length;
            for (int index = 0; index < actual.Length; index++)
            {
                // A gradient of one row is the same for all rows.
                Near($"{what}[{index}]", actual[index], expected is null ? 0 : expected[Math.Min(index / columns, expected.GetLength(0) - 1), index % columns], scale);
            }
        }

        private void Near(string what, double actual, double expected, double scale) => Assert.True(
            Math.Abs(actual - expected) <= 1e-9 * Math.Max(scale, Math.Abs(expected)),
            $"{what} is {actual}, but {expected} by the graph, in model {_model.Info.Name}: {_declaration}");

        private double Leaf(Node node, int row, int column)
        {
            if (node.Arguments is ParameterIndex parameter)
            {
                ParameterInfo info = _model.Info.Layout[parameter.Index];
                return _model.Parameters[info.Offset + (row * info.Columns) + column];
            }

            if (node.Arguments is RowDraw draw)
            {
                var number = new double[1];
                RepLearn.Numerics.Random.Noise.Uniform<double>(_key, draw.Site, row, number);
                return number[0];
            }

            if (node.Arguments is NoiseSource noise)
            {
                var values = new double[node.Shape.Columns];
                if (noise.Kind == NoiseKind.Normal)
                {
                    RepLearn.Numerics.Random.Noise.Normal<double>(_key, noise.Site, row, values);
                }
                else
                {
                    RepLearn.Numerics.Random.Noise.Uniform<double>(_key, noise.Site, row, values);
                }

                return values[column];
            }

            return node == _graph.Model.Indexed?.Input ? Index((row * node.Shape.Columns) + column)
                : node == _graph.Model.CodeInput ? _codes[(row * node.Shape.Columns) + column]
                : node == _graph.Model.Inputs[0] ? _batch[(row * node.Shape.Columns) + column]
                : _examples[((row + 1) * _model.Info.ExampleSize) - 1];
        }

        private int Index(int place) => (place * 7) % _model.Info.CodebookSize;

        private double[] Labelled(Random random, int width, int classes) =>
            [.. Enumerable.Range(0, Rows).SelectMany(row => (double[])[.. _batch.AsSpan(row * width, width), random.Next(-1, classes)])];

        private static double[] Draw(Random random, int count, double from, double to) =>
            [.. Enumerable.Range(0, count).Select(_ => from + ((to - from) * random.NextDouble()))];
    }
}
