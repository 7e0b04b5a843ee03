using System.Numerics;

namespace RepLearn.Training;

/// <summary>Finds the layers in which a loss that is not finite may begin, by the functions of the user's in a model's description.</summary>
internal static class FunctionLayers
{
    /// <summary>
    /// The layers with such a function, for example "latent Code 2 root(x) = Sqrt(x)", on the side of the code where values cease to be
    /// finite; of both sides where the batch alone, without its noise, does not tell.
    /// </summary>
    public static string[] Suspects<T>(Autoencoder<T> model, ReadOnlySpan<T> batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string[] layers = [.. model.Info.Architecture.Split("; ").Where(part => part.Contains("(x) = ", StringComparison.Ordinal))];
        if (layers.Length < 2)
        {
            return layers;
        }

        bool isCodeFinite = HasFiniteCodes(model, batch);
        string[] suspects = [.. layers.Where(layer => layer.StartsWith("decoder ", StringComparison.Ordinal) == isCodeFinite)];
        return suspects.Length > 0 ? suspects : layers;
    }

    private static bool HasFiniteCodes<T>(Autoencoder<T> model, ReadOnlySpan<T> batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            // The condition follows the values.
            int inputs = model.Info.InputSize + model.Info.ConditionSize;
            int width = model.Info.ExampleSize;
            var values = new T[batch.Length / width * inputs];
            for (int row = 0; row < values.Length / inputs; row++)
            {
                batch.Slice(row * width, inputs).CopyTo(values.AsSpan(row * inputs));
            }

            model.Encode(values);
            return true;
        }
        catch (NotFiniteNumberException)
        {
            return false;
        }
    }
}
