namespace RepLearn.Training;

/// <summary>What may help a fit that diverged, by how it did.</summary>
internal static class DivergenceAdvice
{
    /// <summary>The rate may be the cause.</summary>
    public const string Rate =
        "Try a tenth of the learning rate, a warm-up, ClipNorm near the gradient norm of good steps, or inputs scaled to about 1.";

    /// <summary>The loss is not finite before any step was taken.</summary>
    public const string BeforeTheFirstStep =
        "No step was taken before it, so the learning rate is not the cause: look for inputs that are too large, a standard deviation that is too small, or a function of yours that is infinite there.";

    /// <summary>The first loss after a resume is beyond all before it.</summary>
    public const string Resumed =
        "It resumed from a checkpoint whose parameters had diverged, or whose numbers were changed: fit again without Resume, with a tenth of the learning rate if it diverged.";

    /// <summary>Loss and gradients are finite, what the optimiser keeps of them is not.</summary>
    /// <param name="name">The kept value.</param>
    /// <param name="parameter">The parameter that it belongs to.</param>
    /// <param name="isRateACause">Whether steps were taken before.</param>
    public static string KeptValue(string name, string parameter, bool isRateACause)
    {
        string text = $"The gradients are finite, but the optimiser's kept value '{name}' of '{parameter}' is not: they, or their squares, are too large for the model's precision. Scale the data to about 1, or set ClipNorm.";
        return isRateACause ? $"{text} Where gradients grew from step to step: {char.ToLowerInvariant(Rate[0])}{Rate[1..]}" : $"{text} No step was taken before it, so no learning rate helps.";
    }

    /// <summary>The objective has no minimum.</summary>
    public const string Unbounded =
        "The loss falls without a lower bound, so no learning rate helps: a learned standard deviation goes to 0 where outputs can fit exactly (fix it with Likelihood.Gaussian, or add a Corruption), or a penalty of yours can fall below any number.";

    /// <summary>The reconstruction is not finite, and layers on the way to it have functions of the user's.</summary>
    /// <param name="layers">The layers, as the model's architecture describes them.</param>
    /// <param name="isRateACause">Whether steps were taken before.</param>
    public static string Functions(IEnumerable<string> layers, bool isRateACause)
    {
        string text = $"On the way are functions of yours: {string.Join(", ", layers.Select(layer => $"'{layer}'"))}. A logarithm or a root of a number below 0 has no value, a logarithm of 0 and a quotient by 0 no finite one; keep arguments away from there, for example by Max(x, 1e-6f).";
        return isRateACause ? $"{text} Or else: {char.ToLowerInvariant(Rate[0])}{Rate[1..]}" : $"No step was taken before it, so the learning rate is not the cause. {text}";
    }

    /// <summary>The loss is finite, its derivative is not.</summary>
    public static string Function(string layer, string parameter) =>
        $"The loss is finite, so the learning rate is not the cause. Going backwards, '{parameter}' is the first parameter whose gradient is not finite; its layer is '{layer}'. So the activation of that layer, or a layer or penalty without parameters that reads its output, has no finite derivative where its values lie.";
}
