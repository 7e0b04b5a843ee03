using RepLearn.Dsl.Generators.Graph;
using RepLearn.Onnx;

namespace RepLearn.Dsl.Generators.Tests.Export;

public class OnnxTableTests
{
    private const string Loss = "only losses and metrics weigh examples, or follow schedules";
    private const string Gradient = "only gradients and Jacobians are made of it";
    private const string Batch = "only losses compare the examples of a batch";
    private const string Density = "only densities, divergences and draws need it";
    private const string State = "only training makes states anew";

    // Translated by the text of the graph, or before the table is asked.
    private static readonly Op[] s_structure = [Op.Input, Op.Parameter, Op.Constant, Op.Function, Op.Detach, Op.Copy];

    private static readonly Dictionary<Op, string> s_absent = new()
    {
        [Op.RunScalar] = Loss,
        [Op.Noise] = "codes and outputs have no noise",
        [Op.Identity] = Gradient,
        [Op.Tile] = Gradient,
        [Op.TransposedProduct] = Gradient,
        [Op.WeightedDistances] = Density,
        [Op.TriangularProduct] = Density,
        [Op.TriangularProductTransposed] = Density,
        [Op.TriangularOuterProduct] = Gradient,
        [Op.SphereCumulant] = Density,
        [Op.SphereAngle] = Density,
        [Op.SphereAngleSlope] = Gradient,
        [Op.PatchProduct] = Gradient,
        [Op.WindowScatter] = Gradient,
        [Op.SumPixels] = "only gradients and the batch's means are summed over pixels of fixed size",
        [Op.PairwiseSum] = Batch,
        [Op.PairwiseSlope] = Gradient,
        [Op.MixtureLogDensity] = Batch,
        [Op.MixtureSlope] = Gradient,
        [Op.MixtureMoment] = Gradient,
        [Op.ScatterRows] = State,
        [Op.CountRows] = State,
        [Op.RandomRows] = State,
        [Op.BatchThreshold] = "the threshold of a batch is that of training; codes take its running mean",
        [Op.TransposedSparseProduct] = Gradient,
        [Op.SparseColumnSums] = State,
    };

    public static TheoryData<string> Operations => [.. Enum.GetNames<Op>()];

    /// <summary>An operation has a form in ONNX, or a reason why codes, outputs and predictions are never made of it.</summary>
    [Theory]
    [MemberData(nameof(Operations))]
    public void AnOperation_IsTranslatedOrAbsentForAReason(string name)
    {
        Op op = Enum.Parse<Op>(name);

        Assert.Single(((bool[])[OnnxRules.Known.Contains(name), s_structure.Contains(op), s_absent.ContainsKey(op)]), isSo => isSo);
    }
}
