namespace RepLearn;

/// <summary>What a file of ONNX computes; the name of the input or output is in brackets.</summary>
public enum OnnxPart
{
    /// <summary>From examples (<c>x</c>) to outputs (<c>reconstruction</c>), as <see cref="Autoencoder{T}.Reconstruct(ReadOnlySpan{T})"/>.</summary>
    Reconstruction,

    /// <summary>From examples (<c>x</c>) to codes (<c>code</c>), as <see cref="Autoencoder{T}.Encode(ReadOnlySpan{T})"/>.</summary>
    Encoder,

    /// <summary>From codes (<c>code</c>) to outputs (<c>reconstruction</c>), as <see cref="Autoencoder{T}.Decode(ReadOnlySpan{T})"/>.</summary>
    Decoder,

    /// <summary>From examples (<c>x</c>) to what the head predicts (<c>prediction</c>), as <see cref="Autoencoder{T}.Predict(ReadOnlySpan{T})"/>.</summary>
    Prediction,
}
