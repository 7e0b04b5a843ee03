using RepLearn.Embeddings.Models;

namespace RepLearn.Embeddings;

public abstract partial class Embedding<T>
{
    /// <summary>
    /// Writes both tables, the words with their counts, and where a stopped fit continues, as a safetensors file. An existing file is
    /// replaced whole or stays as it was.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not admit writing.</exception>
    /// <exception cref="InvalidOperationException">A value is infinite or not a number, or the model is being trained.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public void Save(string path)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        using TableAccess.Held reading = _access.Read();
        EmbeddingFile.Save(path, this, _state);
    }
}
