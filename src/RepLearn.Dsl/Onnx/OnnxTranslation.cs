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
    private readonly ModelGraph _model = new(info.Graph);
    private readonly Dictionary<GraphValue, string> _names = [];

    // What the decoder reads in the place of its input.
    private string _code = "code";

    private static OnnxType Number => typeof(T) == typeof(double) ? OnnxType.Double : OnnxType.Float;

    /// <summary>The graph from the inputs of a part to its outputs.</summary>
    public OnnxGraph Translate(OnnxPart part)
    {
        DeclareInputs(part);
        switch (part)
        {
            case OnnxPart.Encoder:
                Return("code", _model.ResultOf(ProgramName.Encode), "A row for each example: its code; of a distribution, its mean.");
                break;
            case OnnxPart.Prediction:
                Return("prediction", _model.ResultOf(ProgramName.Predict), info.ClassCount > 0 ? "A row for each example: the probability of each class." : "A row for each example: what is predicted of it.");
                break;
            case OnnxPart.IndexEncoder:
                DeclareIndices(isOutput: true);
                string indices = ValueOf(_model.ResultOf(ProgramName.EncodeIndices));
                _graph.Return(_graph.Cast(indices, OnnxType.Int64), "indices");
                break;
            case OnnxPart.SparseEncoder:
                ReturnSparse(_model.ResultsOf(ProgramName.EncodeSparse));
                break;
            case OnnxPart.Decoder:
                Decode(() => "code");
                break;
            case OnnxPart.IndexDecoder:
                Decode(CodeOfIndices);
                break;
            default:
                Decode(() => ValueOf(_model.ResultOf(ProgramName.Encode)));
                break;
        }

        return _graph;
    }

    // Outputs are declared first, so that no value within has their name.
    private void Decode(Func<string> code)
    {
        GraphValue decoded = _model.ResultOf(ProgramName.Decode);
        DeclareOutput("reconstruction", Number, decoded.Columns, "A row for each example: the mean of the output; probabilities of Bernoulli and categorical variables, rates of counts.");
        _code = code();
        _graph.Return(ValueOf(decoded), "reconstruction");
    }

    private string CodeOfIndices()
    {
        string codebook = ValueOf(_model.TableOf(_model.ResultOf(ProgramName.EncodeIndices)));
        return _graph.Reshape(_graph.Add("Gather", [codebook, _graph.Reshape("indices", -1)]), -1, info.LatentSize);
    }

    private void ReturnSparse(GraphValue[] results)
    {
        DeclareOutput("units", OnnxType.Int64, info.MostActive, "A row for each example: the numbers of its active units by rising number, then -1 in each place that is left.");
        DeclareOutput("values", Number, info.MostActive, "A row for each example: the values of these units, then 0 in each place that is left.");
        string[] x = Array.ConvertAll(results, ValueOf);
        _graph.Number = Number;
        (string units, string values) = OnnxSparse.Positive(_graph, x[0], x[1], info.MostActive, info.LatentSize);
        _graph.Return(units, "units");
        _graph.Return(values, "values");
    }

    private void Return(string name, GraphValue result, string text)
    {
        DeclareOutput(name, Number, result.Columns, text);
        _graph.Return(ValueOf(result), name);
    }

    private void DeclareOutput(string name, OnnxType type, int columns, string text) => _graph.Declare(name, type, columns, text, isOutput: true);

    private void DeclareIndices(bool isOutput) => _graph.Declare(
        "indices", OnnxType.Int64, info.IndexCount, FormattableString.Invariant($"A row for each example: numbers of vectors of the codebook, from 0 to {info.CodebookSize - 1}."), isOutput);

    private string ValueOf(GraphValue result)
    {
        foreach (GraphValue value in _model.Needed(result).Where(value => !_names.ContainsKey(value)))
        {
            _names.Add(value, Add(value));
        }

        return _names[result];
    }

    private void DeclareInputs(OnnxPart part)
    {
        if (part == OnnxPart.Decoder)
        {
            _graph.Declare("code", Number, info.LatentSize, "A row for each example: its code.");
        }
        else if (part == OnnxPart.IndexDecoder)
        {
            DeclareIndices(isOutput: false);
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
        : value.Name == "code" ? _code
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
