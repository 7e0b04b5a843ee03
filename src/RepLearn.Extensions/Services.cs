namespace RepLearn.Extensions;

/// <summary>What generators, stores and collections give to callers who ask for a service.</summary>
internal static class Services
{
    /// <summary>The object itself or its metadata, without a key; null for all else.</summary>
    public static object? Of<TMetadata>(object self, TMetadata metadata, Type type, object? key)
        where TMetadata : class
    {
        ArgumentNullException.ThrowIfNull(type, "serviceType");
        return key is not null ? null
            : type == typeof(TMetadata) ? metadata
            : type.IsInstanceOfType(self) ? self
            : null;
    }
}
