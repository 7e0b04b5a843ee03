namespace RepLearn;

public static partial class Latent
{
    /// <summary>
    /// Independent categorical variables and a uniform prior; a code is their one-hot rows, one after the other (Jang et al. 2017, Maddison et al.
    /// 2017). The encoder gives logits. In training the decoder gets the relaxed draw <c>softmax((logits + g) / τ)</c> of each variable, with g
    /// standard Gumbel variables, which has a gradient. In tests it gets the one-hot draw that this tends to as τ goes to 0: the tested loss is a bound
    /// for the discrete model itself. <c>Encode</c> gives the class probabilities, the mean of the one-hot draws, and these are what penalties
    /// on the code and heads see. The divergence of a variable, <c>Σ p ln p + ln classes</c>, is that of the probabilities, exact whatever τ is.
    /// </summary>
    /// <remarks>
    /// <c>LogLikelihood</c> weighs one-hot draws by their probabilities: its bounds are those of the discrete model. <see cref="Objective.ImportanceAttribute"/>
    /// trains by relaxed draws, weighed by the ratio of the densities of relaxed draws with these logits and with equal ones at the same temperature
    /// (Maddison et al. 2017, section 4.2), in which τ cancels; with <see cref="Hard"/> draws it takes probabilities, as in tests. The divergence of relaxed draws is above that of the classes and
    /// rises without bound as these become sure, so that codes may carry less than those of the plain bound, whose divergence is that of the classes; with
    /// <see cref="Hard"/> draws the trained bound is that of the classes too.
    /// </remarks>
    /// <param name="variables">Categorical variables in a code, from 1 up to where variables times classes is 16,777,216.</param>
    /// <param name="classes">Classes of each variable, from 2 up to where variables times classes is 16,777,216.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class ConcreteAttribute(int variables, int classes) : Attribute
    {
        /// <summary>Categorical variables in a code.</summary>
        public int Variables { get; } = variables;

        /// <summary>Classes of each variable.</summary>
        public int Classes { get; } = classes;

        /// <summary>
        /// The temperature τ of relaxed draws, or that at the first step where it falls. A high one gives smooth draws, whose gradients vary little, a
        /// low one draws near one-hot rows, as the decoder will get them. From 0.001 to 1000; 1 if not given.
        /// </summary>
        public double Temperature { get; set; } = 1;

        /// <summary>
        /// The temperature that is reached after <see cref="AnnealingSteps"/> and kept from then on:
        /// <c>τ = Temperature (FinalTemperature / Temperature)^(step / AnnealingSteps)</c>, an exponential decay as in Jang et al. 2017. From
        /// 0.001 to 1000; <see cref="Temperature"/> if not given. Only beside <see cref="AnnealingSteps"/>.
        /// </summary>
        public double FinalTemperature { get; set; } = 1;

        /// <summary>
        /// Optimisation steps over which the temperature goes from <see cref="Temperature"/> to <see cref="FinalTemperature"/>. From 0, which is none
        /// and the default, to 2,147,483,647. Only beside <see cref="FinalTemperature"/>.
        /// </summary>
        public int AnnealingSteps { get; set; }

        /// <summary>
        /// Whether the decoder gets one-hot rows in training too: those of each relaxed draw's largest value, with the gradient of the relaxed draw (the
        /// straight-through estimator of Jang et al. 2017).
        /// </summary>
        public bool Hard { get; set; }

        /// <inheritdoc cref="GaussianAttribute.Beta"/>
        public double Beta { get; set; } = 1;

        /// <inheritdoc cref="GaussianAttribute.WarmupSteps"/>
        public int WarmupSteps { get; set; }

        /// <summary>
        /// Nats of divergence that each variable has free: the term is <c>Σⱼ max(λ, mean over the batch of KLⱼ)</c> (Kingma et al. 2016).
        /// 0, which is none and the default, or in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250, and so its product with
        /// <see cref="Beta"/>. Not beside <see cref="Capacity"/>.
        /// </summary>
        public double FreeBits { get; set; }

        /// <inheritdoc cref="GaussianAttribute.Capacity"/>
        public double Capacity { get; set; }

        /// <summary>
        /// How the weights and biases of the logits are drawn; as <see cref="AutoencoderAttribute.Initializer"/> says if not given.
        /// </summary>
        public Initializer Initializer { get; set; }
    }
}
