using System.Runtime.InteropServices;

namespace RepLearn;

/// <summary>A trained model as a text, which ML.NET's own parts of a pipeline can save: its architecture, its parameters, the column that it takes.</summary>
internal sealed class ModelText<TModel>
    where TModel : Autoencoder<float>
{
    private const char Separator = ' ';

    private ModelText(TModel model, string column) => (Model, Column) = (model, column);

    public TModel Model { get; }

    public string Column { get; }

    public static TModel NewModel(ulong seed) => (TModel)Activator.CreateInstance(typeof(TModel), seed)!;

    public static string Write(TModel model, string column) =>
        string.Join(Separator, model.Info.Fingerprint, Convert.ToBase64String(MemoryMarshal.AsBytes(model.Parameters)), column);

    /// <exception cref="InvalidDataException">The text is of another architecture, or cut.</exception>
    public static ModelText<TModel> Parse(string text)
    {
        string[] parts = text.Split(Separator, 3);
        TModel model = NewModel(0);
        if (parts.Length < 3 || parts[0] != model.Info.Fingerprint)
        {
            throw new InvalidDataException($"The pipeline was saved with another architecture of {model.Info.Name} than the one that loads it, which is {model.Info.Architecture}. Train the pipeline again, or use the declaration that it was saved with.");
        }

        Span<byte> parameters = MemoryMarshal.AsBytes(model.Parameters);
        return Convert.TryFromBase64String(parts[1], parameters, out int written) && written == parameters.Length
            ? new ModelText<TModel>(model, parts[2])
            : throw new InvalidDataException($"Expected {parameters.Length} bytes of parameters of {model.Info.Name} in the pipeline, but they are damaged.");
    }
}
