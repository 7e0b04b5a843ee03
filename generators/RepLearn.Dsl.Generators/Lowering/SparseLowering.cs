using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>
/// Lowers sparse dictionaries. The code is a sparse matrix: what is declared to follow it, a decoder, penalties or a head, becomes work on the active
/// units alone where the graph knows how.
/// </summary>
internal sealed class SparseLowering(ArrayGraph graph, SparseCodeSpec latent, LayerLowering layers)
{
    public Node Encode(Node hidden)
    {
        int inputs = hidden.Shape.Columns;
        var site = new LayerSite(latent.Heads[0], SpecPlace.Latent, 0, inputs, latent.DescribeHead(inputs));
        Node weight = layers.Parameter(site, ParameterRole.Weight);
        Node bias = layers.Parameter(site, ParameterRole.Bias);
        layers.AllowMirror(weight, hasRowPerUnit: true);
        if (layers.CentringBias() is { } centre)
        {
            hidden = graph.Subtract(hidden, centre).Named("centred");
        }

        Node sums = graph.Add(graph.Apply(Op.ProductTransposed, hidden, weight).Named("codeProduct"), bias).Named("codeSum");
        return latent switch
        {
            TopKSpec top => TopK(sums, top.Active),
            _ => throw new InvalidOperationException($"Lowering: unknown sparse code {latent}."),
        };
    }

    // The k largest, with a rectifier: Gao et al. 2024
    private Node TopK(Node sums, int active)
    {
        Node units = graph.TopColumns(sums, active).Named("activeUnits");
        Node values = graph.Apply(Op.Maximum, graph.GatherColumns(sums, units), graph.Zero).Named("activations");
        return graph.ScatterColumns(values, units, latent.Size).Named("code");
    }
}
