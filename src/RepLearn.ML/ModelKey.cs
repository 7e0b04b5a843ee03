using System.ComponentModel;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace RepLearn;

/// <summary>No columns: what <see cref="ModelKeyMapping"/> reads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NoColumns;

/// <summary>The key of a pipeline's model in the table that has it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelKey
{
    internal const string Name = "RepLearn.Key";
    internal const int Only = 0;

    /// <summary>The same in all rows.</summary>
    [ColumnName(Name)]
    public int Key { get; set; }
}

/// <summary>Gives all rows the key of their pipeline's model.</summary>
[CustomMappingFactoryAttribute(Contract)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelKeyMapping : CustomMappingFactory<NoColumns, ModelKey>
{
    internal const string Contract = "RepLearn.ModelKey";

    /// <inheritdoc/>
    public override Action<NoColumns, ModelKey> GetMapping() => Write;

    internal static void Write(NoColumns row, ModelKey columns) => columns.Key = ModelKey.Only;
}
