using RepLearn.Tests.Dsl.Oracles.Models;
using Xunit;

namespace RepLearn.Tests.Dsl.Oracles;

/// <summary>Which declaration belongs to which fixture.</summary>
internal static class OracleSubjects
{
    private static readonly Dictionary<string, Func<OracleSubject>> s_all = new(StringComparer.Ordinal)
    {
        ["plain"] = () => OracleSubject.Of(new Plain(1)),
        ["plain-single"] = () => OracleSubject.Of(new PlainSingle(1)),
        ["deep-identity"] = () => OracleSubject.Of(new DeepIdentity(1)),
        ["deep-relu"] = () => OracleSubject.Of(new DeepRelu(1)),
        ["deep-leaky-relu"] = () => OracleSubject.Of(new DeepLeakyRelu(1)),
        ["deep-elu"] = () => OracleSubject.Of(new DeepElu(1)),
        ["deep-gelu"] = () => OracleSubject.Of(new DeepGelu(1)),
        ["deep-silu"] = () => OracleSubject.Of(new DeepSilu(1)),
        ["deep-tanh"] = () => OracleSubject.Of(new DeepTanh(1)),
        ["deep-sigmoid"] = () => OracleSubject.Of(new DeepSigmoid(1)),
        ["deep-softplus"] = () => OracleSubject.Of(new DeepSoftplus(1)),
        ["sparse-l1"] = () => OracleSubject.Of(new SparseL1(1)),
        ["sparse-kl"] = () => OracleSubject.Of(new SparseKl(1)),
        ["l2-weight-decay"] = () => OracleSubject.Of(new L2WeightDecay(1)),
        ["tied"] = () => OracleSubject.Of(new TiedTwice(1)),
        ["custom"] = () => OracleSubject.Of(new CustomFunctions(1)),
        ["contractive-one-layer"] = () => OracleSubject.Of(new ContractiveOneLayer(1)),
        ["contractive-three-layers"] = () => OracleSubject.Of(new ContractiveThreeLayers(1)),
        ["contractive-three-layers-single"] = () => OracleSubject.Of(new ContractiveThreeLayersSingle(1)),
        ["contractive-relu"] = () => OracleSubject.Of(new ContractiveRelu(1)),
        ["contractive-layer-norm"] = () => OracleSubject.Of(new ContractiveLayerNorm(1)),
        ["contractive-posterior"] = () => OracleSubject.Of(new ContractivePosterior(1)),
        ["contractive-tied"] = () => OracleSubject.Of(new ContractiveTied(1)),
        ["contractive-estimated"] = () => OracleSubject.Of(new ContractiveEstimated(1)),
        ["vae-bernoulli"] = () => OracleSubject.Of(new VaeBernoulli(1)),
        ["vae-bernoulli-single"] = () => OracleSubject.Of(new VaeBernoulliSingle(1)),
        ["vae-beta-free-bits"] = () => OracleSubject.Of(new VaeBetaFreeBits(1)),
        ["vae-warm-up"] = () => OracleSubject.Of(new VaeWarmUp(1)),
        ["vae-capacity"] = () => OracleSubject.Of(new VaeCapacity(1)),
        ["vae-capacity-exceeded"] = () => OracleSubject.Of(new VaeCapacityExceeded(1)),
        ["vae-gaussian"] = () => OracleSubject.Of(new VaeGaussian(1)),
        ["vae-gaussian-learned"] = () => OracleSubject.Of(new VaeGaussianLearned(1)),
        ["vae-laplace-likelihood"] = () => OracleSubject.Of(new VaeLaplaceLikelihood(1)),
        ["vae-poisson"] = () => OracleSubject.Of(new VaePoisson(1)),
        ["vae-categorical"] = () => OracleSubject.Of(new VaeCategorical(1)),
        ["vae-huber"] = () => OracleSubject.Of(new VaeHuber(1)),
        ["importance"] = () => OracleSubject.Of(new ImportanceFive(1)),
        ["vae-wide"] = () => OracleSubject.Of(new VaeWide(1)),
        ["vae-everything"] = () => OracleSubject.Of(new VaeEverything(1)),
        ["vae-full-covariance"] = () => OracleSubject.Of(new VaeFullCovariance(1)),
        ["vae-full-covariance-single"] = () => OracleSubject.Of(new VaeFullCovarianceSingle(1)),
        ["vae-mixture-prior"] = () => OracleSubject.Of(new VaeMixturePrior(1)),
        ["vae-mixture-prior-single"] = () => OracleSubject.Of(new VaeMixturePriorSingle(1)),
        ["vae-vamp-prior"] = () => OracleSubject.Of(new VaeVampPrior(1)),
        ["vae-vamp-prior-weighted"] = () => OracleSubject.Of(new VaeVampPriorWeighted(1)),
        ["denoising-masking"] = () => OracleSubject.Of(new DenoisingMasking(1)),
        ["denoising-masking-single"] = () => OracleSubject.Of(new DenoisingMaskingSingle(1)),
        ["denoising-salt-and-pepper"] = () => OracleSubject.Of(new DenoisingSaltAndPepper(1)),
        ["denoising-gaussian"] = () => OracleSubject.Of(new DenoisingGaussian(1)),
        ["layer-norm-dropout"] = () => OracleSubject.Of(new LayerNormDropout(1)),
        ["layer-norm-dropout-single"] = () => OracleSubject.Of(new LayerNormDropoutSingle(1)),
        ["softmax-head"] = () => OracleSubject.Of(new SoftmaxHead(1)),
        ["softmax-head-single"] = () => OracleSubject.Of(new SoftmaxHeadSingle(1)),
        ["softmax-head-vae"] = () => OracleSubject.Of(new SoftmaxHeadVae(1)),
        ["softmax-head-weighted"] = () => OracleSubject.Of(new SoftmaxHeadWeighted(1)),
        ["linear-head"] = () => OracleSubject.Of(new LinearHead(1)),
        ["linear-head-single"] = () => OracleSubject.Of(new LinearHeadSingle(1)),
        ["condition-class"] = () => OracleSubject.Of(new ConditionClass(1)),
        ["condition-class-single"] = () => OracleSubject.Of(new ConditionClassSingle(1)),
        ["condition-vector"] = () => OracleSubject.Of(new ConditionVector(1)),
        ["condition-tied"] = () => OracleSubject.Of(new ConditionTied(1)),
        ["condition-conv"] = () => OracleSubject.Of(new ConditionConv(1)),
        ["concrete"] = () => OracleSubject.Of(new Concrete(1)),
        ["concrete-single"] = () => OracleSubject.Of(new ConcreteSingle(1)),
        ["concrete-hard"] = () => OracleSubject.Of(new ConcreteHard(1)),
        ["concrete-free-bits"] = () => OracleSubject.Of(new ConcreteFreeBits(1)),
        ["concrete-importance"] = () => OracleSubject.Of(new ConcreteImportance(1)),
        ["low-rank"] = () => OracleSubject.Of(new VaeLowRank(1)),
        ["low-rank-single"] = () => OracleSubject.Of(new VaeLowRankSingle(1)),
        ["low-rank-importance"] = () => OracleSubject.Of(new LowRankImportance(1)),
        ["circle"] = () => OracleSubject.Of(new VaeCircle(1)),
        ["sphere"] = () => OracleSubject.Of(new VaeSphere(1)),
        ["sphere-single"] = () => OracleSubject.Of(new VaeSphereSingle(1)),
        ["sphere-importance"] = () => OracleSubject.Of(new SphereImportance(1)),
        ["quantized"] = () => OracleSubject.Of(new QuantizedModel(1)),
        ["quantized-single"] = () => OracleSubject.Of(new QuantizedSingle(1)),
        ["quantized-by-gradient"] = () => OracleSubject.Of(new QuantizedByGradient(1)),
        ["quantized-image"] = () => OracleSubject.Of(new QuantizedImage(1)),
        ["topk"] = () => OracleSubject.Of(new TopK(1)),
        ["topk-single"] = () => OracleSubject.Of(new TopKSingle(1)),
        ["topk-deep"] = () => OracleSubject.Of(new TopKDeep(1)),
        ["conv"] = () => OracleSubject.Of(new Conv(1)),
        ["conv-single"] = () => OracleSubject.Of(new ConvSingle(1)),
        ["conv-vae"] = () => OracleSubject.Of(new ConvVae(1)),
        ["conv-contractive"] = () => OracleSubject.Of(new ConvContractive(1)),
        ["batch-norm"] = () => OracleSubject.Of(new BatchNormed(1)),
        ["batch-norm-single"] = () => OracleSubject.Of(new BatchNormedSingle(1)),
        ["group-norm"] = () => OracleSubject.Of(new GroupNormed(1)),
        ["group-norm-single"] = () => OracleSubject.Of(new GroupNormedSingle(1)),
        ["group-norm-contractive"] = () => OracleSubject.Of(new GroupNormedContractive(1)),
        ["residual"] = () => OracleSubject.Of(new ResidualBlocks(1)),
        ["residual-single"] = () => OracleSubject.Of(new ResidualBlocksSingle(1)),
        ["pool"] = () => OracleSubject.Of(new Pool(1)),
        ["pool-single"] = () => OracleSubject.Of(new PoolSingle(1)),
        ["pool-ties"] = () => OracleSubject.Of(new PoolTies(1)),
        ["pool-contractive"] = () => OracleSubject.Of(new PoolContractive(1)),
    };

    public static TheoryData<string> Names => [.. s_all.Keys];

    /// <summary>The fixture, and its model with the fixture's parameters.</summary>
    public static (OracleFixture Fixture, OracleSubject Subject) Load(string name)
    {
        OracleFixture fixture = OracleFixture.Load(name);
        OracleSubject subject = s_all[name]();
        subject.Load(fixture);
        return (fixture, subject);
    }
}
