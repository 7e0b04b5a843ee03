using Microsoft.ML;
using Microsoft.ML.Data;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.ML;

/// <summary>Autoencoders in pipelines of ML.NET itself.</summary>
public sealed class AutoencoderEstimatorTests : IDisposable
{
    private const int Rows = 300;
    private static readonly FitOptions s_options = new() { Epochs = 3, BatchSize = 50, Seed = 4 };

    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);
    private readonly float[] _values = TestData.Plane<float>(Rows, 6);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_AreWhatTheModelGives()
    {
        AutoencoderTransformer<PlaneVae> fitted = Estimator().Fit(Data());
        IDataView mapped = fitted.Transform(Data());

        Assert.Equal(["Features", "Label", "Code", "Rebuilt", "Anomaly"], mapped.Schema.Select(column => column.Name));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), mapped.Schema["Code"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 6), mapped.Schema["Rebuilt"].Type);
        Assert.Equal(mapped.Schema.Select(column => (column.Name, column.Type)), fitted.GetOutputSchema(Data().Schema).Select(column => (column.Name, column.Type)));
        Near(fitted.Model.Encode(_values), [.. mapped.GetColumn<float[]>("Code").SelectMany(code => code)]);
        Near(fitted.Model.Reconstruct(_values), [.. mapped.GetColumn<float[]>("Rebuilt").SelectMany(row => row)]);
        float[] scores = [.. mapped.GetColumn<float>("Anomaly")];
        for (int row = 0; row < Rows; row += 7)
        {
            Assert.Equal((float)fitted.Model.Score(_values.AsSpan(row * 6, 6)).Total[0], scores[row]);
        }
    }

    // The same model, options and rows, without ML.NET.
    [Fact]
    public void Training_IsThatOfTheModel()
    {
        using var own = new PlaneVae(seed: 9);
        FitReport report = own.Fit(_values, s_options);
        AutoencoderTransformer<PlaneVae> fitted = Estimator(new AutoencoderFit { Seed = 9 }).Fit(Data());

        Assert.Equal(own.Parameters.ToArray(), fitted.Model.Parameters.ToArray());
        Assert.Equal(report.Epochs.Count, fitted.Report!.Epochs.Count);
    }

    [Fact]
    public void AShuffleBuffer_ReadsTheRowsAgainInEachEpoch()
    {
        using var own = new PlaneVae(seed: 1);
        own.Fit(Examples.Stream(() => _values.Chunk(6).Select(row => (ReadOnlyMemory<float>)row), 6, Rows, 64), s_options);

        Assert.Equal(own.Parameters.ToArray(), Estimator(new AutoencoderFit { ShuffleBuffer = 64 }).Fit(Data()).Model.Parameters.ToArray());
    }

    [Fact]
    public void APipelineWithATrainer_IsLoadedByAnotherContext()
    {
        var pipeline = Estimator().Append(_ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Label", "Code"));
        ITransformer fitted = pipeline.Fit(Data());
        string file = _folder["pipeline.zip"];
        _ml.Model.Save(fitted, Data().Schema, file);
        var other = new MLContext(seed: 2);
        ITransformer loaded = other.Model.Load(file, out DataViewSchema schema);

        Assert.Equal(["Features", "Label"], schema.Select(column => column.Name));
        Assert.Equal(fitted.GetOutputSchema(schema).Select(column => (column.Name, column.Type)), loaded.GetOutputSchema(schema).Select(column => (column.Name, column.Type)));
        IDataView before = fitted.Transform(Data());
        IDataView after = loaded.Transform(Data());
        Assert.Equal(before.GetColumn<float>("Score"), after.GetColumn<float>("Score"));
        Assert.Equal(before.GetColumn<float>("Anomaly"), after.GetColumn<float>("Anomaly"));
        Assert.Equal(before.GetColumn<float[]>("Rebuilt"), after.GetColumn<float[]>("Rebuilt"));
        Assert.InRange(other.BinaryClassification.Evaluate(after).AreaUnderRocCurve, 0.6, 1);

        using PredictionEngine<PlaneRow, PlaneColumns> engine = other.Model.CreatePredictionEngine<PlaneRow, PlaneColumns>(loaded);
        PlaneColumns predicted = engine.Predict(new PlaneRow { Features = _values[..6] });
        Assert.Equal(before.GetColumn<float[]>("Code").First(), predicted.Code);
        Assert.Equal(before.GetColumn<float>("Anomaly").First(), predicted.Anomaly);
    }

    [Fact]
    public void AnEstimatorTellsItsColumns_ToTheTrainersBehindIt()
    {
        SchemaShape shape = Estimator().GetOutputSchema(Shape<PlaneRow>());

        Assert.Equal(["Anomaly", "Code", "Features", "Label", "Rebuilt"], shape.Select(column => column.Name).Order(StringComparer.Ordinal));
        SchemaShape.Column code = shape.Single(column => column.Name == "Code");
        Assert.Equal((SchemaShape.Column.VectorKind.Vector, (DataViewType)NumberDataViewType.Single), (code.Kind, code.ItemType));
    }

    [Fact]
    public void AModelThatIsTrained_IsTakenAsItIs()
    {
        using var own = new PlaneVae(seed: 3);
        own.Fit(_values, s_options);
        AutoencoderTransformer<PlaneVae> fitted = _ml.Transforms.Autoencoder(new PlaneMapping(), "Features", own).Fit(Data());

        Assert.Null(fitted.Report);
        Assert.Equal(own.Parameters.ToArray(), fitted.Model.Parameters.ToArray());
        Near(own.Encode(_values), [.. fitted.Transform(Data()).GetColumn<float[]>("Code").SelectMany(code => code)]);
    }

    // Each cursor has a model of its own.
    [Fact]
    public void ManyThreads_GetTheSameColumns()
    {
        IDataView mapped = Estimator().Fit(Data()).Transform(Data());
        float[] expected = [.. mapped.GetColumn<float>("Anomaly")];

        Parallel.For(0, 8, _ => Assert.Equal(expected, mapped.GetColumn<float>("Anomaly")));
    }

    [Fact]
    public void AColumnThatIsWrong_IsNamed()
    {
        AssertRefused("There is no column 'Features'; the columns are Label.", _ml.Transforms.DropColumns("Features").Fit(Data()).Transform(Data()));
        AssertRefused("Expected column 'Features' to hold vectors of Single, but it is Boolean.", Renamed("Label"));
        AssertRefused("Expected column 'Features' to hold vectors of Single, but it is Vector<Double, 6>.", _ml.Transforms.Conversion.ConvertType("Features", outputKind: DataKind.Double).Fit(Data()).Transform(Data()));
        AssertRefused("PlaneVae takes vectors of 6 values, but column 'Features' has 12.", _ml.Transforms.Concatenate("Features", "Features", "Features").Fit(Data()).Transform(Data()));
        AssertRefused("Expected at least one row in column 'Features', but there is none.", _ml.Data.LoadFromEnumerable(Array.Empty<PlaneRow>()));
        _values[(7 * 6) + 2] = float.NaN;
        AssertRefused("Expected finite numbers in column 'Features', but value 3 of row 8, counted from 1, is NaN.", Data());
        Assert.Contains("There is no column 'Features'", Assert.Throws<ArgumentException>("inputSchema", () => Estimator().GetOutputSchema(Shape<CodeColumn>())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARowThatIsWrongLater_IsNamedToo()
    {
        ITransformer fitted = Estimator().Fit(Data());
        string file = _folder["pipeline.zip"];
        _ml.Model.Save(fitted, Data().Schema, file);
        ITransformer loaded = _ml.Model.Load(file, out _);
        _values[2] = float.PositiveInfinity;
        IDataView wide = _ml.Transforms.Concatenate("Features", "Features", "Features").Fit(Data()).Transform(Data());

        Assert.Contains("value 3, counted from 1, is Infinity", Thrown(() => loaded.Transform(Data()).GetColumn<float>("Anomaly").First()), StringComparison.Ordinal);
        Assert.Contains("PlaneVae takes vectors of 6 values, but column 'Features' has 12.", Thrown(() => loaded.Transform(wide).GetColumn<float>("Anomaly").First()), StringComparison.Ordinal);
        Assert.Contains("column 'Features' has 12", Assert.Throws<ArgumentException>("input", () => fitted.Transform(wide)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMappingWithoutAName_IsRefusedBeforeTraining() =>
        Assert.Contains("NamelessMapping needs [CustomMappingFactoryAttribute(\"NamelessMapping\")]", Assert.Throws<InvalidOperationException>(() => _ml.Transforms.Autoencoder(new NamelessMapping(), "Features")).Message, StringComparison.Ordinal);

    [Fact]
    public void AModelWithLabels_IsRefused() =>
        Assert.Contains("LabelledPlane takes more than the values that it encodes", Assert.Throws<ArgumentException>("input", () => _ml.Transforms.Autoencoder(new LabelledMapping(), "Features").Fit(Data())).Message, StringComparison.Ordinal);

    [Fact]
    public void ATextOfAnotherArchitecture_OrADamagedOne_IsRefused()
    {
        using var model = new PlaneVae(seed: 1);
        string text = ModelText<PlaneVae>.Write(model, "Some column");
        ModelText<PlaneVae> read = ModelText<PlaneVae>.Parse(text);

        Assert.Equal("Some column", read.Column);
        Assert.Equal(model.Parameters.ToArray(), read.Model.Parameters.ToArray());
        Assert.Contains("another architecture", Assert.Throws<InvalidDataException>(() => ModelText<LabelledPlane>.Parse(text)).Message, StringComparison.Ordinal);
        Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => ModelText<PlaneVae>.Parse(text.Remove(80, 40))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => ModelText<PlaneVae>.Parse(""));
    }

    private AutoencoderEstimator<PlaneVae, PlaneColumns> Estimator(AutoencoderFit? fit = null) =>
        _ml.Transforms.Autoencoder(new PlaneMapping(), "Features", s_options, fit);

    private IDataView Data() => _ml.Data.LoadFromEnumerable(
        _values.Chunk(6).Select(row => new PlaneRow { Features = row, Label = row[0] > 0 }).ToArray());

    private IDataView Renamed(string column) => _ml.Transforms.CopyColumns("Features", column).Fit(Data()).Transform(Data());

    private void AssertRefused(string message, IDataView data) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>("input", () => Estimator().Fit(data)).Message, StringComparison.Ordinal);

    // What ML.NET makes of an error within a row.
    private static string Thrown(Action action) => Assert.ThrowsAny<Exception>(action).ToString();

    // The columns of a class, as an estimator that makes them tells them.
    private SchemaShape Shape<TRow>()
        where TRow : class, new() => _ml.Transforms.CustomMapping<NoColumns, TRow>((_, _) => { }, null).GetOutputSchema(new SchemaShape([]));

    private static void Near(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }
}
