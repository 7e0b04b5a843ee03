namespace RepLearn;

/// <summary>What a file of ONNX computes; the names of inputs and outputs are in brackets.</summary>
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

    /// <summary>From examples (<c>x</c>) to the numbers of their codes' vectors (<c>indices</c>), as <see cref="Autoencoder{T}.EncodeIndices(ReadOnlySpan{T})"/>.</summary>
    IndexEncoder,

    /// <summary>From such numbers (<c>indices</c>) to outputs (<c>reconstruction</c>), as <see cref="Autoencoder{T}.DecodeIndices(ReadOnlySpan{int})"/>.</summary>
    IndexDecoder,

    /// <summary>From examples (<c>x</c>) to their active units and these units' values (<c>units</c>, <c>values</c>), as <see cref="Autoencoder{T}.EncodeSparse(ReadOnlySpan{T})"/>.</summary>
    SparseEncoder,
}
