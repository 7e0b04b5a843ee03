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
        int end = Place(model, offsets, 0, isState: false);
        Place(model, offsets, end, isState: true);
        return offsets;
    }

    private static int Place(LoweredModel model, int[] offsets, int offset, bool isState)
    {
        for (int index = 0; index < offsets.Length; index++)
        {
            ModelParameter parameter = model.Parameters[index];
            if (parameter.IsState == isState)
            {
                offsets[index] = offset;
                offset += parameter.Rows * parameter.Columns;
            }
        }

        return offset;
    }
}
