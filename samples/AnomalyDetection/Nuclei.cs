using Microsoft.ML.Transforms;
using RepLearn;

namespace AnomalySample;

/// <summary>An autoencoder of what is normal.</summary>
[Autoencoder(30)]
[Encoder.Dense(20, Activation.Tanh)]
[Latent.Code(6)]
[Decoder.Dense(20, Activation.Tanh)]
[Decoder.Dense(30)]
[Likelihood.SquaredError]
internal sealed partial class Nuclei;

/// <summary>One without hidden layers: what it reconstructs best is what principal components do.</summary>
[Autoencoder(30)]
[Latent.Code(6)]
[Decoder.Dense(30)]
[Likelihood.SquaredError]
internal sealed partial class LinearNuclei;

/// <summary>The column that both add: ML.NET's evaluators know it by this name.</summary>
internal sealed class NucleiColumns
{
    public float Score { get; set; }
}

/// <summary>What is unlike all that the model has learned from is reconstructed badly.</summary>
[CustomMappingFactoryAttribute("Nuclei")]
internal sealed class NucleiMapping : AutoencoderMapping<Nuclei, NucleiColumns>
{
    public override void Map(AutoencoderRow<Nuclei> row, NucleiColumns columns) => columns.Score = row.Score("reconstruction");
}

/// <summary>The same by the model without hidden layers.</summary>
[CustomMappingFactoryAttribute("LinearNuclei")]
internal sealed class LinearNucleiMapping : AutoencoderMapping<LinearNuclei, NucleiColumns>
{
    public override void Map(AutoencoderRow<LinearNuclei> row, NucleiColumns columns) => columns.Score = row.Score("reconstruction");
}
