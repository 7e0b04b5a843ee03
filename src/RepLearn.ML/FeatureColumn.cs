using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using RepLearn.Runtime;

namespace RepLearn;

/// <summary>The column that a model is trained on: vectors of as many singles as the model encodes.</summary>
internal static class FeatureColumn
{
    /// <exception cref="ArgumentException">There is no such column, or it has another type.</exception>
    public static void Expect(SchemaShape schema, string name, string argument)
    {
        foreach (SchemaShape.Column column in schema)
        {
            if (column.Name == name)
            {
                if (column.ItemType != NumberDataViewType.Single || column.Kind == SchemaShape.Column.VectorKind.Scalar || column.IsKey)
                {
                    throw WrongType(name, $"{column.Kind} of {column.ItemType}", argument);
                }

                return;
            }
        }

        throw Missing(name, schema.Select(column => column.Name), argument);
    }

    /// <summary>The column in a schema that is known.</summary>
    /// <exception cref="ArgumentException">There is no such column, or it has another type or size.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, ModelInfo info, string argument)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
        {
            throw Missing(name, schema.Select(each => each.Name), argument);
        }

        if (column.Type is not VectorDataViewType { ItemType: var item } vectors || item != NumberDataViewType.Single)
        {
            throw WrongType(name, column.Type.ToString()!, argument);
        }

        return vectors.Size == 0 || vectors.Size == info.InputSize ? column : throw WrongWidth(name, info.InputSize, vectors.Size, info.Name, argument);
    }

    /// <summary>The column's rows, one after the other in the same memory.</summary>
    /// <exception cref="ArgumentException">A row has another size, or a value that is not finite.</exception>
    public static IEnumerable<ReadOnlyMemory<float>> Rows(IDataView data, string name, ModelInfo info, string argument)
    {
        DataViewSchema.Column column = Find(data.Schema, name, info, argument);
        var values = new float[info.InputSize];
        VBuffer<float> row = default;
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        while (cursor.MoveNext())
        {
            getter(ref row);
            if (row.Length != values.Length)
            {
                throw WrongWidth(name, values.Length, row.Length, info.Name, argument);
            }

            row.CopyTo(values);
            ExpectFinite(values, name, cursor.Position, argument);
            yield return values;
        }
    }

    /// <summary>All of the column's rows, in memory.</summary>
    /// <exception cref="ArgumentException">There are none, or one is wrong.</exception>
    public static ReadOnlyMemory<float> All(IDataView data, string name, ModelInfo info, string argument)
    {
        var all = new float[(int)Math.Clamp((data.GetRowCount() ?? 0) * info.InputSize, 0, Array.MaxLength)];
        int length = 0;
        foreach (ReadOnlyMemory<float> row in Rows(data, name, info, argument))
        {
            if (all.Length - length < row.Length)
            {
                long most = Math.Min(Math.Max(2L * all.Length, length + (long)row.Length), Array.MaxLength);
                if (most < (long)length + row.Length)
                {
                    throw new ArgumentException($"Column '{name}' has more rows of {info.InputSize} values than one array can hold. Pass a {nameof(AutoencoderFit.ShuffleBuffer)}, with which rows are read again in each epoch.", argument);
                }

                Array.Resize(ref all, (int)most);
            }

            row.Span.CopyTo(all.AsSpan(length));
            length += row.Length;
        }

        return length > 0 ? all.AsMemory(0, length) : throw new ArgumentException($"Expected at least one row in column '{name}', but there is none.", argument);
    }

    public static void ExpectFinite(ReadOnlySpan<float> values, string name, long? row, string argument)
    {
        for (int slot = 0; slot < values.Length; slot++)
        {
            if (!float.IsFinite(values[slot]))
            {
                string place = row is { } number ? string.Create(CultureInfo.InvariantCulture, $" of row {number + 1}") : "";
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Expected finite numbers in column '{name}', but value {slot + 1}{place}, counted from 1, is {values[slot]}. ReplaceMissingValues fills gaps before."), argument);
            }
        }
    }

    public static ArgumentException WrongWidth(string name, int expected, int actual, string model, string argument) =>
        new($"{model} takes vectors of {expected} values, but column '{name}' has {actual}.", argument);

    private static ArgumentException WrongType(string name, string actual, string argument) =>
        new($"Expected column '{name}' to hold vectors of {NumberDataViewType.Single}, but it is {actual}. Concatenate makes vectors of columns.", argument);

    private static ArgumentException Missing(string name, IEnumerable<string> columns, string argument) =>
        new($"There is no column '{name}'; the columns are {string.Join(", ", columns)}.", argument);
}
