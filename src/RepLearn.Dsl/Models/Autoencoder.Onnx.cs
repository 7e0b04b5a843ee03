using RepLearn.Files;
using RepLearn.Numerics.Files;
using RepLearn.Onnx;
using RepLearn.Runtime;

namespace RepLearn;

// Models for other runtimes.
public abstract partial class Autoencoder<T>
{
    private const string LikelihoodText = "likelihood ";

    /// <summary>
    /// Writes a part of the model as an ONNX file (onnx.ai; IR version 8, operators of version 17), which ONNX Runtime and other programs run without this
    /// library. Parameters are inside. It computes what <see cref="Reconstruct(ReadOnlySpan{T})"/>, <see cref="Encode(ReadOnlySpan{T})"/>,
    /// <see cref="Decode(ReadOnlySpan{T})"/>, <see cref="Predict(ReadOnlySpan{T})"/>, <see cref="EncodeIndices(ReadOnlySpan{T})"/>, <see cref="DecodeIndices(ReadOnlySpan{int})"/>
    /// or <see cref="EncodeSparse(ReadOnlySpan{T})"/> do, but for rounding, of any number of examples.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Inputs are <c>x [batch, InputSize]</c>, or <c>code [batch, LatentSize]</c> of a decoder, and of a model with a condition <c>condition</c>: class
    /// numbers <c>[batch]</c> of 64-bit integers, or vectors <c>[batch, ConditionSize]</c>. The output is <c>code [batch, LatentSize]</c>,
    /// <c>reconstruction [batch, OutputSize]</c> or <c>prediction [batch, PredictionSize]</c>, of quantised codes <c>indices [batch, IndexCount]</c>, which are an input of their decoder,
    /// and of sparse ones the two <c>units</c> and <c>values [batch, MostActive]</c>. Indices and units are 64-bit integers; numbers have the model's precision. The values of an image lie
    /// channels last. A reconstruction is the mean of the output, as <see cref="Decode(ReadOnlySpan{T})"/> has it: no logits. Metadata are <c>model</c>,
    /// <c>part</c>, <c>architecture</c>, <c>fingerprint</c>, <c>likelihood</c> and <c>output</c>, which is <c>mean</c> but for indices and units. Parameters have the names of <see cref="ModelInfo.Layout"/>.
    /// </para>
    /// <para>
    /// The file is written as <see cref="Save(string)"/> writes one: an existing file is replaced as a whole or stays. Any thread may call this; during a fit of
    /// another thread the file holds the parameters after a whole step. A scaler is no part of it. The file's values are not checked as this library's are: of
    /// class numbers outside their range no class is taken, of indices ONNX Runtime refuses those outside theirs but for negative ones, which it counts from the last, and
    /// infinite results are returned as they are.
    /// A function of the user's is computed in double, without the exponents that this library has beyond it. Of <c>Gelu</c> in double the error function has an
    /// error of 1e-7, because ONNX Runtime has it in single precision only.
    /// </para>
    /// </remarks>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="part">What it computes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    /// <exception cref="IOException">The file cannot be written: its folder is not there, it is a folder or a device, the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not admit writing, or the file has another owner who cannot be kept.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    /// <exception cref="InvalidOperationException">The model has no head to predict with, no codebook or no sparse code, or a parameter is infinite or not a number; an existing file stays.</exception>
    /// <exception cref="NotSupportedException">
    /// The file would have more than 2 GB, which is the most that the format admits; or the model's programs are written by hand.
    /// </exception>
    public void ExportOnnx(string path, OnnxPart part = OnnxPart.Reconstruction)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Enum.IsDefined(part))
        {
            throw new ArgumentOutOfRangeException(nameof(part), part, $"Expected one of {string.Join(", ", Enum.GetNames<OnnxPart>())}.");
        }

        switch (part)
        {
            case OnnxPart.Prediction:
                ExpectHead();
                break;
            case OnnxPart.IndexEncoder or OnnxPart.IndexDecoder:
                ExpectCodebook();
                break;
            case OnnxPart.SparseEncoder:
                ExpectSparse();
                break;
        }

        if (Info.Graph.Length == 0)
        {
            throw new NotSupportedException($"{Info.Name} has no graph to translate: its programs are not generated.");
        }

        ModelState<T> copy = CopyState();
        var file = new OnnxFile(new OnnxTranslation<T>(Info, copy.Parameters).Translate(part), Info.Name, $"{part} of {Info.Name}: {Info.Architecture}");
        file.AddMetadata("model", Info.Name);
        file.AddMetadata("part", $"{part}");
        file.AddMetadata("architecture", Info.Architecture);
        file.AddMetadata("fingerprint", Info.Fingerprint);
        file.AddMetadata("likelihood", Array.Find(Info.Architecture.Split("; "), text => text.StartsWith(LikelihoodText, StringComparison.Ordinal))?[LikelihoodText.Length..] ?? string.Empty);
        if (part is not (OnnxPart.IndexEncoder or OnnxPart.SparseEncoder))
        {
            file.AddMetadata("output", "mean");
        }

        AtomicFile.Write(path, file.WriteTo);
    }
}
