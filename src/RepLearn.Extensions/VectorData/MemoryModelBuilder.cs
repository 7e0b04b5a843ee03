using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace RepLearn.Extensions.VectorData;

/// <summary>Reads the properties of a record type from its attributes or from a definition.</summary>
internal sealed class MemoryModelBuilder() : CollectionModelBuilder(new() { RequiresAtLeastOneVector = false, SupportsMultipleVectors = true })
{
    /// <summary>The types of vectors, for messages.</summary>
    public const string VectorTypes = "ReadOnlyMemory<float>, Embedding<float>, float[]";

    /// <summary>Whether values of a type are vectors already; others need a generator.</summary>
    public static bool IsVector(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(ReadOnlyMemory<float>) || plain == typeof(Embedding<float>) || plain == typeof(float[]);
    }

    /// <inheritdoc/>
    protected override bool IsDataPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = "";
        return true;
    }

    /// <inheritdoc/>
    protected override bool IsVectorPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = VectorTypes;
        return IsVector(type);
    }
}
