using RepLearn.Runtime;

namespace RepLearn;

// Parameters to and from files.
public abstract partial class Autoencoder<T>
{
    /// <summary>
    /// Writes the parameters as a safetensors file: one tensor <c>[rows, columns]</c> a parameter under its name in
    /// <see cref="ModelInfo.Layout"/>, little-endian; metadata name the model, its architecture and its
    /// <see cref="Step"/>. The file is written beside the target, flushed to the disk and renamed over it: whatever
    /// goes wrong, a file that was there is whole.
    /// </summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not admit writing.</exception>
    /// <exception cref="InvalidOperationException">A parameter is infinite or not a number; a file that was there stays.</exception>
    public void Save(string path)
    {
        var writer = new SafetensorsWriter();
        ModelFile.Add(writer, this);
        AtomicFile.Write(path, writer.WriteTo);
    }

    /// <summary>
    /// Takes parameters and step from a file that <see cref="Save"/> wrote for a model of the same architecture, or from
    /// a fit's checkpoint. Everything is checked first: the model is unchanged where this throws.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">
    /// The file is damaged, of another architecture, or holds values that are not finite.
    /// </exception>
    public void Restore(string path) => LoadParameters(path);

    /// <inheritdoc cref="Restore"/>
    protected void LoadParameters(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        (T[] parameters, long step) = ModelFile.Read<T>(file, Info);
        parameters.CopyTo(Parameters);
        Step = step;
    }
}
