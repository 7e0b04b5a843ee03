using System.Collections.Immutable;
using System.Reflection;
using CsCheck;
using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Model;
using RepLearn.Dsl.Generators.Tests.Stages;
using RepLearn.Runtime;

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
    private const ulong SampleSeed = 23;

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
            _examples = Draw(random, 0, 1, model.Info.Programs[0].Inputs);
            if (spec.Likelihood is CategoricalSpec { Classes: var group })
            {
                int first = spec.Target is null ? 0 : spec.InputSize + model.Info.ConditionSize;
                Normalize(_examples, model.Info.ExampleSize, first, spec.Output.Size, group);
            }

            _batch = Columns(_examples, model.Info.ExampleSize, 0, model.Info.InputSize + model.Info.ConditionSize);
            double[] codes = Draw(random, -1, 1, new InputInfo("code", spec.Latent.Size));
            double[] conditions = Columns(_examples, model.Info.ExampleSize, model.Info.InputSize, model.Info.ConditionSize);
            _codes = [.. Enumerable.Range(0, Rows).SelectMany(row =>
                (double[])[.. Columns(codes, spec.Latent.Size, 0, spec.Latent.Size, row), .. Columns(conditions, model.Info.ConditionSize, 0, model.Info.ConditionSize, row)])];
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

            // Some units are dead.
            foreach (ParameterInfo idle in model.Info.Layout.Where(parameter => parameter.Name.EndsWith("Idle", StringComparison.Ordinal)))
            {
                foreach (ref double examples in model.Parameters.Slice(idle.Offset, idle.Length))
                {
                    examples = random.Next(3);
                }
            }
        }

        public void Run()
        {
            Losses losses = _model.Backward(_examples, _key);
            Losses evaluated = _model.Evaluate(_examples, _key);
            for (int term = 0; term < _graph.Train.Terms.Length; term++)
            {
                Near(_graph.Train.Terms[term].Name, losses[term], _interpreter.Scalar(_graph.Train.Terms[term].Node), 1);
                Near($"evaluated {_graph.Train.Terms[term].Name}", evaluated[term], losses[term], 1);
            }

            for (int metric = 0; metric < _graph.Train.Metrics.Length; metric++)
            {
                Near(_graph.Train.Metrics[metric].Name, losses.Metrics[metric], _interpreter.Scalar(_graph.Train.Metrics[metric].Node), 1);
            }

            Losses tested = _model.Test(_examples, _key);
            for (int term = 0; term < _graph.Test.Terms.Length; term++)
            {
                Near($"tested {_graph.Test.Terms[term].Name}", tested[term], _interpreter.Scalar(_graph.Test.Terms[term].Node), 1);
            }

            CompareScores(tested);
            double scale = 1e-3;
            foreach (double gradient in _model.Gradients)
            {
                scale = Math.Max(scale, Math.Abs(gradient));
            }

            for (int index = 0; index < _graph.Gradients.Length; index++)
            {
                ParameterInfo parameter = _model.Info.Layout[index];
                Compare(parameter.Name, _graph.Gradients[index], _model.Gradients.Slice(parameter.Offset, parameter.Length), scale);
            }

            Compare("Encode", _graph.Model.Code, _model.Encode(_batch), 1);
            Compare("Decode", _graph.Model.Decoded, _model.Decode(_codes), 1);
            if (_graph.Model.Prior is { } prior && _graph.Model.Condition is null)
            {
                var sample = (double[])_model.GetType().GetMethod("Sample")!.Invoke(_model, [Rows, SampleSeed])!;
                double[] drawn = [.. _interpreter.Evaluate(prior.Code).Cast<double>()];
                Assert.All(sample.Zip(_model.Decode(drawn)), pair => Near("Sample", pair.First, pair.Second, 1));
            }

            if (_graph.Model.Indexed is { } indexed && _graph.Model.Condition is null)
            {
                Compare("EncodeIndices", indexed.Indices, [.. _model.EncodeIndices(_batch).Select(index => (double)index)], 1);
                Compare("DecodeIndices", indexed.Decoded, _model.DecodeIndices([.. Enumerable.Range(0, Rows * _model.Info.IndexCount).Select(Index)]), 1);
            }

            if (_graph.Model.Active is { } active)
            {
                CompareSparse(_interpreter.Evaluate(active.Units), _interpreter.Evaluate(active.Values), _model.EncodeSparse(_batch));
            }

            if (_graph.Model.Predicted is { } predicted)
            {
                Compare("Predict", predicted, _model.Predict(_batch), 1);
            }
        }

        // Found in the graph as it was lowered, and adding up to what Test gives.
        private void CompareScores(Losses tested)
        {
            ExampleLosses scores = _model.Score(_examples, _key);
            NamedNode[] losses = [.. _graph.Test.Terms, .. _graph.Test.Metrics];
            int[] slots = [.. Enumerable.Range(0, losses.Length).Where(slot => _graph.Test.Parts[slot] is not null)];
            Assert.Equal(["total", .. slots.Select(slot => losses[slot].Name)], scores.Names);
            var totals = new double[Rows];
            foreach (int slot in slots)
            {
                bool isTerm = slot < tested.Count;
                double[] column = [.. scores[losses[slot].Name]];
                Near($"mean score {losses[slot].Name}", column.Average(), isTerm ? tested[slot] : tested.Metrics[slot - tested.Count], 1);
                Compare($"score {losses[slot].Name}", _graph.Test.Parts[slot], column, 1);
                for (int row = 0; isTerm && row < Rows; row++)
                {
                    totals[row] += column[row];
                }
            }

            Assert.Equal(totals, scores.Total.ToArray());
        }

        // The active units, ascending, then none.
        private void CompareSparse(double[,] units, double[,] values, (int[] Units, double[] Values) actual)
        {
            int places = units.GetLength(1);
            for (int row = 0; row < Rows; row++)
            {
                (double Unit, double Value)[] expected = [.. Enumerable.Range(0, places).Select(place => (units[row, place], values[row, place])).Where(pair => pair is { Item1: >= 0, Item2: > 0 })];
                for (int place = 0; place < places; place++)
                {
                    Near($"EncodeSparse unit {place}", actual.Units[(row * places) + place], place < expected.Length ? expected[place].Unit : -1, 1);
                    Near($"EncodeSparse value {place}", actual.Values[(row * places) + place], place < expected.Length ? expected[place].Value : 0, 1);
                }
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
                Draw(noise.Kind, _key, noise.Site, row, values);
                return values[column];
            }

            if (_graph.Model.Prior?.Inputs.Contains(node) == true)
            {
                var values = new double[node.Shape.Columns];
                var key = new NoiseKey(SampleSeed, RepLearn.Numerics.Random.ReservedNoise.SamplingStep);
                bool isUniform = node == _graph.Model.Prior.Inputs[0];
                Draw(isUniform ? NoiseKind.Uniform : NoiseKind.Normal, key, isUniform ? 0 : 1, row, values);
                return values[column];
            }

            if (node == _graph.Model.Indexed?.Input)
            {
                return Index((row * node.Shape.Columns) + column);
            }

            if (node == _graph.Model.CodeInput)
            {
                return _codes[(row * (_codes.Length / Rows)) + column];
            }

            int first = _graph.Model.Inputs.TakeWhile(input => input != node).Sum(input => input.Shape.Columns);
            return _examples[(row * _model.Info.ExampleSize) + first + column];
        }

        // Of class numbers, labels that are not known among them, and of values.
        private static void Draw(NoiseKind kind, NoiseKey key, int site, int row, double[] values)
        {
            if (kind == NoiseKind.Normal)
            {
                RepLearn.Numerics.Random.Noise.Normal<double>(key, site, row, values);
            }
            else
            {
                RepLearn.Numerics.Random.Noise.Uniform<double>(key, site, row, values);
            }
        }

        private int Index(int place) => (place * 7) % _model.Info.CodebookSize;

        private double[] Draw(Random random, double from, double to, params InputInfo[] inputs) =>
        [
            .. Enumerable.Range(0, Rows).SelectMany(_ => inputs).SelectMany(input => Enumerable.Range(0, input.Width).Select(_ =>
                input.Domain is { IsLabel: true } classes ? random.Next((int)classes.Least, (int)classes.Most + 1)
                : input.Domain is { AllowsMissing: true } && random.Next(3) == 0 ? double.NaN
                : from + ((to - from) * random.NextDouble()))),
        ];

        // Groups of neighbouring values add up to 1.
        private static void Normalize(double[] rows, int stride, int column, int width, int group)
        {
            for (int index = 0; index < Rows * width / group; index++)
            {
                int first = (index * group / width * stride) + column + (index * group % width);
                double sum = rows.AsSpan(first, group).ToArray().Sum();
                for (int value = first; value < first + group; value++)
                {
                    rows[value] /= sum;
                }
            }
        }

        private static double[] Columns(double[] rows, int stride, int first, int count) =>
            [.. Enumerable.Range(0, Rows).SelectMany(row => Columns(rows, stride, first, count, row))];

        private static double[] Columns(double[] rows, int stride, int first, int count, int row) => rows[((row * stride) + first)..((row * stride) + first + count)];
    }
}
