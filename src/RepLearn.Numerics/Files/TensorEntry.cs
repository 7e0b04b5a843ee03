using System.ComponentModel;

namespace RepLearn.Numerics.Files;

/// <summary>One tensor as a file's header tells it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type as safetensors names it.</param>
/// <param name="Shape">Its lengths, slowest first.</param>
/// <param name="Start">Its first byte after the header.</param>
/// <param name="End">The byte after its last.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TensorEntry(string Name, string Type, long[] Shape, long Start, long End)
{
    /// <summary>The format's name of an element type.</summary>
    public static string TypeOf<T>()
        where T : unmanaged =>
        typeof(T) == typeof(float) ? "F32"
        : typeof(T) == typeof(double) ? "F64"
        : typeof(T) == typeof(int) ? "I32"
        : typeof(T) == typeof(long) ? "I64"
        : typeof(T) == typeof(byte) ? "U8"
        : throw new NotSupportedException($"Tensors hold float, double, int, long or byte, not {typeof(T)}.");

    /// <summary>Bytes of one element; null for a name that the format does not know.</summary>
    public static int? SizeOf(string type) => type switch
    {
        "BOOL" or "U8" or "I8" or "F8_E4M3" or "F8_E5M2" => 1,
        "U16" or "I16" or "F16" or "BF16" => 2,
        "U32" or "I32" or "F32" => 4,
        "U64" or "I64" or "F64" => 8,
        _ => null,
    };

    /// <summary>Type and shape for people: <c>F32 [784, 400]</c>.</summary>
    public string Describe() => $"{Type} {Shown(Shape)}";

    /// <summary>A shape for people.</summary>
    public static string Shown(long[] shape)
    {
        const int Most = 8;
        return $"[{string.Join(", ", shape.Take(Most))}{(shape.Length > Most ? ", …" : "")}]";
    }
}
