using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Parameters one after the other in the flat buffer, in the order in which the network uses them.</summary>
internal static class ParameterLayout
{
    public static int Count(LoweredModel model) => model.Parameters.Sum(parameter => parameter.Rows * parameter.Columns);

    public static int[] Offsets(LoweredModel model)
    {
        var offsets = new int[model.Parameters.Count];
        for (int index = 1; index < offsets.Length; index++)
        {
            ModelParameter before = model.Parameters[index - 1];
            offsets[index] = offsets[index - 1] + (before.Rows * before.Columns);
        }

        return offsets;
    }
}
