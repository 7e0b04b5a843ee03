using RepLearn.Models;
using RepLearn.Numerics.Files;
using RepLearn.Runtime;

namespace RepLearn;

// Parameters that PyTorch trained.
public abstract partial class Autoencoder<T>
{
    // Counts the batches of a batch normalisation; nothing here depends on it.
    private const string TorchBatchCount = "num_batches_tracked";

    /// <summary>
    /// Takes all parameters from a safetensors file of a PyTorch state dictionary (<c>save_file(model.state_dict(), path)</c>). The weights of
    /// <c>Linear</c>, <c>Conv2d</c> and <c>ConvTranspose2d</c> are laid out as here, so that the file is read as it is. Everything is checked first: the
    /// model is unchanged if this throws. <see cref="Step"/> and <see cref="Draws"/> stay.
    /// </summary>
    /// <remarks>
    /// A linear layer that reads or makes an image says so, because PyTorch flattens channels first:
    /// <c>new("fc.weight", "codeWeight") { InputImage = (32, 7, 7) }</c>. Where <c>[Decoder.Reshape]</c> follows, its image is expected as
    /// <see cref="TorchTensor.OutputImage"/> of all tensors of the layers that make it. Elsewhere, that an image is left out, or is another of as many values,
    /// shows in no shape; nor do shapes tell activations, strides, paddings or the likelihood: that both
    /// models compute the same is up to the declaration. Compare an output of both.
    /// </remarks>
    /// <param name="path">The file, with values of this model's precision.</param>
    /// <param name="tensors">
    /// For each parameter of the model the tensor that it takes. All parameters must be named, and all tensors of the file but
    /// <c>num_batches_tracked</c>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A name is missing, unknown or given twice, or a shape does not fit; all are told.
    /// </exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ModelFileException">The file is damaged, of the other precision, or holds values that are not finite.</exception>
    public void LoadTorch(string path, params TorchTensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        using ModelGate.Hold hold = _gate.Enter();
        using SafetensorsFile file = SafetensorsFile.Open(path);
        string[] problems = [.. TorchProblems(file, tensors)];
        if (problems.Length > 0)
        {
            throw new ArgumentException($"{Info.Name} cannot take the tensors of '{path}': {string.Join("; ", problems)}.", nameof(tensors));
        }

        var parameters = new T[Info.ParameterCount];
        foreach (TorchTensor tensor in tensors)
        {
            ParameterInfo parameter = Array.Find(Info.Layout, parameter => parameter.Name == tensor.To)!;
            var values = new T[parameter.Length];
            long[] shape = file.Tensors[tensor.From].Shape;
            file.ReadFinite<T>(tensor.From, shape, values);
            if (parameter.IsState && parameter.Name.EndsWith("Variance", StringComparison.Ordinal) && values.AsSpan().ContainsAnyInRange(T.NegativeInfinity, -T.Epsilon))
            {
                throw new ModelFileException(path, $"expected variances of at least 0 in '{tensor.From}', but one is negative.");
            }

            TorchLayout.Copy<T>(values, shape, tensor, parameters.AsSpan(parameter.Offset, parameter.Length));
        }

        using Lock.Scope change = _gate.Change();
        parameters.CopyTo(_parameters.Span);
    }

    private IEnumerable<string> TorchProblems(SafetensorsFile file, TorchTensor[] tensors)
    {
        foreach (TorchTensor tensor in tensors)
        {
            ArgumentNullException.ThrowIfNull(tensor, nameof(tensors));
            ParameterInfo? parameter = Array.Find(Info.Layout, parameter => parameter.Name == tensor.To);
            if (tensor.From is null || !file.Tensors.TryGetValue(tensor.From, out TensorEntry? entry))
            {
                yield return $"there is no '{tensor.From}'";
            }
            else if (parameter is null)
            {
                yield return $"the model has no '{tensor.To}'";
            }
            else if ((TorchShape.Problem(entry, tensor, parameter, Info) ?? TorchLayout.Problem(entry, tensor) ?? TorchShape.Unlike(tensor, tensors)) is { } problem)
            {
                yield return problem;
            }
        }

        foreach (ParameterInfo parameter in Info.Layout)
        {
            int named = tensors.Count(tensor => tensor?.To == parameter.Name);
            if (named != 1)
            {
                yield return named == 0 ? $"no tensor is named for {parameter}" : $"{parameter.Name} is named {named} times";
            }
        }

        foreach (string name in file.Tensors.Keys.Where(name => !name.EndsWith(TorchBatchCount, StringComparison.Ordinal)))
        {
            int named = tensors.Count(tensor => tensor?.From == name);
            if (named != 1)
            {
                yield return named == 0 ? $"nothing takes '{name}'" : $"{name} is named {named} times";
            }
        }
    }
}
