using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Files;

namespace RepLearn.Onnx;

/// <summary>A graph of ONNX that grows node by node. A value is known by its name, and tensors of equal content are one.</summary>
/// <param name="number">The type of the model's numbers.</param>
internal sealed class OnnxGraph(OnnxType number)
{
    private readonly List<OnnxNode> _nodes = [];
    private readonly Dictionary<string, OnnxTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly List<ProtocolBuffer> _inputs = [];
    private readonly List<ProtocolBuffer> _outputs = [];
    private readonly OnnxType _modelNumber = number;
    private string? _examples;
    private string? _batchSize;

    /// <summary>The type of the numbers that are being computed: the model's, but within users' functions double.</summary>
    public OnnxType Number { get; set; } = number;

    /// <summary>Constant tensors and parameters that operations read: of others ONNX Runtime warns.</summary>
    public IEnumerable<OnnxTensor> Tensors
    {
        get
        {
            var read = _nodes.SelectMany(node => node.Inputs).ToHashSet(StringComparer.Ordinal);
            return _tensors.Values.Where(tensor => read.Contains(tensor.Name));
        }
    }

    /// <summary>How many operations there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>Adds an input or output, whose first axis is the batch.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="type">Of its values.</param>
    /// <param name="columns">Values in a row; null for a number for each example.</param>
    /// <param name="text">What it is.</param>
    /// <param name="isOutput">Whether it is an output.</param>
    public void Declare(string name, OnnxType type, int? columns, string text, bool isOutput = false)
    {
        var shape = new ProtocolBuffer();
        var batch = new ProtocolBuffer();
        batch.AddText(OnnxField.DimensionName, "batch");
        shape.AddMessage(OnnxField.ShapeDimension, batch);
        if (columns is { } width)
        {
            var row = new ProtocolBuffer();
            row.AddVarint(OnnxField.DimensionValue, width);
            shape.AddMessage(OnnxField.ShapeDimension, row);
        }

        var tensor = new ProtocolBuffer();
        tensor.AddVarint(OnnxField.TypeElement, (int)type);
        tensor.AddMessage(OnnxField.TypeShape, shape);
        var kind = new ProtocolBuffer();
        kind.AddMessage(OnnxField.TypeTensor, tensor);
        var value = new ProtocolBuffer();
        value.AddText(OnnxField.ValueName, name);
        value.AddMessage(OnnxField.ValueType, kind);
        value.AddText(OnnxField.ValueText, text);
        _names[name] = 1;
        (isOutput ? _outputs : _inputs).Add(value);
        _examples ??= name;
    }

    /// <summary>Adds an operation with one result.</summary>
    public string Add(string operation, string[] inputs, params ProtocolBuffer[] attributes)
    {
        _nodes.Add(new OnnxNode(operation, inputs, attributes) { Result = Unique(operation) });
        return _nodes[^1].Result;
    }

    /// <summary>Adds an operation with two results.</summary>
    public (string First, string Second) AddTwo(string operation, string[] inputs, params ProtocolBuffer[] attributes)
    {
        var node = new OnnxNode(operation, inputs, attributes) { First = Unique(operation), Result = Unique(operation) };
        _nodes.Add(node);
        return (node.First, node.Result);
    }

    /// <summary>Names the last result of the last operation, which nothing reads yet; with a number where the name is taken.</summary>
    public string NameLast(string name) => _nodes[^1].Result = Unique(name);

    /// <summary>The number of examples, as a list of one integer.</summary>
    public string BatchSize() => _batchSize ??= Add("Shape", [_examples!], OnnxAttribute.Of("start", 0), OnnxAttribute.Of("end", 1));

    /// <summary>Makes a value an output.</summary>
    public void Return(string value, string output) => _nodes.Add(new OnnxNode("Identity", [value], []) { Result = output });

    /// <summary>A number, to broadcast.</summary>
    public string Scalar(double value) => Matrix(string.Create(CultureInfo.InvariantCulture, $"number_{value:R}"), 1, 1, [value]);

    /// <summary>A constant matrix of the numbers that are being computed.</summary>
    /// <param name="name">Says what is in it: the same for the same content.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="columns">Values in a row.</param>
    /// <param name="values">Its values, row by row.</param>
    public string Matrix(string name, int rows, int columns, double[] values)
    {
        if (Number != _modelNumber)
        {
            name += "_double";
        }

        if (!_tensors.ContainsKey(name))
        {
            Write(name, Number == OnnxType.Double ? Bytes<double>(values) : Bytes<float>(Array.ConvertAll(values, value => (float)value)), Number, [rows, columns]);
        }

        return name;
    }

    /// <summary>A list of integers.</summary>
    public string Integers(params long[] values)
    {
        string name = $"integers_{string.Join('_', values)}";
        if (!_tensors.ContainsKey(name))
        {
            Write(name, Bytes<long>(values), OnnxType.Int64, [values.Length]);
        }

        return name;
    }

    /// <summary>Adds a tensor whose values are written with the file.</summary>
    public string Tensor(OnnxTensor tensor)
    {
        _names[tensor.Name] = 1;
        _tensors.TryAdd(tensor.Name, tensor);
        return tensor.Name;
    }

    /// <summary>All but the tensors.</summary>
    public ProtocolBuffer ToMessage(string name, string text)
    {
        var message = new ProtocolBuffer();
        foreach (OnnxNode node in _nodes)
        {
            message.AddMessage(OnnxField.GraphNode, node.ToMessage());
        }

        message.AddText(OnnxField.GraphName, name);
        message.AddText(OnnxField.GraphText, text);
        _inputs.ForEach(input => message.AddMessage(OnnxField.GraphInput, input));
        _outputs.ForEach(output => message.AddMessage(OnnxField.GraphOutput, output));
        return message;
    }

    private void Write(string name, byte[] bytes, OnnxType type, long[] dimensions) =>
        Tensor(new OnnxTensor(name, type, dimensions, bytes.Length, stream => stream.Write(bytes)));

    private static byte[] Bytes<T>(T[] values)
        where T : unmanaged
    {
        var ordered = (T[])values.Clone();
        LittleEndian.Normalize<T>(ordered);
        return MemoryMarshal.AsBytes<T>(ordered).ToArray();
    }

    private string Unique(string stem)
    {
        if (_names.TryAdd(stem, 1))
        {
            return stem;
        }

        string name;
        do
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{++_names[stem]}");
        }
        while (!_names.TryAdd(name, 1));
        return name;
    }
}
