using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>
/// Evaluates a graph by plain loops in <see cref="double"/>, one operation at a time: the reference for derivative
/// rules, rewrites and plans. It shares nothing with emission or the runtime.
/// </summary>
/// <param name="step">The training step, for numbers that follow a schedule; null where schedules are done.</param>
internal sealed class GraphInterpreter(int batch, Func<Node, int, int, double> leaf, int? step = null)
{
    private readonly Dictionary<Node, double[,]> _values = [];

    public double[,] Evaluate(Node node)
    {
        if (!_values.TryGetValue(node, out double[,]? value))
        {
            value = Compute(node, [.. node.Operands.Select(Evaluate)]);
            _values.Add(node, value);
        }

        return value;
    }

    public double Scalar(Node node) => Evaluate(node)[0, 0];

    private int RowsOf(Shape shape) => shape.PerExample ? batch * shape.Rows : shape.Rows;

    private double[,] Compute(Node node, double[][,] x)
    {
        var y = new double[RowsOf(node.Shape), node.Shape.Columns];
        for (int row = 0; row < y.GetLength(0); row++)
        {
            for (int column = 0; column < y.GetLength(1); column++)
            {
                y[row, column] = Element(node, x, row, column);
            }
        }

        return y;
    }

    private double Element(Node node, double[][,] x, int row, int column)
    {
        double at(int operand) => Broadcast(x[operand], row, column);
        return node.Op switch
        {
            Op.Constant => node.Constant!.Value,
            Op.RunScalar => Scalar(node.Get<RunScalar>(), x),
            Op.Input or Op.Parameter or Op.Noise => leaf(node, row, column),
            Op.ColumnIndex => column,
            Op.Identity => row % node.Shape.Rows == column ? 1 : 0,
            Op.Add => at(0) + at(1),
            Op.Subtract => at(0) - at(1),
            Op.Multiply => at(0) * at(1),
            Op.Divide => at(0) / at(1),
            Op.Negate => -at(0),
            Op.Exp => Math.Exp(at(0)),
            Op.Log => Math.Log(at(0)),
            Op.Sqrt => Math.Sqrt(at(0)),
            Op.Tanh => Math.Tanh(at(0)),
            Op.Sigmoid => 1 / (1 + Math.Exp(-at(0))),
            Op.Softplus => Math.Max(at(0), 0) + Math.Log(1 + Math.Exp(-Math.Abs(at(0)))),
            Op.Erf => Erf(at(0)),
            Op.Sin => Math.Sin(at(0)),
            Op.Cos => Math.Cos(at(0)),
            Op.Abs => Math.Abs(at(0)),
            Op.Sign => at(0) > 0 ? 1 : at(0) < 0 ? -1 : 0,
            Op.Step => at(0) > 0 ? 1 : 0,
            Op.Maximum => Math.Max(at(0), at(1)),
            Op.Minimum => Math.Min(at(0), at(1)),
            Op.Power => Math.Pow(at(0), node.Get<Exponent>().Value),
            Op.SphereCumulant => SphereSums.Cumulant(at(0), node.Get<SphereCumulant>().Size, node.Get<SphereCumulant>().Derivative),
            Op.SphereAngle => SphereSums.Quantile(x[0][row, 0], node.Get<Sphere>().Size, x[1][row, 0]),
            Op.SphereAngleSlope => SphereSums.QuantileSlope(x[0][row, 0], node.Get<Sphere>().Size, x[1][row, 0]),
            Op.Select => at(0) > 0 ? at(1) : at(2),
            Op.Function => Function(node.Get<FunctionBody>().Body, at(0)),
            Op.Broadcast or Op.Copy or Op.Detach => at(0),
            Op.RepeatRows => x[0][row / node.Shape.Rows, column],
            Op.Reshape => Reshaped(node, x[0], row, column),
            Op.Tile => x[0][row % node.Shape.Rows, column],
            Op.Reduce => node.Reduction!.IsSum ? Reduced(node, x[0], row, column).Sum() : Reduced(node, x[0], row, column).Max(),
            Op.Product => Sum(x[0].GetLength(1), index => x[0][row, index] * x[1][index, column]),
            Op.ProductTransposed => Sum(x[0].GetLength(1), index => x[0][row, index] * x[1][column, index]),
            Op.TransposedProduct => Sum(x[0].GetLength(0), index => x[0][index, row] * x[1][index, column]),
            Op.WeightedDistances => Sum(x[0].GetLength(1), index => x[2][column, index] * Math.Pow(x[0][row, index] - x[1][column, index], 2)),
            Op.TriangularProduct => Sum(column, j => x[0][row, Packed(column, j)] * x[1][row, j]),
            Op.TriangularProductTransposed => Sum(node.Shape.Columns - column - 1, i => x[0][row, Packed(column + 1 + i, column)] * x[1][row, column + 1 + i]),
            Op.TriangularOuterProduct => Enumerable.Range(1, x[0].GetLength(1) - 1).SelectMany(i => Enumerable.Range(0, i).Select(j => (i, j)))
                .Where(pair => Packed(pair.i, pair.j) == column).Sum(pair => x[0][row, pair.i] * x[1][row, pair.j]),
            Op.Convolve => Sum(Taps(node), tap => Image(node, x[0], row, column, tap) * x[1][tap, column % Window(node).Filters]),
            Op.ConvolveTransposed => Sum(Window(node).YColumns, index => x[0][row, index] * Sum(Taps(node), tap => InputOf(node, index, tap) == column ? x[1][tap, index % Window(node).Filters] : 0)),
            Op.PatchProduct => Sum(x[0].GetLength(0), example => Sum(Window(node).Pixels, pixel =>
                Image(node, x[0], example, pixel * Window(node).Filters, row) * x[1][example, (pixel * Window(node).Filters) + column])),
            Op.WindowArgMax => PlacesOf(node, column).MaxBy(place => x[0][row, place.Input]).Place,
            Op.WindowGather => PlacesOf(node, column).Where(place => place.Place == (int)PlaceAt(node, x[1], row, column)).Sum(place => x[0][row, place.Input]),
            Op.WindowScatter => Sum(Pooling(node).YColumns, output =>
                PlacesOf(node, output).Contains(((int)PlaceAt(node, x[1], row, output), column)) ? x[0][row, output] : 0),
            Op.WindowSum => PlacesOf(node, column).Sum(place => x[0][row, place.Input]),
            Op.WindowSpread => Sum(Pooling(node).YColumns, output => PlacesOf(node, output).Any(place => place.Input == column) ? x[0][row, output] : 0),
            Op.TopColumns => Largest(x[0], row, node.Shape.Columns)[column],
            Op.KeepColumns => Kept(x, row)[column],
            Op.BatchThreshold => x[0].Cast<double>().OrderDescending().ElementAt(node.Get<ColumnCount>().Count * batch),
            Op.GatherColumns => x[1][row, column] < 0 ? 0 : x[0][x[0].GetLength(0) == 1 ? 0 : row, (int)x[1][row, column]],
            Op.ScatterColumns => Sparse(x, row, column),
            Op.SparseProduct => Sum(x[2].GetLength(0), index => Sparse(x, row, index) * x[2][index, column]),
            Op.SampledProduct => x[2][row, column] < 0 ? 0 : Sum(x[0].GetLength(1), index => x[0][row, index] * x[1][(int)x[2][row, column], index]),
            Op.TransposedSparseProduct => Sum(batch, example => Sparse(x, example, row) * x[2][example, column]),
            Op.SparseColumnSums => Sum(batch, example => Sparse(x, example, column)),
            Op.PairwiseSum => Sum(batch, other => Kernel(node, Distance(x[0], row, x[1], other)).Value),
            Op.PairwiseSlope => Sum(batch, other =>
                (x.Length > 2 ? x[2][other, 0] : 1) * 2 * Kernel(node, Distance(x[0], row, x[1], other)).Slope * (x[0][row, column] - x[1][other, column])),
            Op.MixtureLogDensity => Math.Log(Sum(batch, other => Component(x, row, other, column))),
            Op.MixtureSlope => -Sum(batch, other => Share(x, row, other, column) * x[2][other, column] * (x[0][row, column] - x[1][other, column])),
            Op.MixtureMoment => Sum(batch, other => (x.Length > 5 ? Broadcast(x[5], other, column) : 1) * Share(x, other, row, column)
                * Math.Pow(x[0][other, column] - x[1][row, column], node.Get<MomentOrder>().Power)),
            Op.GatherRows => x[1][(int)x[0][row, 0], column],
            Op.ScatterRows => Sum(x[1].GetLength(0), other => (int)x[0][other, 0] == row ? x[1][other, column] : 0),
            Op.CountRows => Sum(x[0].GetLength(0), other => (int)x[0][other, 0] == row ? 1 : 0),
            Op.RandomRows => x[0][Drawn(node, x[0].GetLength(0), row), column],
            Op.RepeatPixels => x[0][row, column % node[0].Shape.Columns],
            Op.SumPixels => Sum(node.Get<PixelCount>().Count, pixel => x[0][row, (pixel * node.Shape.Columns) + column]),
            _ => throw new InvalidOperationException($"The interpreter does not know {node.Op}."),
        };
    }

    private double Scalar(RunScalar scalar, double[][,] x) => scalar switch
    {
        InverseExamples or InverseBatch => 1.0 / batch,
        StepShare => 1,
        Setting setting => setting.Declared,
        Ramp ramp => x[0][0, 0] * Math.Min(1, (step ?? ramp.Steps) / (double)ramp.Steps),
        _ => 1,
    };

    private IEnumerable<double> Reduced(Node node, double[,] x, int row, int column)
    {
        int rows = node[0].Shape.Rows;
        return node.Reduction!.Axis switch
        {
            ReduceAxis.Columns => Enumerable.Range(0, x.GetLength(1)).Select(index => x[row, index]),
            ReduceAxis.Rows => Enumerable.Range(0, x.GetLength(0)).Select(index => x[index, column]),
            ReduceAxis.ExampleRows => Enumerable.Range(0, rows).Select(index => x[(row * rows) + index, column]),
            _ => Enumerable.Range(0, batch).Select(index => x[(index * rows) + row, column]),
        };
    }

    // One of as many parts of the rows as are drawn, all moved by the same distance.
    private int Drawn(Node node, int rows, int part)
    {
        int count = node.Get<RowDraw>().Count;
        int first = (int)((long)part * rows / count);
        int next = (int)((part + 1L) * rows / count);
        return (first + (int)(leaf(node, part, 0) * (next - first)) + (int)(leaf(node, count, 0) * rows)) % rows;
    }

    private static double Reshaped(Node node, double[,] x, int row, int column)
    {
        int place = (row % node.Shape.Rows * node.Shape.Columns) + column;
        return x[(row / node.Shape.Rows * node[0].Shape.Rows) + (place / x.GetLength(1)), place % x.GetLength(1)];
    }

    private static int Packed(int i, int j) => (i * (i - 1) / 2) + j;

    // The columns of the largest values, of equal ones the first.
    private static double[] Largest(double[,] x, int row, int count)
    {
        IEnumerable<int> columns = Enumerable.Range(0, x.GetLength(1)).Where(column => !double.IsNegativeInfinity(x[row, column]));
        int[] largest = [.. columns.OrderByDescending(column => x[row, column]).ThenBy(column => column).Take(count).Order()];
        return [.. largest.Select(column => (double)column), .. Enumerable.Repeat(-1.0, count - largest.Length)];
    }

    private static double[] Kept(double[][,] x, int row)
    {
        int count = x[0].GetLength(1);
        double[] kept = [.. Enumerable.Range(0, count).Where(index => x[0][row, index] >= 0 && x[1][row, index] > 0).Select(index => x[0][row, index])];
        return [.. kept, .. Enumerable.Repeat(-1.0, count - kept.Length)];
    }

    // The value of a sparse matrix, of values and their columns, in one place.
    private static double Sparse(double[][,] x, int row, int column) =>
        Sum(x[0].GetLength(1), index => x[1][row, index] == column ? x[0][row, index] : 0);

    private static double Distance(double[,] x, int row, double[,] y, int other) =>
        Sum(x.GetLength(1), column => (x[row, column] - y[other, column]) * (x[row, column] - y[other, column]));

    // Σ s C / (s C + d²)
    private static (double Value, double Slope) Kernel(Node node, double square)
    {
        double[] scales = [.. new[] { 0.1, 0.2, 0.5, 1, 2, 5, 10 }.Select(scale => scale * node.Get<PairKernel>().Scale)];
        return (scales.Sum(scale => scale / (scale + square)), scales.Sum(scale => -scale / Math.Pow(scale + square, 2)));
    }

    // exp(c − ½ Σ τ (x − μ)²) of a row, or of one of its columns
    private static double Component(double[][,] x, int row, int component, int column)
    {
        double part(int index) => x[2][component, index] * Math.Pow(x[0][row, index] - x[1][component, index], 2);
        bool isJoint = x[3].GetLength(1) == 1;
        return Math.Exp(Broadcast(x[3], component, column) - (0.5 * (isJoint ? Sum(x[0].GetLength(1), part) : part(column))));
    }

    private static double Share(double[][,] x, int row, int component, int column) => Component(x, row, component, column) / Math.Exp(Broadcast(x[4], row, column));

    private static ConvolutionShape Window(Node node) => node.Get<ConvolutionShape>();

    private static int Taps(Node node) => Window(node).Depth;

    // The column of X that a tap of the window meets for a column of Y; −1 beyond the image.
    private static int InputOf(Node node, int columnOfY, int tap)
    {
        (WindowAxis vertical, WindowAxis horizontal) = (Window(node).Vertical, Window(node).Horizontal);
        int pixel = columnOfY / Window(node).Filters;
        int place = tap / Window(node).Channels;
        int line = (pixel / horizontal.Outputs * vertical.Stride) - vertical.Padding + (place / horizontal.Kernel);
        int column = (pixel % horizontal.Outputs * horizontal.Stride) - horizontal.Padding + (place % horizontal.Kernel);
        bool isInside = line >= 0 && line < vertical.Inputs && column >= 0 && column < horizontal.Inputs;
        return isInside ? (((line * horizontal.Inputs) + column) * Window(node).Channels) + (tap % Window(node).Channels) : -1;
    }

    private static double Image(Node node, double[,] x, int row, int columnOfY, int tap) =>
        InputOf(node, columnOfY, tap) is >= 0 and var column ? x[row, column] : 0;

    private static WindowShape Pooling(Node node) => node.Get<WindowShape>();

    // The places of a window that are in the image, with the columns of X there.
    private static IEnumerable<(int Place, int Input)> PlacesOf(Node node, int columnOfY)
    {
        (WindowAxis vertical, WindowAxis horizontal, int channels) = (Pooling(node).Vertical, Pooling(node).Horizontal, Pooling(node).Channels);
        int pixel = columnOfY / channels;
        for (int place = 0; place < Pooling(node).Places; place++)
        {
            int line = (pixel / horizontal.Outputs * vertical.Stride) - vertical.Padding + (place / horizontal.Kernel);
            int column = (pixel % horizontal.Outputs * horizontal.Stride) - horizontal.Padding + (place % horizontal.Kernel);
            if (line >= 0 && line < vertical.Inputs && column >= 0 && column < horizontal.Inputs)
            {
                yield return (place, (((line * horizontal.Inputs) + column) * channels) + (columnOfY % channels));
            }
        }
    }

    // Several rows of an example have the places of its one row.
    private static double PlaceAt(Node node, double[,] places, int row, int columnOfY) =>
        places[row / (node.Shape.Rows / node[1].Shape.Rows), columnOfY];

    private static double Function(ScalarBody body, double x) =>
        new GraphInterpreter(1, (_, _, _) => x).Evaluate(body.Value)[0, 0];

    private static double Broadcast(double[,] value, int row, int column) =>
        value[value.GetLength(0) == 1 ? 0 : row, value.GetLength(1) == 1 ? 0 : column];

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);

    // 2/√π Σ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n + 1)) near 0, where it does not cancel, else by the continued fraction of erfc.
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 2)
        {
            return Math.Sign(x) * (1 - Erfc(Math.Abs(x)));
        }

        double term = x;
        double sum = x;
        for (int n = 1; n < 80; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    // exp(−x²) / √π / (x + ½ / (x + 1 / (x + 3/2 / (x + 2 / …)))), for x above 2
    private static double Erfc(double x)
    {
        double fraction = x;
        for (int level = 200; level > 0; level--)
        {
            fraction = x + (0.5 * level / fraction);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}
