using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace RepLearn.Extensions.VectorData;

/// <summary>Takes records apart and puts them together. What is stored and what is returned are copies, which callers may change.</summary>
internal sealed class RecordMapper<TRecord>(CollectionModel model)
    where TRecord : class
{
    /// <summary>A record with the same key and data, without vectors.</summary>
    public TRecord Copy(TRecord record)
    {
        TRecord copy = model.CreateRecord<TRecord>();
        foreach (PropertyModel property in model.Properties)
        {
            if (property is not VectorPropertyModel)
            {
                property.SetValueAsObject(copy, property.GetValueAsObject(record));
            }
        }

        return copy;
    }

    /// <summary>The values of a vector of any type; null of what is none.</summary>
    public static ReadOnlyMemory<float>? VectorOf(object? value) => value switch
    {
        // Typed, because null alone would become an array and then a vector without values.
        ReadOnlyMemory<float> values => (ReadOnlyMemory<float>?)values,
        Memory<float> values => values,
        Embedding<float> embedding => embedding.Vector,
        float[] values => values,
        _ => null,
    };

    /// <summary>Gives a record a vector in the type of its property.</summary>
    public static void SetVector(TRecord record, VectorPropertyModel property, float[] vector) =>
        property.SetValueAsObject(record, property.Type == typeof(float[]) ? vector
            : property.Type == typeof(Embedding<float>) ? new Embedding<float>(vector)
            : new ReadOnlyMemory<float>(vector));
}
