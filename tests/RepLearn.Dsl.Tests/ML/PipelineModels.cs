using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace RepLearn.Tests.ML;

[Autoencoder(6)]
[Encoder.Dense(8, Activation.Tanh)]
[Encoder.BatchNorm]
[Latent.Gaussian(3)]
[Decoder.Dense(8, Activation.Tanh)]
[Decoder.Dense(6)]
[Likelihood.Gaussian(Sigma = 0.5)]
internal sealed partial class PlaneVae;

internal sealed class PlaneRow
{
    [VectorType(PlaneVae.InputSize)]
    public float[] Features { get; set; } = [];

    public bool Label { get; set; }
}

internal sealed class PlaneColumns
{
    [VectorType(PlaneVae.LatentSize)]
    public float[] Code { get; set; } = [];

    [VectorType(PlaneVae.InputSize)]
    public float[] Rebuilt { get; set; } = [];

    public float Anomaly { get; set; }
}

[CustomMappingFactoryAttribute("PlaneVae")]
internal sealed class PlaneMapping : AutoencoderMapping<PlaneVae, PlaneColumns>
{
    public override void Map(AutoencoderRow<PlaneVae> row, PlaneColumns columns)
    {
        columns.Code = row.Code();
        columns.Rebuilt = row.Reconstruction();
        columns.Anomaly = row.Score();
    }
}

internal sealed class NamelessMapping : AutoencoderMapping<PlaneVae, PlaneColumns>
{
    public override void Map(AutoencoderRow<PlaneVae> row, PlaneColumns columns)
    {
    }
}

[Autoencoder(6)]
[Latent.Code(2)]
[Decoder.Dense(6)]
[Likelihood.SquaredError]
[Head.Softmax(2)]
internal sealed partial class LabelledPlane;

internal sealed class CodeColumn
{
    [VectorType(LabelledPlane.LatentSize)]
    public float[] Code { get; set; } = [];
}

[CustomMappingFactoryAttribute("LabelledPlane")]
internal sealed class LabelledMapping : AutoencoderMapping<LabelledPlane, CodeColumn>
{
    public override void Map(AutoencoderRow<LabelledPlane> row, CodeColumn columns) => columns.Code = row.Code();
}
