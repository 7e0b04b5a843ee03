using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>
/// Lowers a whole model, once per mode. Every layer and loss becomes array operations; later stages know only those.
/// </summary>
internal sealed class ModelLowering
{
    // An example is encoded once for all of them.
    private const int DrawsPerPass = 8;

    private readonly ModelSpec _spec;
    private readonly ArrayGraph _graph;
    private readonly SettingLowering _settings;
    private readonly LayerLowering _layers;
    private readonly PriorLowering? _prior;
    private readonly LatentLowering _latent;
    private readonly LikelihoodLowering _likelihood;
    private readonly LossLowering _losses;
    private readonly ConditionLowering? _condition;
    private readonly ImportanceLowering _importance;
    private readonly HeadLowering? _head;
    private readonly Node _input;
    private readonly Node _target;

    private ModelLowering(ModelSpec spec, Rewriting rewriting)
    {
        _spec = spec;
        _graph = new ArrayGraph(rewriting);
        _settings = new SettingLowering(_graph);
        _input = _graph.Input("input", spec.InputSize);
        _condition = spec.Condition is { } condition ? new ConditionLowering(_graph, condition) : null;
        _target = spec.Target is { } target ? _graph.Input("output", target.Size) : _input;
        _layers = new LayerLowering(_graph, spec, _condition);
        _prior = spec.Prior is { } prior ? LowerPrior(prior) : null;
        _latent = new LatentLowering(_graph, spec.Latent, _layers, _settings, _prior);
        _likelihood = new LikelihoodLowering(_graph, spec.Likelihood, _layers);
        _losses = new LossLowering(_graph, spec, _layers, _likelihood, _settings);
        _importance = new ImportanceLowering(_graph, _latent, _likelihood);
        _head = spec.Head is { } head ? new HeadLowering(_graph, head, _layers, _settings) : null;
    }

    /// <param name="rewriting">How far operations are rewritten as they are made.</param>
    public static LoweredModel Lower(ModelSpec spec, Rewriting rewriting = Rewriting.All) => new ModelLowering(spec, rewriting).Lower();

    private LoweredModel Lower()
    {
        LossTerm[] train = Terms(ProgramMode.Train);
        LossTerm[] test = Terms(ProgramMode.Test);
        Posterior posterior = Encode(_input, ProgramMode.Infer);
        Node code = _graph.Input("code", _spec.Latent.Size);
        Node decoded = OutputMean(code);

        _graph.Origin = null;
        Node? divergence = posterior.Scale is null ? null : _latent.Divergence(posterior);
        Node? logWeights = _spec.HasDensities ? LogWeights() : null;
        Node? predicted = _head?.Predict(posterior.Code);
        return new LoweredModel(_graph, _layers.Parameters, _layers.NextState, train, test, posterior.Code, decoded, divergence, predicted)
        {
            Inputs = Inputs(),
            Condition = _condition?.Input,
            Target = _target,
            CodeInput = code,
            Prior = _prior?.DrawOfInputs(),
            Indexed = posterior.Quantized is { } quantized ? IndexedCodes(quantized) : null,
            Active = posterior.Sparse is { } sparse ? new ActiveUnits(sparse.Units, sparse.Values) : null,
            LogWeights = logWeights,
            Updated = _layers.Updated,
            Settings = _settings.Settings,
            Deviations = _latent.Deviations(posterior),
        };
    }

    private Node[] Inputs()
    {
        var inputs = new List<Node> { _input };
        if (_condition is not null)
        {
            inputs.Add(_condition.Input);
        }

        if (_target != _input)
        {
            inputs.Add(_target);
        }

        if (_head is not null)
        {
            inputs.Add(_head.Label);
        }

        return inputs.ToArray();
    }

    private Node OutputMean(Node code) => _likelihood.Mean(Decode(code, ProgramMode.Infer));

    private IndexedCodes IndexedCodes(Quantized quantized)
    {
        (Node input, Node code) = _latent.CodeOfIndices();
        return new IndexedCodes(_graph.Reshape(quantized.Indices, 1), input, OutputMean(code));
    }

    private LossTerm[] Terms(ProgramMode mode)
    {
        Corrupted corrupted = mode == ProgramMode.Train && _spec.Corruption is { } corruption ? Corrupt(corruption) : new Corrupted(_input, null);
        Posterior posterior = Encode(corrupted.Value, mode);
        _graph.Origin = LayerLowering.OriginOf(SpecPlace.Latent);
        Draw draw = _latent.Sample(posterior, mode, _spec.Samples);
        Node output = Decode(draw.Code, mode);
        _graph.Origin = LayerLowering.OriginOf(SpecPlace.Likelihood);
        LossTerm reconstruction = _spec.Samples > 1
            ? _importance.Bound(_importance.Weigh(_target, posterior, draw, output))
            : _losses.Reconstruction(_target, output, corrupted.Emphasis);
        _graph.Origin = LayerLowering.OriginOf(SpecPlace.Latent);
        bool isWhole = posterior.Sparse is null && posterior.Quantized is null;
        List<LossTerm> terms = isWhole ? [reconstruction] : OfParts(posterior, mode, reconstruction, output, corrupted.Emphasis);
        if (_spec.Samples == 1 && _spec.Latent.Divergence is { } divergence)
        {
            terms.Add(_losses.Divergence(_latent.Divergence(posterior) ?? _latent.LogRatio(posterior, draw), divergence, mode));
        }

        if (_head is not null)
        {
            _graph.Origin = LayerLowering.OriginOf(SpecPlace.Head);
            terms.Add(_head.Loss(posterior.Code));
        }

        for (int index = 0; index < _spec.Regularizers.Count; index++)
        {
            terms.Add(Regularize(index, corrupted.Value, posterior, draw));
        }

        return terms.ToArray();
    }

    // The reconstruction, and what a sparse or quantised code reports and adds beside it.
    private List<LossTerm> OfParts(Posterior posterior, ProgramMode mode, LossTerm reconstruction, Node output, Node? emphasis)
    {
        var made = new Reconstruction(_target, () => _likelihood.Mean(output), (code, isFrozen) => _layers.Beside(
            isFrozen, () => _losses.Reconstruction(_target, Decode(code, mode), emphasis).Value!));
        return [reconstruction.With(_latent.Metrics(posterior, made)), .. _latent.Terms(posterior, made, mode)];
    }

    private LossTerm Regularize(int index, Node input, Posterior posterior, Draw draw)
    {
        _graph.Origin = LayerLowering.OriginOf(SpecPlace.Regularizer, index);
        return _spec.Regularizers[index] switch
        {
            MmdSpec discrepancy => _losses.Discrepancy(discrepancy, draw.Code, _latent.PriorDraw()),
            TotalCorrelationSpec correlation => _losses.TotalCorrelation(
                correlation, posterior, draw, _latent.LogPosterior(posterior, draw), _latent.LogPrior(draw.Code)),
            RegularizerSpec regularizer => _losses.Penalty(regularizer, input, posterior.Code),
        };
    }

    private Node Decode(Node code, ProgramMode mode) => _layers.Lower(SpecPlace.Decoder, _spec.Decoder, code, _spec.Latent.Output, mode);

    // Several draws of an example are columns of one row.
    private Node LogWeights()
    {
        Posterior posterior = Encode(_input, ProgramMode.Test);
        Draw draw = _latent.Sample(posterior, ProgramMode.Test, DrawsPerPass);
        Node output = Decode(draw.Code, ProgramMode.Test);
        _graph.Origin = null;
        return _graph.Reshape(_importance.Weigh(_target, posterior, draw, output).Logarithm, 1).Named("logWeights");
    }

    private PriorLowering LowerPrior(PriorSpec prior) => new(_graph, prior, _spec, _layers, rows => Encode(rows, ProgramMode.Test));

    private Posterior Encode(Node x, ProgramMode mode) => _latent.Encode(_layers.Lower(SpecPlace.Encoder, _spec.Encoder, x, _spec.Input, mode), mode);

    private Corrupted Corrupt(CorruptionSpec corruption)
    {
        Node amount = _settings.Of(corruption.Kind == CorruptionKind.Gaussian ? SettingSpec.Sigma(corruption.Amount) : SettingSpec.Rate(corruption.Amount));
        Node noise = _layers.Noise(
            corruption.Kind == CorruptionKind.Gaussian ? NoiseKind.Normal : NoiseKind.Uniform, "corruptionNoise", _input.Shape.Columns);
        Node emphasis = _graph.Constant(corruption.Emphasis);
        Node value;
        if (corruption.Kind == CorruptionKind.Gaussian)
        {
            value = _graph.Add(_input, _graph.Multiply(amount, noise));
        }
        else
        {
            Node isHit = _graph.Subtract(amount, noise);
            Node replacement = corruption.Kind == CorruptionKind.Masking
                ? _graph.Zero
                : _graph.Select(_graph.Subtract(_graph.Scale(amount, 0.5), noise), _graph.Zero, _graph.One);
            value = _graph.Select(isHit, replacement, _input);
            emphasis = _graph.Select(isHit, emphasis, _graph.One);
        }

        value.Name ??= "corrupted";
        return new Corrupted(value, corruption.Emphasis == 1 ? null : emphasis);
    }

    /// <param name="emphasis">The weight of each value's part of the reconstruction; null for 1.</param>
    private sealed class Corrupted(Node value, Node? emphasis)
    {
        public readonly Node Value = value;
        public readonly Node? Emphasis = emphasis;
    }
}
