using System.Globalization;
using System.Text;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Model;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>What each layer makes of an example, and what it costs: parameters, and multiply-adds of the losses without gradients.</summary>
internal sealed class LayerTable
{
    // A penalty is no part of the network.
    private const int Places = (int)SpecPlace.Regularizer;

    private readonly StringBuilder _text = new();
    private readonly ModelSpec _spec;
    private readonly LoweredModel _model;
    private readonly ModelCost _cost;
    private readonly Plan _forward;
    private readonly int _width;
    private readonly int _layers;
    private readonly long[] _parameters;
    private readonly long[] _work;
    private long _restOfParameters;
    private long _restOfWork;

    private LayerTable(ModelSpec spec, LoweredModel model, List<Plan> plans)
    {
        (_spec, _model, _cost) = (spec, model, new ModelCost(model, plans, spec.Precision));
        _forward = plans.First(plan => plan.Program.Name == "Evaluate");
        (_restOfParameters, _restOfWork) = (_cost.Parameters, _forward.Work.MultiplyAdds);
        _width = LatentText.Length;
        foreach (LayerSpec layer in spec.Encoder.Concat(spec.Decoder))
        {
            _width = Math.Max(_width, Name(layer).Length);
        }

        _layers = Math.Max(1, Math.Max(spec.Encoder.Count, spec.Decoder.Count));
        _parameters = new long[Places * _layers];
        _work = new long[Places * _layers];
        Attribute();
    }

    private string LatentText => $"{_spec.Latent.Architecture}{ArchitectureText.Activation(_spec.Latent.LastActivation, _spec)}";

    public static string Of(ModelSpec spec, LoweredModel model, List<Plan> plans) => new LayerTable(spec, model, plans).Print();

    private string Print()
    {
        Row("", "layer", "output", "parameters", "multiply-adds");
        Row("input", "", _spec.Input.ToString(), "", "");
        Layers("encoder", _spec.Encoder, SpecPlace.Encoder, _spec.Input);
        Part("latent", LatentText, _spec.Latent.Output.ToString(), SpecPlace.Latent, 0);
        if (_spec.Prior is { } prior)
        {
            Part("prior", prior.Name, "", SpecPlace.Prior, 0);
        }

        Layers("decoder", _spec.Decoder, SpecPlace.Decoder, _spec.Latent.Output);
        if (_spec.Head is { } head)
        {
            Part("head", head.Name, Text(head.Outputs), SpecPlace.Head, 0);
        }

        Row("losses", "", "", Text(_restOfParameters), Text(_restOfWork));
        Row("all", "", "", Text(_cost.Parameters), Text(_forward.Work.MultiplyAdds));
        _text.Append(Invariant($"\n{Text(_cost.Parameters * _cost.BytesPerValue)} bytes of parameters. A training step: {Text(_cost.StepMultiplyAdds)} multiply-adds and {Text(_cost.SavedBytes + _cost.WorkspaceBytes)} bytes an example, {Text(_cost.FixedBytes)} bytes whatever the batch.\n"));
        return _text.ToString();
    }

    private void Layers(string kind, IReadOnlyList<LayerSpec> layers, SpecPlace place, ValueShape shape)
    {
        for (int index = 0; index < layers.Count; index++)
        {
            shape = layers[index].Describe(shape).Outputs;
            Part(kind, Name(layers[index]), shape.ToString(), place, index);
        }
    }

    // In one walk over a model of many layers, instead of one per layer.
    private void Attribute()
    {
        foreach (ModelParameter parameter in _model.Parameters)
        {
            Add(_parameters, (int)parameter.Place, parameter.LayerIndex, (long)parameter.Rows * parameter.Columns);
        }

        foreach (Step step in _forward.Steps)
        {
            foreach (Node node in step.IsReinterpretation ? [] : step.Results)
            {
                if (node.Origin is { } origin)
                {
                    Add(_work, origin.Place, origin.Index, WorkEstimate.Of(node));
                }
            }
        }
    }

    private void Add(long[] costs, int place, int index, long cost)
    {
        if (place < Places && index < _layers)
        {
            costs[(place * _layers) + index] += cost;
        }
    }

    private void Part(string kind, string name, string output, SpecPlace place, int index)
    {
        long parameters = _parameters[((int)place * _layers) + index];
        long work = _work[((int)place * _layers) + index];
        _restOfParameters -= parameters;
        _restOfWork -= work;
        Row(kind, name, output, Text(parameters), Text(work));
    }

    private void Row(string kind, string name, string output, string parameters, string work) =>
        _text.Append($"{kind.PadRight(8)} {name.PadRight(_width)}{output,14}{parameters,16}{work,16}".TrimEnd()).Append('\n');

    // What is no part of an architecture has no text of its own.
    private string Name(LayerSpec layer)
    {
        if (layer.IsInArchitecture)
        {
            return layer.Architecture(activation => ArchitectureText.Activation(activation, _spec));
        }

        string type = layer.GetType().Name;
        return $"{char.ToLowerInvariant(type[0])}{type.Substring(1, type.Length - 1 - "Spec".Length)}";
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
