using Microsoft.ML.Data;
using RepLearn.Data;

namespace AnomalySample;

/// <summary>Measurements of a tumour's cell nuclei, and whether it is malignant.</summary>
internal sealed class Tumour
{
    private const string Resource = "breast_cancer.csv";
    private const int Malignant = 0;

    [VectorType(Nuclei.InputSize)]
    public float[] Features { get; set; } = [];

    public bool IsMalignant { get; set; }

    /// <summary>Reads all 569, in the order of the file.</summary>
    public static Tumour[] ReadAll()
    {
        using Stream stream = typeof(Tumour).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{Resource}'.");
        using var reader = new StreamReader(stream);

        // Numbers of rows and columns, and the names of the classes.
        reader.ReadLine();
        CsvTable table = CsvTable.Read(reader, Resource, new CsvOptions { HasHeader = false, Label = ^1 });
        return
        [
            .. Enumerable.Range(0, table.Rows).Select(row => new Tumour { Features = table.Row(row).ToArray(), IsMalignant = table.Labels[row] == Malignant }),
        ];
    }
}
