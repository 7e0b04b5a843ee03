namespace RepLearn.Tests.Dsl.Training;

[Autoencoder(6)]
[Encoder.Dense(5, Activation.Tanh)]
[Encoder.BatchNorm]
[Latent.Code(3)]
[Decoder.Dense(6, UnitRows = true)]
[Likelihood.SquaredError]
internal sealed partial class PartedModel;

// The encoder of the model above under other names, and a head.
[Autoencoder(6)]
[Encoder.Dense(5, Activation.Tanh)]
[Encoder.BatchNorm]
[Encoder.Dense(3)]
[Latent.Gaussian(2)]
[Decoder.Dense(7)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
[Head.Softmax(2)]
internal sealed partial class FineTuned;

[Autoencoder(64)]
[Latent.Code(32, Activation.Tanh)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
internal sealed partial class FirstOfStack;

[Autoencoder(FirstOfStack.LatentSize)]
[Latent.Code(16, Activation.Tanh)]
[Decoder.Dense(FirstOfStack.LatentSize, Activation.Tanh)]
[Likelihood.SquaredError]
internal sealed partial class SecondOfStack;

[Autoencoder(64)]
[Encoder.Dense(FirstOfStack.LatentSize, Activation.Tanh)]
[Latent.Code(SecondOfStack.LatentSize, Activation.Tanh)]
[Decoder.Dense(FirstOfStack.LatentSize, Activation.Tanh)]
[Decoder.Dense(64)]
[Likelihood.SquaredError]
[Head.Softmax(10)]
internal sealed partial class WholeStack;
