namespace RepLearn;

/// <summary>
/// Makes the decoder reconstruct something else than the input: the likelihood compares the output with a target that examples bring along. A sparse
/// dictionary from what a layer of a network gets to what it makes of it is a transcoder (Dunefsky et al. 2024, "Transcoders Find Interpretable LLM
/// Feature Circuits"); the same attribute serves any other model from pairs, such as a restoration of recorded noise.
/// </summary>
/// <remarks>
/// <para>
/// Rows of examples to train or test on have the target after their values and, where the model has one, their condition; a head's label comes after
/// the target. <see cref="Examples.InMemory{T}(ReadOnlyMemory{T}, int, ExampleColumns{T}[])"/> makes such rows. <c>Encode</c> takes examples without
/// targets, <c>Decode</c> and <c>Reconstruct</c> give rows of the target's width.
/// </para>
/// <para>
/// Corruption, conditions and penalties act as without it. The likelihood's domain is the target's; inputs may be any finite numbers. The
/// decoder's bias is not subtracted from what a sparse dictionary encodes, and its directions begin on their own.
/// </para>
/// </remarks>
/// <param name="size">Values in a target, from 1 up to where the model has 1,073,741,823 parameters.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TargetAttribute(int size) : Attribute
{
    /// <summary>A target that is an image: a row of <c>height · width · channels</c> values, as an input's.</summary>
    /// <param name="height">Lines of an image, from 1 up to where an image has 1,073,741,823 values.</param>
    /// <param name="width">Pixels in a line, from 1 up to where an image has 1,073,741,823 values.</param>
    /// <param name="channels">Values per pixel, from 1 up to where an image has 1,073,741,823 values.</param>
    public TargetAttribute(int height, int width, int channels)
        : this(height * width * channels) => (Height, Width, Channels) = (height, width, channels);

    /// <summary>Lines of an image; 0 if targets are no images.</summary>
    public int Height { get; }

    /// <summary>Pixels in a line of an image; 0 if targets are no images.</summary>
    public int Width { get; }

    /// <summary>Values per pixel of an image; 0 if targets are no images.</summary>
    public int Channels { get; }

    /// <summary>Values in a target.</summary>
    public int Size { get; } = size;
}
