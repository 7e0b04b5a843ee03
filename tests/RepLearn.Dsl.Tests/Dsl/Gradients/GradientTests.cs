using RepLearn.Tests.Dsl.Gradients.Models;
using Xunit;

namespace RepLearn.Tests.Dsl.Gradients;

// Gradients of generated models against differences of their losses, in double precision.
public sealed class GradientTests
{
    // The last has one row more than a block, so that what one stage leaves to another outlives the block.
    private static readonly int[] s_batches = [1, 3, 17, 128, 257];
    // In so many rows some value is always near a kink, where differences say nothing.
    private static readonly string[] s_kinked = [nameof(ContractiveConditional), nameof(LeakyReluEverywhere)];
    private static readonly int[] s_seeds = [1, 2];

    private static readonly Dictionary<string, Func<Autoencoder<double>>> s_models = new(StringComparer.Ordinal)
    {
        [nameof(IdentityEverywhere)] = () => new IdentityEverywhere(1),
        [nameof(ReluEverywhere)] = () => new ReluEverywhere(1),
        [nameof(LeakyReluEverywhere)] = () => new LeakyReluEverywhere(1),
        [nameof(EluEverywhere)] = () => new EluEverywhere(1),
        [nameof(GeluEverywhere)] = () => new GeluEverywhere(1),
        [nameof(SiluEverywhere)] = () => new SiluEverywhere(1),
        [nameof(TanhEverywhere)] = () => new TanhEverywhere(1),
        [nameof(SigmoidEverywhere)] = () => new SigmoidEverywhere(1),
        [nameof(SoftplusEverywhere)] = () => new SoftplusEverywhere(1),
        [nameof(IdentityContractive)] = () => new IdentityContractive(1),
        [nameof(ReluContractive)] = () => new ReluContractive(1),
        [nameof(LeakyReluContractive)] = () => new LeakyReluContractive(1),
        [nameof(EluContractive)] = () => new EluContractive(1),
        [nameof(GeluContractive)] = () => new GeluContractive(1),
        [nameof(SiluContractive)] = () => new SiluContractive(1),
        [nameof(TanhContractive)] = () => new TanhContractive(1),
        [nameof(SigmoidContractive)] = () => new SigmoidContractive(1),
        [nameof(SoftplusContractive)] = () => new SoftplusContractive(1),
        [nameof(Widths1)] = () => new Widths1(1),
        [nameof(Widths15)] = () => new Widths15(1),
        [nameof(Widths16)] = () => new Widths16(1),
        [nameof(Widths17)] = () => new Widths17(1),
        [nameof(Widths33)] = () => new Widths33(1),
        [nameof(GaussianWidths1)] = () => new GaussianWidths1(1),
        [nameof(GaussianWidths15)] = () => new GaussianWidths15(1),
        [nameof(GaussianWidths16)] = () => new GaussianWidths16(1),
        [nameof(GaussianWidths17)] = () => new GaussianWidths17(1),
        [nameof(GaussianWidths33)] = () => new GaussianWidths33(1),
        [nameof(ContractiveWidths1)] = () => new ContractiveWidths1(1),
        [nameof(ContractiveWidths15)] = () => new ContractiveWidths15(1),
        [nameof(ContractiveWidths16)] = () => new ContractiveWidths16(1),
        [nameof(ContractiveWidths17)] = () => new ContractiveWidths17(1),
        [nameof(ContractiveWidths33)] = () => new ContractiveWidths33(1),
        [nameof(BernoulliCode)] = () => new BernoulliCode(1),
        [nameof(GaussianCode)] = () => new GaussianCode(1),
        [nameof(GaussianLearnedCode)] = () => new GaussianLearnedCode(1),
        [nameof(SquaredErrorCode)] = () => new SquaredErrorCode(1),
        [nameof(GaussianLearnedSampled)] = () => new GaussianLearnedSampled(1),
        [nameof(SquaredErrorSampled)] = () => new SquaredErrorSampled(1),
        [nameof(LaplaceErrorCode)] = () => new LaplaceErrorCode(1),
        [nameof(PoissonSampled)] = () => new PoissonSampled(1),
        [nameof(CategoricalSampled)] = () => new CategoricalSampled(1),
        [nameof(CategoricalWhole)] = () => new CategoricalWhole(1),
        [nameof(HuberSampled)] = () => new HuberSampled(1),
        [nameof(BetaLatent)] = () => new BetaLatent(1),
        [nameof(WarmUpLatent)] = () => new WarmUpLatent(1),
        [nameof(FreeBitsLatent)] = () => new FreeBitsLatent(1),
        [nameof(CapacityExceededLatent)] = () => new CapacityExceededLatent(1),
        [nameof(CapacityUnreachedLatent)] = () => new CapacityUnreachedLatent(1),
        [nameof(LaplaceLatent)] = () => new LaplaceLatent(1),
        [nameof(LaplaceFreeBits)] = () => new LaplaceFreeBits(1),
        [nameof(MixturePrior)] = () => new MixturePrior(1),
        [nameof(WideMixturePrior)] = () => new WideMixturePrior(1),
        [nameof(VampPrior)] = () => new VampPrior(1),
        [nameof(WeightedVampPrior)] = () => new WeightedVampPrior(1),
        [nameof(VampConvolutions)] = () => new VampConvolutions(1),
        [nameof(VampPools)] = () => new VampPools(1),
        [nameof(FullCovariance)] = () => new FullCovariance(1),
        [nameof(FullCovarianceMixture)] = () => new FullCovarianceMixture(1),
        [nameof(ConcreteLatent)] = () => new ConcreteLatent(1),
        [nameof(ConcreteEverything)] = () => new ConcreteEverything(1),
        [nameof(TopKCentred)] = () => new TopKCentred(1),
        [nameof(TopKDeep)] = () => new TopKDeep(1),
        [nameof(TopKTied)] = () => new TopKTied(1),
        [nameof(MatryoshkaCentred)] = () => new MatryoshkaCentred(1),
        [nameof(MatryoshkaDeep)] = () => new MatryoshkaDeep(1),
        [nameof(TranscoderTopK)] = () => new TranscoderTopK(1),
        [nameof(TargetSampled)] = () => new TargetSampled(1),
        [nameof(TargetImages)] = () => new TargetImages(1),
        [nameof(ImportanceNormal)] = () => new ImportanceNormal(1),
        [nameof(ImportanceConditional)] = () => new ImportanceConditional(1),
        [nameof(SphereLatent)] = () => new SphereLatent(1),
        [nameof(CircleLatent)] = () => new CircleLatent(1),
        [nameof(ImportanceSphere)] = () => new ImportanceSphere(1),
        [nameof(RankOneLatent)] = () => new RankOneLatent(1),
        [nameof(LowRankLatent)] = () => new LowRankLatent(1),
        [nameof(ImportanceLowRank)] = () => new ImportanceLowRank(1),
        [nameof(ImportanceConcrete)] = () => new ImportanceConcrete(1),
        [nameof(ImportanceClasses)] = () => new ImportanceClasses(1),
        [nameof(ImportanceLaplace)] = () => new ImportanceLaplace(1),
        [nameof(ImportanceImages)] = () => new ImportanceImages(1),
        [nameof(HeadOnCode)] = () => new HeadOnCode(1),
        [nameof(HeadOnMean)] = () => new HeadOnMean(1),
        [nameof(HeadOfNumbers)] = () => new HeadOfNumbers(1),
        [nameof(HeadOfWeighedClasses)] = () => new HeadOfWeighedClasses(1),
        [nameof(ConditionedOnClass)] = () => new ConditionedOnClass(1),
        [nameof(ConditionedOnVector)] = () => new ConditionedOnVector(1),
        [nameof(ConditionedConvolutions)] = () => new ConditionedConvolutions(1),
        [nameof(L1Penalty)] = () => new L1Penalty(1),
        [nameof(L2Penalty)] = () => new L2Penalty(1),
        [nameof(MmdPenalty)] = () => new MmdPenalty(1),
        [nameof(MmdSampled)] = () => new MmdSampled(1),
        [nameof(TotalCorrelationNarrow)] = () => new TotalCorrelationNarrow(1),
        [nameof(TotalCorrelationWide)] = () => new TotalCorrelationWide(1),
        [nameof(TotalCorrelationVamp)] = () => new TotalCorrelationVamp(1),
        [nameof(KlSparsityPenalty)] = () => new KlSparsityPenalty(1),
        [nameof(WeightDecayPenalty)] = () => new WeightDecayPenalty(1),
        [nameof(OrthogonalTall)] = () => new OrthogonalTall(1),
        [nameof(OrthogonalWide)] = () => new OrthogonalWide(1),
        [nameof(ContractiveEstimated)] = () => new ContractiveEstimated(1),
        [nameof(ContractiveEstimatedOnce)] = () => new ContractiveEstimatedOnce(1),
        [nameof(ContractiveEstimatedImages)] = () => new ContractiveEstimatedImages(1),
        [nameof(ContractiveSigmoid)] = () => new ContractiveSigmoid(1),
        [nameof(ContractiveTanhTied)] = () => new ContractiveTanhTied(1),
        [nameof(ContractiveFourLayers)] = () => new ContractiveFourLayers(1),
        [nameof(ContractiveSampled)] = () => new ContractiveSampled(1),
        [nameof(CustomFunctions)] = () => new CustomFunctions(1),
        [nameof(ContractiveConditional)] = () => new ContractiveConditional(1),
        [nameof(ContractiveConditionalWide)] = () => new ContractiveConditionalWide(1),
        [nameof(ContractiveConditionalOnce)] = () => new ContractiveConditionalOnce(1),
        [nameof(CustomVocabulary)] = () => new CustomVocabulary(1),
        [nameof(ContractiveCustom)] = () => new ContractiveCustom(1),
        [nameof(Masked)] = () => new Masked(1),
        [nameof(MaskedEmphasised)] = () => new MaskedEmphasised(1),
        [nameof(SaltAndPepper)] = () => new SaltAndPepper(1),
        [nameof(GaussianCorrupted)] = () => new GaussianCorrupted(1),
        [nameof(GaussianCorruptedEmphasised)] = () => new GaussianCorruptedEmphasised(1),
        [nameof(Dropouts)] = () => new Dropouts(1),
        [nameof(DropoutsSampled)] = () => new DropoutsSampled(1),
        [nameof(LayerNorms)] = () => new LayerNorms(1),
        [nameof(BatchNorms)] = () => new BatchNorms(1),
        [nameof(ActivatedNorms)] = () => new ActivatedNorms(1),
        [nameof(Convolutions)] = () => new Convolutions(1),
        [nameof(ConvolutionsSampled)] = () => new ConvolutionsSampled(1),
        [nameof(ConvolutionsNormalised)] = () => new ConvolutionsNormalised(1),
        [nameof(ConvolutionsContractive)] = () => new ConvolutionsContractive(1),
        [nameof(GroupNorms)] = () => new GroupNorms(1),
        [nameof(GroupNormsContractive)] = () => new GroupNormsContractive(1),
        [nameof(Residuals)] = () => new Residuals(1),
        [nameof(ResidualsContractive)] = () => new ResidualsContractive(1),
        [nameof(Pools)] = () => new Pools(1),
        [nameof(PoolsContractive)] = () => new PoolsContractive(1),
        [nameof(ConcreteDiscrepancy)] = () => new ConcreteDiscrepancy(1),
        [nameof(FullDiscrepancy)] = () => new FullDiscrepancy(1),
        [nameof(NarrowLayer)] = () => new NarrowLayer(1),
        [nameof(TiedOnce)] = () => new TiedOnce(1),
        [nameof(TiedThrice)] = () => new TiedThrice(1),
        [nameof(Everything)] = () => new Everything(1),
    };

    public static TheoryData<string, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, int>();
            foreach (string name in s_models.Keys)
            {
                foreach (int rows in s_kinked.Contains(name) ? s_batches[..^1] : s_batches)
                {
                    foreach (int seed in s_seeds)
                    {
                        cases.Add(name, rows, seed);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_MatchCentralDifferences(string name, int rows, int seed)
    {
        using Autoencoder<double> model = s_models[name]();
        GradientCheck.Run(model, rows, seed);
    }

    // The term of the gate is a function of the gate alone: the decoder and the likelihood in it are constant.
    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(257)]
    public void GradientsOfAGatedCode_MatchCentralDifferences_OfTheTermsThatAreDifferentiated(int rows)
    {
        using var model = new GatedDeep(1);
        GradientCheck.Run(
            model, rows, 1, (parameter, losses) => parameter.StartsWith("decoder", StringComparison.Ordinal) || parameter.StartsWith("output", StringComparison.Ordinal) ? losses.Total - losses["gate"] : losses.Total);
    }
}
