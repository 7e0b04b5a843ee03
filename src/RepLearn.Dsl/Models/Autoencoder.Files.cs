using System.ComponentModel;
using RepLearn.Files;
using RepLearn.Models;
using RepLearn.Numerics.Files;
using RepLearn.Runtime;

namespace RepLearn;

// Parameters to and from files.
public abstract partial class Autoencoder<T>
{
    /// <summary>
    /// Writes the parameters as a safetensors file: one tensor <c>[rows, columns]</c> per parameter, under its name in
    /// <see cref="ModelInfo.Layout"/>, little-endian; metadata name the model, its architecture, its
    /// <see cref="Step"/> and <see cref="Draws"/>, the <see cref="Settings"/> that differ from the declaration, and a checksum of the file. The file is written beside the target, flushed to the disk
    /// and renamed over it: whatever goes wrong, an existing file stays whole.
    /// </summary>
    /// <remarks>
    /// A symbolic link stays, and its target is replaced. On Unix the new file has the mode of the old one, and never a wider mode while it
    /// is written; on Linux it has the owner too. Other hard links keep the old content. A killed process leaves a hidden file beside the
    /// target, which the next save of the same target removes. Any thread may call this; during a fit of another thread the file holds the
    /// parameters after a whole step, as a <see cref="Clone"/> does.
    /// </remarks>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <exception cref="IOException">The file cannot be written: its folder is not there, it is a folder or a device, the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not admit writing, or the file has another owner who cannot be kept.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    /// <exception cref="InvalidOperationException">A parameter is infinite or not a number; an existing file stays.</exception>
    public void Save(string path) => SaveWith(path, null);

    /// <summary>Writes the parameters as <see cref="Save(string)"/> does, and with them how the model's data were scaled.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="scaler">The scaler, which <see cref="Scaler.Load"/> reads from the same file.</param>
    /// <exception cref="ArgumentException">The scaler is of rows of another width than the model's.</exception>
    /// <inheritdoc cref="Save(string)"/>
    public void Save(string path, Scaler scaler)
    {
        ArgumentNullException.ThrowIfNull(scaler);
        if (scaler.Width != Info.InputSize)
        {
            throw new ArgumentException($"{Info.Name} has rows of {Info.InputSize} values, but the scaler's have {scaler.Width}.", nameof(scaler));
        }

        SaveWith(path, scaler);
    }

    private void SaveWith(string path, Scaler? scaler)
    {
        // A copy has the parameters after a whole step, and the model is free for others while the file is written.
        ModelState<T> copy = CopyState();
        var writer = new SafetensorsWriter();
        ModelFile.Add(writer, Info, copy);
        scaler?.AddTo(writer);
        AtomicFile.Write(path, writer.WriteTo);
    }

    /// <summary>
    /// Loads the parameters, the step, the number of draws and the settings, of which those that the file does not set are as declared, from a file that <see cref="Save(string)"/> wrote for a model of the same
    /// architecture, or from the checkpoint of a fit. The whole file is checked first: the model is unchanged if this throws.
    /// </summary>
    /// <remarks>
    /// To load parameters that another program trained, write them with the names, shapes and metadata of a saved file. For example save
    /// a model of the class once; then in Python, for the layers of PyTorch, whose weights are <c>[out, in]</c>:
    /// <code>
    /// from safetensors import safe_open
    /// from safetensors.torch import save_file
    /// saved = safe_open("saved.safetensors", "pt")      # saved.keys(): the names that are expected
    /// tensors = {
    ///     "encoderWeight": layer.weight.T.contiguous(),  # [inputs, outputs]
    ///     "encoderBias": layer.bias[None, :],            # [1, outputs]
    ///     "decoder2Weight": conv.weight.permute(2, 3, 1, 0).flatten(0, 2).contiguous(),  # of convolutions, transposed or not
    ///     ...
    /// }
    /// metadata = saved.metadata()
    /// metadata.pop("crc32c", None)                       # the checksum of the saved file
    /// save_file(tensors, "theirs.safetensors", metadata=metadata)
    /// </code>
    /// The values of an image lie channels last, and so do the weights of a dense layer that reads an image or makes one. The metadata say
    /// which architecture the values belong to, because shapes do not show the activations or the likelihood. Their first entry,
    /// <c>crc32c</c>, is the CRC-32C of the whole file with zeros in place of its 8 digits. It is verified if it is there;
    /// a file in which only a letter of that name is another is refused as damaged.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    /// <exception cref="ModelFileException">
    /// The file is damaged, of another architecture, or holds values that are not finite.
    /// </exception>
    public void Restore(string path) => LoadParameters(path);

    /// <inheritdoc cref="Restore"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void LoadParameters(string path)
    {
        using ModelGate.Hold hold = _gate.Enter();
        using SafetensorsFile file = SafetensorsFile.Open(path);
        ModelState<T> state = ModelFile.Read<T>(file, Info);

        // Draws of a fit are not undone if its progress report restores parameters.
        Assign(_gate.IsFitting ? state with { Draws = Math.Max(_draws, state.Draws) } : state);
    }
}
