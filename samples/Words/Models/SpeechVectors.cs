using RepLearn;

namespace WordsSample;

[SkipGram(100, Window = 5)]
[NegativeSampling(5)]
[Subsampling(1e-3)]
internal sealed partial class SpeechVectors;
