using RepLearn.Dsl.Generators.Lowering;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// Parameters one after the other in the flat buffer, in the order in which the network uses them; state after all of them, so that
/// optimisers work on what comes before.
/// </summary>
internal static class ParameterLayout
{
    public static int[] Offsets(LoweredModel model)
    {
        var offsets = new int[model.Parameters.Count];
        int offset = 0;
        foreach (int index in Enumerable.Range(0, offsets.Length).OrderBy(index => model.Parameters[index].IsState ? 1 : 0))
        {
            offsets[index] = offset;
            offset += model.Parameters[index].Rows * model.Parameters[index].Columns;
        }

        return offsets;
    }
}
