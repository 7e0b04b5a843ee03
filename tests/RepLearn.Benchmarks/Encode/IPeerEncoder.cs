namespace RepLearn.Benchmarks.Encode;

/// <summary>The same encoder run by another library, on the same parameters and batch.</summary>
internal interface IPeerEncoder : IDisposable
{
    /// <summary>The codes of the last <see cref="Encode"/>.</summary>
    ReadOnlySpan<float> Codes { get; }

    void Encode();
}
