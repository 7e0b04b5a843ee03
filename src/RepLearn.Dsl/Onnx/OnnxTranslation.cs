using System.Numerics;
using RepLearn.Numerics.Buffers;
using RepLearn.Runtime;

namespace RepLearn.Onnx;

/// <summary>Translates a part of a model's graph, value by value.</summary>
/// <param name="info">What is known of the model.</param>
/// <param name="parameters">All of the model's.</param>
internal sealed class OnnxTranslation<T>(ModelInfo info, T[] parameters)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly OnnxGraph _graph = new(Number);
    private readonly Dictionary<GraphValue, string> _names = [];

    private static OnnxType Number => typeof(T) == typeof(double) ? OnnxType.Double : OnnxType.Float;

    /// <summary>The graph from the inputs of a part to its output.</summary>
    public OnnxGraph Translate(OnnxPart part)
    {
        var model = new ModelGraph(info.Graph);
        GraphValue encoded = model.ResultOf(ProgramName.Encode)!;
        (GraphValue result, string name, string text) = part switch
        {
            OnnxPart.Encoder => (encoded, "code", "A row for each example: its code; of a distribution, its mean."),
            OnnxPart.Prediction => (model.ResultOf(ProgramName.Predict)!, "prediction", info.ClassCount > 0 ? "A row for each example: the probability of each class." : "A row for each example: what is predicted of it."),
            _ => (model.ResultOf(ProgramName.Decode)!, "reconstruction", "A row for each example: the mean of the output; probabilities of Bernoulli and categorical variables, rates of counts."),
        };
        DeclareInputs(part);
        _graph.Declare(name, Number, result.Columns, text, isOutput: true);
        foreach (GraphValue value in model.Needed(part == OnnxPart.Reconstruction ? [encoded, result] : [result]))
        {
            _names.Add(value, value.Op == "Input" && value.Name == "code" && part == OnnxPart.Reconstruction ? _names[encoded] : Add(value));
        }

        _graph.Return(_names[result], name);
        return _graph;
    }

    private void DeclareInputs(OnnxPart part)
    {
        if (part == OnnxPart.Decoder)
        {
            _graph.Declare("code", Number, info.LatentSize, "A row for each example: its code.");
        }
        else
        {
            _graph.Declare("x", Number, info.InputSize, "A row for each example: its values; those of an image line by line, its channels last.");
        }

        if (info.ConditionClasses > 0)
        {
            _graph.Declare("condition", OnnxType.Int64, null, FormattableString.Invariant($"For each example the number of its class, from 0 to {info.ConditionClasses - 1}."));
        }
        else if (info.ConditionSize > 0)
        {
            _graph.Declare("condition", Number, info.ConditionSize, "A row for each example: its condition.");
        }
    }

    private string Add(GraphValue value)
    {
        _graph.Number = value.IsWide ? OnnxType.Double : Number;
        int before = _graph.Count;
        string result = value.Op switch
        {
            "Input" => Input(value),
            "Parameter" => _graph.Tensor(Parameter(info.Layout[value.Arguments[0]])),
            _ => OnnxRules.Of(value.Op)(_graph, value, Array.ConvertAll(value.Operands, NameOf)),
        };
        return _graph.Count == before ? result : _graph.NameLast(value.Name);
    }

    private string NameOf(GraphValue operand) => operand.Op == GraphValue.Constant ? _graph.Scalar(operand.Number) : _names[operand];

    private string Input(GraphValue value) =>
        value.Name == "condition" && info.ConditionClasses > 0 ? _graph.Cast(_graph.Reshape("condition", -1, 1), Number)
        : value.Name == "input" ? "x"
        : value.Name;

    private OnnxTensor Parameter(ParameterInfo parameter)
    {
        ReadOnlyMemory<T> values = parameters.AsMemory(parameter.Offset, parameter.Length);
        Finite.ExpectSaved(parameter.Name, parameter.Columns, 0, values.Span);
        return new OnnxTensor(
            parameter.Name, Number, [parameter.Rows, parameter.Columns], (long)parameter.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>(),
            stream => LittleEndian.Write(values.Span, stream.Write));
    }
}
