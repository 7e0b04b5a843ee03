namespace RepLearn;

/// <summary>
/// Noise on the input during training; the loss compares with the clean input (Vincent et al. 2010). Each kind can weight the corrupted
/// entries: with <c>Emphasis = e</c> their part of the loss counts e times in training, and the metric
/// <c>plainReconstruction</c> has the sum without it. Validation and tests have neither corruption nor emphasis. Penalties on the
/// code see the code of the corrupted input. Inputs have at most 16,777,216 values.
/// </summary>
public static class Corruption
{
    /// <summary>Sets each value to 0 with probability <c>rate</c>.</summary>
    /// <param name="rate">Probability of being masked, above 0 and below 1, in float after rounding, too.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class MaskingAttribute(double rate) : Attribute
    {
        /// <summary>Probability of being masked.</summary>
        public double Rate { get; } = rate;

        /// <summary>
        /// Factor of the corrupted entries in the loss: 0, where the others alone count, or in float from 1e-30 to 1e30 and in double from
        /// 1e-250 to 1e250; 1 if not given.
        /// </summary>
        public double Emphasis { get; set; } = 1;
    }

    /// <summary>Adds normal noise to every value.</summary>
    /// <param name="sigma">Standard deviation of the noise; above 0, in float from 1e-15 to 1e15 and in double from 1e-125 to 1e125.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class GaussianAttribute(double sigma) : Attribute
    {
        /// <summary>Standard deviation of the noise.</summary>
        public double Sigma { get; } = sigma;

        /// <summary>
        /// Factor of the corrupted entries in the loss, which are all entries here: above 0, in float from 1e-30 to 1e30
        /// and in double from 1e-250 to 1e250; 1 if not given.
        /// </summary>
        public double Emphasis { get; set; } = 1;
    }

    /// <summary>Sets each value, with probability <c>rate</c>, to 0 or 1 with equal chances.</summary>
    /// <param name="rate">Probability of being replaced, above 0 and below 1, in float after rounding, too.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class SaltAndPepperAttribute(double rate) : Attribute
    {
        /// <summary>Probability of being replaced.</summary>
        public double Rate { get; } = rate;

        /// <summary>
        /// Factor of the corrupted entries in the loss: 0, where the others alone count, or in float from 1e-30 to 1e30 and in double from
        /// 1e-250 to 1e250; 1 if not given.
        /// </summary>
        public double Emphasis { get; set; } = 1;
    }
}
