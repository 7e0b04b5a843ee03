using System.Globalization;

namespace RepLearn.Onnx;

/// <summary>
/// Operations on images, each a row, channels last. What ONNX calls an image has its channels first. In double, for which ONNX Runtime has no
/// convolutions, and for sums of windows, the two sides of an image are multiplied by matrices of zeros and ones, which pick the pixels of each window.
/// </summary>
internal static class OnnxImages
{
    /// <summary>X ∗ W. In double it is the product of the patches of X with W.</summary>
    public static string Convolve(OnnxGraph graph, GraphValue value, string[] x)
    {
        var window = new OnnxWindow(value.Arguments);
        (OnnxAxis rows, OnnxAxis columns) = (window.Vertical, window.Horizontal);
        int filters = value.Arguments[^1];
        if (graph.Number == OnnxType.Float)
        {
            string convolved = graph.Add("Conv", [window.Image(graph, x[0]), Filters(graph, window, filters, x[1])], window.Attributes());
            return graph.Row(convolved, rows.Outputs * columns.Outputs * filters);
        }

        string picked = Along(graph, x[0], window.Channels, rows.Patches(false), columns.Patches(false));
        string patches = graph.Reshape(window.Patches(graph, picked, [rows.Outputs, rows.Kernel, columns.Outputs, columns.Kernel]), -1, window.Depth);
        return graph.Reshape(graph.Add("MatMul", [patches, x[1]]), value.FreeRows, value.Columns);
    }

    /// <summary>Each pixel of Y times Wᵀ, added to the patch of X that it belongs to.</summary>
    public static string ConvolveTransposed(OnnxGraph graph, GraphValue value, string[] x)
    {
        var window = new OnnxWindow(value.Arguments);
        (OnnxAxis rows, OnnxAxis columns) = (window.Vertical, window.Horizontal);
        int filters = value.Arguments[^1];
        if (graph.Number == OnnxType.Float)
        {
            string image = graph.Image(x[0], rows.Outputs, columns.Outputs, filters);
            string convolved = graph.Add("ConvTranspose", [image, Filters(graph, window, filters, x[1])], window.TransposedAttributes());
            return graph.Row(convolved, value.Columns);
        }

        string patches = graph.Add("Gemm", [graph.Reshape(x[0], -1, filters), x[1]], OnnxAttribute.Of("transB", 1));
        string sorted = graph.Reshape(window.Patches(graph, patches, [rows.Outputs, columns.Outputs, rows.Kernel, columns.Kernel]), -1, window.Depth * rows.Outputs * columns.Outputs);
        return Along(graph, sorted, window.Channels, rows.Patches(true), columns.Patches(true));
    }

    /// <summary>The largest value of each window; the second operand is its place.</summary>
    public static string MaxPool(OnnxGraph graph, GraphValue value, string[] x)
    {
        var window = new OnnxWindow(value.Arguments);
        return graph.Row(graph.Add("MaxPool", [window.Image(graph, x[0])], window.Attributes()), value.Columns);
    }

    /// <summary>The sum of each window.</summary>
    public static string Sum(OnnxGraph graph, GraphValue value, string[] x)
    {
        var window = new OnnxWindow(value.Arguments);
        return Along(graph, x[0], window.Channels, window.Vertical.Sums(false), window.Horizontal.Sums(false));
    }

    /// <summary>Each value in all of its window, and added up there.</summary>
    public static string Spread(OnnxGraph graph, GraphValue value, string[] x)
    {
        var window = new OnnxWindow(value.Arguments);
        return Along(graph, x[0], window.Channels, window.Vertical.Sums(true), window.Horizontal.Sums(true));
    }

    // Weights with a row for each place and channel, as ONNX has them: filters, channels, places.
    private static string Filters(OnnxGraph graph, OnnxWindow window, int filters, string weights) => graph.Add(
        "Transpose",
        [graph.Reshape(weights, window.Vertical.Kernel, window.Horizontal.Kernel, window.Channels, filters)],
        OnnxAttribute.Of("perm", 3, 2, 0, 1));

    // Both sides of an image times a matrix each.
    private static string Along(OnnxGraph graph, string image, int channels, OnnxPicks vertical, OnnxPicks horizontal)
    {
        string lines = graph.Reshape(image, -1, vertical.Columns, horizontal.Columns * channels);
        string pixels = graph.Reshape(graph.Add("MatMul", [vertical.Add(graph), lines]), -1, horizontal.Columns, channels);
        return graph.Reshape(graph.Add("MatMul", [horizontal.Add(graph), pixels]), -1, vertical.Rows * horizontal.Rows * channels);
    }
}

/// <summary>A window that moves over both sides of an image.</summary>
/// <param name="arguments">Those of the operation: five for each axis, the channels, and of convolutions the filters.</param>
internal readonly struct OnnxWindow(int[] arguments)
{
    public OnnxAxis Vertical => new(arguments.AsSpan(0, OnnxAxis.Arguments));

    public OnnxAxis Horizontal => new(arguments.AsSpan(OnnxAxis.Arguments, OnnxAxis.Arguments));

    public int Channels => arguments[2 * OnnxAxis.Arguments];

    /// <summary>Values of a patch.</summary>
    public int Depth => Vertical.Kernel * Horizontal.Kernel * Channels;

    /// <summary>The larger image, channels first.</summary>
    public string Image(OnnxGraph graph, string rows) => graph.Image(rows, Vertical.Inputs, Horizontal.Inputs, Channels);

    /// <summary>Patches whose second and third axis change places, of four before the channels, whose lengths are given.</summary>
    public string Patches(OnnxGraph graph, string patches, int[] axes) => graph.Add(
        "Transpose", [graph.Reshape(patches, -1, axes[0], axes[1], axes[2], axes[3], Channels)], OnnxAttribute.Of("perm", 0, 1, 3, 2, 4, 5));

    public Numerics.Files.ProtocolBuffer[] Attributes() =>
    [
        OnnxAttribute.Of("kernel_shape", Vertical.Kernel, Horizontal.Kernel),
        OnnxAttribute.Of("strides", Vertical.Stride, Horizontal.Stride),
        OnnxAttribute.Of("pads", Vertical.Padding, Horizontal.Padding, Vertical.Padding, Horizontal.Padding),
    ];

    /// <summary>The same for an operation that makes the larger image of the smaller one.</summary>
    public Numerics.Files.ProtocolBuffer[] TransposedAttributes() =>
    [
        OnnxAttribute.Of("kernel_shape", Vertical.Kernel, Horizontal.Kernel),
        OnnxAttribute.Of("strides", Vertical.Stride, Horizontal.Stride),
        OnnxAttribute.Of("pads", Vertical.Padding, Horizontal.Padding, Math.Max(0, Vertical.EndPadding), Math.Max(0, Horizontal.EndPadding)),
        OnnxAttribute.Of("output_padding", Math.Max(0, -Vertical.EndPadding), Math.Max(0, -Horizontal.EndPadding)),
    ];
}

/// <summary>How a window moves along one side of an image: output o meets the inputs <c>o · Stride − Padding + k</c>, k &lt; Kernel.</summary>
internal readonly struct OnnxAxis(ReadOnlySpan<int> arguments)
{
    /// <summary>How many there are for an axis.</summary>
    public const int Arguments = 5;

    public int Inputs { get; } = arguments[0];

    public int Kernel { get; } = arguments[1];

    public int Stride { get; } = arguments[2];

    public int Padding { get; } = arguments[3];

    public int Outputs { get; } = arguments[4];

    /// <summary>What the last window has beyond the image; below 0 where it ends before.</summary>
    public int EndPadding => ((Outputs - 1) * Stride) + Kernel - Padding - Inputs;

    /// <summary>A row for each window, which sums its inputs.</summary>
    public OnnxPicks Sums(bool isTransposed) => new("sums", this, Outputs, isTransposed);

    /// <summary>A row for each window and place, which picks its input.</summary>
    public OnnxPicks Patches(bool isTransposed) => new("patches", this, Outputs * Kernel, isTransposed);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Inputs}_{Kernel}_{Stride}_{Padding}_{Outputs}");
}

/// <summary>A matrix of zeros and ones that makes a side of one image of that of another: a row for each window, or for each window and place, or its transpose.</summary>
internal readonly struct OnnxPicks(string name, OnnxAxis axis, int count, bool isTransposed)
{
    public int Rows => isTransposed ? axis.Inputs : count;

    public int Columns => isTransposed ? count : axis.Inputs;

    public string Add(OnnxGraph graph)
    {
        var values = new double[Rows * Columns];
        for (int place = 0; place < axis.Outputs * axis.Kernel; place++)
        {
            int input = (place / axis.Kernel * axis.Stride) - axis.Padding + (place % axis.Kernel);
            if (input >= 0 && input < axis.Inputs)
            {
                int row = count == axis.Outputs ? place / axis.Kernel : place;
                values[isTransposed ? (input * Columns) + row : (row * Columns) + input] = 1;
            }
        }

        return graph.Matrix($"{name}_{axis}{(isTransposed ? "_transposed" : string.Empty)}", Rows, Columns, values);
    }
}
