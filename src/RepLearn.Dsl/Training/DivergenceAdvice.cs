namespace RepLearn.Runtime;

/// <summary>What may help a fit that diverged, by how it did.</summary>
internal static class DivergenceAdvice
{
    /// <summary>The rate may be the cause.</summary>
    public const string Rate =
        "Try a tenth of the learning rate, a warm-up, ClipNorm near the gradient norm of good steps, or inputs scaled to about 1.";

    /// <summary>The loss is not finite before any step was taken.</summary>
    public const string BeforeTheFirstStep =
        "No step was taken before it, so the learning rate is not the cause: look for inputs that are too large, a standard deviation that is too small, or a function of yours that is infinite there.";

    /// <summary>The objective has no minimum.</summary>
    public const string Unbounded =
        "The loss falls without a lower bound, so no learning rate helps: a learned standard deviation goes to 0 where outputs can fit exactly (fix it with Likelihood.Gaussian, or add a Corruption), or a penalty of yours can fall below any number.";

    /// <summary>The loss is finite, its derivative is not.</summary>
    public static string Function(string layer, string parameter) =>
        $"The loss is finite, so the learning rate is not the cause. Going backwards, '{parameter}' is the first parameter whose gradient is not finite; its layer is '{layer}'. So the activation of that layer, or a layer or penalty without parameters that reads its output, has no finite derivative where its values lie.";
}
