using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Model;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Prints what each layer makes of an example, and what it costs: parameters, and multiply-adds of the losses without gradients.</summary>
internal sealed class LayerTable
{
    // A penalty is no part of the network.
    private const int Places = (int)SpecPlace.Regularizer;

    private readonly ModelSpec _spec;
    private readonly int _layers;
    private readonly long[] _parameters;
    private readonly long[] _work;

    // In one walk over a model of many layers, instead of one per layer.
    public LayerTable(ModelSpec spec, LoweredModel model, ModelCost cost)
    {
        _spec = spec;
        _layers = Math.Max(1, Math.Max(spec.Encoder.Count, spec.Decoder.Count));
        _parameters = new long[Places * _layers];
        _work = new long[Places * _layers];
        foreach (ModelParameter parameter in model.Parameters)
        {
            Add(_parameters, (int)parameter.Place, parameter.LayerIndex, (long)parameter.Rows * parameter.Columns);
        }

        foreach (Step step in cost.Forward.Steps)
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

    public void Emit(CodeWriter writer)
    {
        writer.Line("    Layers = new LayerInfo[]");
        writer.Line("    {");
        writer.Line($"        new(\"input\", \"\", {CSharpLiteral.Text(_spec.Input.ToString())}),");
        EmitLayers(writer, "encoder", _spec.Encoder, SpecPlace.Encoder, _spec.Input);
        string latent = $"{_spec.Latent.Architecture}{ArchitectureText.Activation(_spec.Latent.LastActivation, _spec)}";
        EmitPart(writer, "latent", latent, _spec.Latent.Output.ToString(), SpecPlace.Latent);
        if (_spec.Prior is { } prior)
        {
            EmitPart(writer, "prior", prior.Name, string.Empty, SpecPlace.Prior);
        }

        EmitLayers(writer, "decoder", _spec.Decoder, SpecPlace.Decoder, _spec.Latent.Output);
        if (_spec.Head is { } head)
        {
            EmitPart(writer, "head", head.Name, CSharpLiteral.Int(head.Outputs), SpecPlace.Head);
        }

        writer.Line("    },");
    }

    private void EmitLayers(CodeWriter writer, string part, EquatableArray<LayerSpec> layers, SpecPlace place, ValueShape shape)
    {
        for (int index = 0; index < layers.Count; index++)
        {
            shape = layers[index].Describe(shape).Outputs;
            EmitPart(writer, part, Name(layers[index]), shape.ToString(), place, index);
        }
    }

    private void EmitPart(CodeWriter writer, string part, string name, string output, SpecPlace place, int index = 0)
    {
        int row = ((int)place * _layers) + index;
        writer.Line($"        new({CSharpLiteral.Text(part)}, {CSharpLiteral.Text(name)}, {CSharpLiteral.Text(output)}, {CSharpLiteral.Int(_parameters[row])}, {CSharpLiteral.Int(_work[row])}),");
    }

    private void Add(long[] costs, int place, int index, long cost)
    {
        if (place < Places && index < _layers)
        {
            costs[(place * _layers) + index] += cost;
        }
    }

    // What is no part of an architecture has no text of its own.
    private string Name(LayerSpec layer)
    {
        if (layer.IsInArchitecture)
        {
            return ArchitectureText.Layer(layer, _spec);
        }

        string type = layer.GetType().Name;
        return Casing.Lower(type.Substring(0, type.Length - "Spec".Length));
    }
}
