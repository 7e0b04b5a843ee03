using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Angles of draws on a sphere.</summary>
internal sealed class SphereCalls(Plan plan) : FamilyCalls(plan)
{
    public override void EmitByExample(CodeWriter writer, KernelStep kernel) =>
        writer.Call($"worker.{kernel.Node.Op}", ByRow(kernel.Node, kernel.Node.Get<Sphere>().Size));

    public override void EmitBetween(CodeWriter writer, KernelStep kernel) => throw NotBetween(kernel.Node);
}
