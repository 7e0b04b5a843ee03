namespace RepLearn;

public static partial class Latent
{
    /// <summary>
    /// A sparse dictionary as <see cref="TopKAttribute"/>, whose units are chosen by a gate, <c>π = (x − c) Wᵀ + b</c>: those with π above 0 are active,
    /// with the values <c>max(exp(r) ⊙ ((x − c) Wᵀ) + m, 0)</c>, so that a penalty that keeps them few does not shrink them (Rajamanoharan et al.
    /// 2024, "Improving Dictionary Learning with Gated Sparse Autoencoders").
    /// </summary>
    /// <remarks>
    /// The term <c>sparsity</c> is a factor times <c>Σ max(π, 0)</c> over the <see cref="MostActive"/> units with the largest π, which are all that an example looks at, and the term <c>gate</c> the reconstruction's loss where max(π, 0) is the code and the
    /// decoder, whatever its layers, and the likelihood are constants: of it only what makes π learns. The rows of a decoder's weight should have the length 1
    /// (<c>UnitRows</c>), because the penalty could be made small by long ones. Dead units are revived by π. The rest, W and c and metrics, is as of
    /// <see cref="TopKAttribute"/>.
    /// </remarks>
    /// <param name="size">Units in the dictionary, from 1 up to 16,777,216 and to where the model has 1,073,741,823 parameters.</param>
    /// <param name="sparsity">
    /// The factor of the gate's sum in the loss; above 0, in float from 1e-30 to 1e30 and in double from 1e-250 to 1e250.
    /// </param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class GatedAttribute(int size, double sparsity) : Attribute
    {
        /// <summary>Units in the dictionary.</summary>
        public int Size { get; } = size;

        /// <summary>The factor of the gate's sum in the loss.</summary>
        public double Sparsity { get; } = sparsity;

        /// <summary>
        /// Units that are active in an example at most: those of the largest π. Early in training more may be above 0. From 1 to the number of units;
        /// 512, or all if these are fewer, if not given.
        /// </summary>
        public int MostActive { get; set; }

        /// <inheritdoc cref="TopKAttribute.DeadAfter"/>
        public int DeadAfter { get; set; } = 1_000_000;

        /// <inheritdoc cref="TopKAttribute.RevivedUnits"/>
        public int RevivedUnits { get; set; }

        /// <inheritdoc cref="TopKAttribute.RevivalWeight"/>
        public double RevivalWeight { get; set; } = 1.0 / 32;

        /// <inheritdoc cref="TopKAttribute.Initializer"/>
        public Initializer Initializer { get; set; }
    }

    /// <summary>
    /// A sparse dictionary as <see cref="BatchTopKAttribute"/> whose first units are dictionaries themselves: beside all units, the first m reconstruct
    /// an example for each m of <see cref="MatryoshkaAttribute.Prefixes"/>, so that these learn what is common and the later ones what is rare
    /// (Bussmann et al. 2025, "Learning Multi-Level Features with Matryoshka Sparse Autoencoders").
    /// </summary>
    /// <remarks>
    /// The term <c>prefixes</c> is the sum of the reconstruction's losses with the active units below each m, decoded as the whole code is. Which units are
    /// active is decided once, for all of them. A prefix costs one more reconstruction, of active units alone. The rest is as of
    /// <see cref="TopKAttribute"/>.
    /// </remarks>
    /// <param name="size">Units in the dictionary, from 2 up to 16,777,216 and to where the model has 1,073,741,823 parameters.</param>
    /// <param name="k">Units that are active in an example, on average over a batch, from 1 to below <paramref name="size"/>.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class MatryoshkaAttribute(int size, int k) : Attribute
    {
        /// <summary>Units in the dictionary.</summary>
        public int Size { get; } = size;

        /// <summary>Units that are active in an example on average.</summary>
        public int K { get; } = k;

        /// <summary>
        /// Numbers of first units that reconstruct an example by themselves: from 1 to 16 ascending numbers from 1 to below the number of units, as
        /// <c>new[] { 256, 1024 }</c>.
        /// </summary>
        public int[] Prefixes { get; set; } = [];

        /// <summary>Whether k units are active in each example, as of <see cref="TopKAttribute"/>, instead of on average over a batch.</summary>
        public bool PerExample { get; set; }

        /// <inheritdoc cref="BatchTopKAttribute.MostActive"/>
        public int MostActive { get; set; }

        /// <inheritdoc cref="TopKAttribute.DeadAfter"/>
        public int DeadAfter { get; set; } = 1_000_000;

        /// <inheritdoc cref="TopKAttribute.RevivedUnits"/>
        public int RevivedUnits { get; set; }

        /// <inheritdoc cref="TopKAttribute.RevivalWeight"/>
        public double RevivalWeight { get; set; } = 1.0 / 32;

        /// <inheritdoc cref="TopKAttribute.Initializer"/>
        public Initializer Initializer { get; set; }
    }
}
