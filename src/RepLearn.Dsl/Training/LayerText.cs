using RepLearn.Runtime;

namespace RepLearn.Training;

/// <summary>Finds the layer that a parameter belongs to in a model's description.</summary>
internal static class LayerText
{
    // Names of parameters do not count these.
    private static readonly string[] s_withoutParameters = ["reshape ", "maxPool ", "averagePool ", "upsample "];

    /// <summary>For example "encoder dense 256 Relu" for <c>encoder1Bias</c> or "head Softmax 10" for <c>headWeight</c>; the parameter's name where the description does not tell.</summary>
    public static string Of(ModelInfo info, string parameter)
    {
        string[] parts = info.Architecture.Split("; ");
        foreach (string side in (string[])["encoder", "decoder"])
        {
            if (parameter.StartsWith(side, StringComparison.Ordinal))
            {
                string digits = new([.. parameter.Skip(side.Length).TakeWhile(char.IsAsciiDigit)]);
                string[] layers = [.. parts.Where(part => part.StartsWith(side + " ", StringComparison.Ordinal) && !s_withoutParameters.Any(part[(side.Length + 1)..].StartsWith))];
                return int.TryParse(digits, out int number) && number >= 1 && number <= layers.Length ? layers[number - 1] : parameter;
            }
        }

        string place = parameter.StartsWith("head", StringComparison.Ordinal) ? "head "
            : parameter.StartsWith("output", StringComparison.Ordinal) ? "likelihood "
            : "latent ";
        return parts.FirstOrDefault(part => part.StartsWith(place, StringComparison.Ordinal)) ?? parameter;
    }
}
