namespace RepLearn;

/// <summary>
/// Makes a model conditional: encoder and decoder are given a class, or a vector, of each example beside their inputs (Sohn et al. 2015,
/// "Learning Structured Output Representation using Deep Conditional Generative Models"). The prior of a code does not depend on it, so that
/// a code is what the condition does not tell, and samples have the condition that is asked for.
/// </summary>
/// <remarks>
/// <para>
/// The condition c enters the first layer with weights of the encoder, or the code's maps where the encoder has none, and the first of the
/// decoder: <c>activation(x W + c V + b)</c>, which is a dense layer on inputs and condition in one row. A class is a c with 1 at its place
/// and 0 elsewhere. In a convolution <c>c V</c> has a value per channel, which is added at every pixel. Normalisation, dropout and corruption
/// do not touch it; <c>UnitRows</c> holds W alone.
/// </para>
/// <para>
/// Rows of examples have the condition after their values, one class number or the vector, and a target and a head's label after that;
/// <see cref="Examples.InMemory{T}(ReadOnlyMemory{T}, int, ExampleColumns{T}[])"/> makes such rows. Rows to encode have it too, and rows of codes to decode;
/// the methods that take <see cref="Conditions{T}"/> take both apart. A class number outside of its range, -1 among them, is refused: of an example whose
/// class is not known, declare one class more.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ConditionAttribute : Attribute
{
    /// <summary>The condition is a class number, from 0.</summary>
    /// <param name="classes">Classes, from 2 to 1,000,000.</param>
    public ConditionAttribute(int classes) => Classes = classes;

    /// <summary>The condition is a vector of <see cref="Values"/> finite numbers.</summary>
    public ConditionAttribute()
    {
    }

    /// <summary>Classes; 0 for a vector.</summary>
    public int Classes { get; }

    /// <summary>Values of a vector, from 1 up to where the model has 1,073,741,823 parameters; none for a class.</summary>
    public int Values { get; set; }
}
