namespace RepLearn.Runtime;

/// <summary>Finds the layer that a parameter belongs to in a model's description.</summary>
internal static class LayerText
{
    // Names of parameters do not count these.
    private static readonly string[] s_withoutParameters = ["reshape ", "maxPool ", "averagePool ", "upsample "];

    /// <summary>For example "encoder dense 256 Relu" for <c>encoder1Bias</c> or "head Softmax 10" for <c>headWeight</c>; the parameter's name where the description does not tell.</summary>
    public static string Of(ModelInfo info, string parameter)
    {
        string[] parts = Parts(info);
        int place = PlaceOf(parts, parameter);
        return place >= 0 ? parts[place] : parameter;
    }

    /// <summary>The description by layers.</summary>
    public static string[] Parts(ModelInfo info) => info.Architecture.Split("; ");

    /// <summary>The place of a parameter's layer in <see cref="Parts"/>; −1 where the description does not tell.</summary>
    public static int PlaceOf(string[] parts, string parameter)
    {
        foreach (string side in (string[])["encoder", "decoder"])
        {
            if (parameter.StartsWith(side, StringComparison.Ordinal))
            {
                string digits = new([.. parameter.Skip(side.Length).TakeWhile(char.IsAsciiDigit)]);
                int[] layers = [.. Enumerable.Range(0, parts.Length).Where(part => parts[part].StartsWith(side + " ", StringComparison.Ordinal) && !s_withoutParameters.Any(parts[part][(side.Length + 1)..].StartsWith))];
                return int.TryParse(digits, out int number) && number >= 1 && number <= layers.Length ? layers[number - 1] : -1;
            }
        }

        string place = parameter.StartsWith("head", StringComparison.Ordinal) ? "head "
            : parameter.StartsWith("output", StringComparison.Ordinal) ? "likelihood "
            : "latent ";
        return Array.FindIndex(parts, part => part.StartsWith(place, StringComparison.Ordinal));
    }
}
