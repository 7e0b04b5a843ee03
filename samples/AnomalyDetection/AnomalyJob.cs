using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using RepLearn;
using SampleCommon;
using Spectre.Console;

namespace AnomalySample;

/// <summary>Learns what benign tumours look like, and ranks others, benign and malignant, by how little they look like that.</summary>
internal static class AnomalyJob
{
    private const string Features = nameof(Tumour.Features);
    private const double TrainingShare = 0.7;

    /// <summary>Prints how well each method tells malignant tumours, of which none was seen.</summary>
    /// <returns>The area under each method's ROC curve, in the order of the table.</returns>
    public static double[] Run(TextWriter output, int seed = 1)
    {
        var console = new JobConsole(output);
        var ml = new MLContext(seed);
        Tumour[] tumours = Tumour.ReadAll();
        Tumour[] benign = [.. tumours.Where(tumour => !tumour.IsMalignant)];
        new Random(seed).Shuffle(benign);
        int trained = (int)(TrainingShare * benign.Length);
        Tumour[] tested = [.. benign[trained..], .. tumours.Where(tumour => tumour.IsMalignant)];
        IDataView training = ml.Data.LoadFromEnumerable(benign[..trained]);
        IDataView testing = ml.Data.LoadFromEnumerable(tested);

        var scaling = ml.Transforms.NormalizeMeanVariance(Features, fixZero: false);
        var options = new FitOptions { Epochs = 200, BatchSize = 25, Optimizer = new Adam(3e-3), Seed = (ulong)seed };
        var fit = new AutoencoderFit { Seed = (ulong)seed };
        (string Name, int Size, IEstimator<ITransformer> Pipeline)[] methods =
        [
            ("autoencoder, squared error", Nuclei.LatentSize, scaling.Append(ml.Transforms.Autoencoder(new NucleiMapping(), Features, options, fit))),
            ("linear autoencoder, squared error", LinearNuclei.LatentSize, scaling.Append(ml.Transforms.Autoencoder(new LinearNucleiMapping(), Features, options, fit))),
            .. new[] { 6, 12, 20 }.Select(rank => ("ML.NET's RandomizedPca, relative error", rank, (IEstimator<ITransformer>)scaling.Append(ml.AnomalyDetection.Trainers.RandomizedPca(Features, rank: rank, seed: seed)))),
        ];

        console.Ansi.WriteLine($"{trained} benign tumours to learn from; {benign.Length - trained} benign and {tested.Length - benign.Length + trained} malignant ones to tell apart.");
        var table = new Table().Border(TableBorder.Simple).AddColumns("method", "size of the code", "area under the ROC curve");
        var areas = new List<double>();
        foreach ((string name, int size, IEstimator<ITransformer> pipeline) in methods)
        {
            float[] scores = [.. pipeline.Fit(training).Transform(testing).GetColumn<float>("Score")];
            areas.Add(AreaUnderCurve(scores, Array.ConvertAll(tested, tumour => tumour.IsMalignant)));
            table.AddRow(name, size.ToString(CultureInfo.InvariantCulture), areas[^1].ToString("F3", CultureInfo.InvariantCulture));
        }

        console.Ansi.Write(table);
        return [.. areas];
    }

    /// <summary>The share of pairs of an anomaly and a normal example in which the anomaly has the larger score; equal ones count half.</summary>
    internal static double AreaUnderCurve(float[] scores, bool[] isAnomaly)
    {
        float[] anomalies = [.. scores.Where((_, index) => isAnomaly[index])];
        float[] normal = [.. scores.Where((_, index) => !isAnomaly[index])];
        return anomalies.Average(anomaly => normal.Average(other => anomaly > other ? 1 : anomaly == other ? 0.5 : 0));
    }
}
