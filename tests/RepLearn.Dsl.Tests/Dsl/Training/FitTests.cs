using RepLearn.Data;
using Xunit;

namespace RepLearn.Tests.Dsl.Training;

public sealed class FitTests
{
    private const int Width = 6;
    private static readonly float[] s_data = TestData.Plane<float>(200, Width);

    [Fact]
    public void Fit_LearnsThePlane()
    {
        using var model = new LinearModel<float>(Width, 2, masks: false);
        double before = model.Test(s_data, default).Total;
        FitReport report = model.Fit(s_data, new FitOptions { Epochs = 150, BatchSize = 32, Optimizer = new Adam(1e-2f) });
        double after = model.Test(s_data, default)["reconstruction"];

        // The noise off the plane has variance 0.05^2 in each of 4 directions; the penalty on the code adds a little.
        Assert.InRange(after, 0, 0.05);
        Assert.True(before > 1);
        Assert.Equal(FitStop.Completed, report.Stopped);
        Assert.Equal(150, report.Epochs.Count);
        Assert.Equal(150 * 7, report.Steps);
        Assert.Equal(150 * 7, model.Step);
        Assert.Equal(150, report.KeptEpoch);
        Assert.Null(report.Best);
    }

    // 200 = 3 * 64 + 8: the last batch has 8 examples, which weigh as 8.
    [Fact]
    public void Epoch_UsesEveryExampleOnceAndWeighsByExamples()
    {
        using var model = new LinearModel<double>(1, 1, masks: false);
        double[] data = [.. Enumerable.Range(0, 200).Select(index => index / 100.0)];
        var seen = new List<double>();
        model.BeforeRun = _ => { };
        var source = new RecordingSource(data, seen);
        FitReport report = model.Fit(source, new FitOptions { Epochs = 2, BatchSize = 64, LastBatch = LastBatch.Keep, Optimizer = new Sgd(1e-300) });
        Assert.Equal(400, seen.Count);
        Assert.Equal(data, seen[..200].Order());
        Assert.Equal(data, seen[200..].Order());
        Assert.NotEqual(seen[..200], seen[200..]);
        Losses whole = model.Test(data, default);
        Assert.Equal(whole["reconstruction"], report.Epochs[0].Training["reconstruction"], 1e-12);
        Assert.Equal(200, report.Epochs[0].Examples);
        Assert.Equal(8, report.Steps);
    }

    // What Fit does, written out: the same keys, batches and formula of plain gradient descent.
    [Fact]
    public void Fit_IsTheWrittenOutLoop()
    {
        using var model = new LinearModel<double>(3, 2);
        using var byHand = new LinearModel<double>(3, 2);
        double[] data = TestData.Plane<double>(10, 3);
        model.Step = 100;
        model.Fit(data, new FitOptions { Epochs = 2, BatchSize = 4, LastBatch = LastBatch.Keep, Optimizer = new Sgd(0.05), Shuffle = false, Seed = 9 });
        ulong step = 100;
        for (int epoch = 0; epoch < 2; epoch++)
        {
            foreach ((int start, int rows) in ((int, int)[])[(0, 4), (4, 4), (8, 2)])
            {
                byHand.Backward(data.AsSpan(start * 3, rows * 3), new NoiseKey(9, step++));
                for (int place = 0; place < byHand.Parameters.Length; place++)
                {
                    byHand.Parameters[place] -= 0.05 * byHand.Gradients[place];
                }
            }
        }

        Assert.Equal(byHand.Parameters.ToArray(), model.Parameters.ToArray());
        Assert.Equal(106, model.Step);
    }

    // Memory is taken wherever a span is, and an array or a set of images needs no cast.
    [Fact]
    public void MemoryArrayAndSpan_AreTakenAlike()
    {
        using var model = new LinearModel<float>(Width, 2);
        ReadOnlyMemory<float> memory = s_data;
        var images = new ImageSet(s_data, new int[s_data.Length / Width], Width, 1);
        float[] codes = model.Encode(s_data.AsSpan());
        Assert.All([model.Encode(memory), model.Encode(s_data), model.Encode(images)], other => Assert.Equal(codes, other));
        float[] outputs = model.Decode(codes.AsSpan());
        Assert.All([model.Decode(codes.AsMemory()), model.Decode((ReadOnlyMemory<float>)codes), model.Decode(codes)], other => Assert.Equal(outputs, other));
        Assert.All([model.Reconstruct(memory), model.Reconstruct(s_data), model.Reconstruct(images)], other => Assert.Equal(outputs, other));
        double loss = model.Test(s_data.AsSpan(), new NoiseKey(1, 2)).Total;
        Assert.All([model.Test(memory, new NoiseKey(1, 2)), model.Test(s_data, new NoiseKey(1, 2)), model.Test(images, new NoiseKey(1, 2))], other => Assert.Equal(loss, other.Total));
        Assert.Equal(model.CodeVariances(s_data), model.CodeVariances(memory));
        Assert.Equal(model.ActiveUnits(s_data, 1), model.ActiveUnits(memory, 1));
        Assert.Throws<ArgumentNullException>("model", () => ((LinearModel<float>)null!).Encode(memory));
    }

    // More rows than a block.
    [Fact]
    public void ResultsOverRowsNotReadYet_AreRefused()
    {
        using var model = new LinearModel<float>(Width, 2);
        float[] data = TestData.Plane<float>(5000, Width);
        float[] codes = model.Encode(data);
        float[] outputs = model.Decode(codes);
        float[] room = [.. new float[Width], .. data];
        Assert.Throws<ArgumentException>("codes", () => model.Encode(room.AsSpan(0, data.Length), room.AsSpan(1, codes.Length)));
        Assert.Throws<ArgumentException>("reconstructions", () => model.Reconstruct(room.AsSpan(0, data.Length), room.AsSpan(Width)));
        Assert.Throws<ArgumentException>("batch", () => model.Decode(room.AsSpan(0, codes.Length), room.AsSpan(0, data.Length)));
        Assert.Throws<ArgumentException>("batch", () => model.Decode(room.AsSpan(1, codes.Length), room.AsSpan(0, data.Length)));
        Assert.Equal(data, room[Width..]);

        model.Reconstruct(room.AsSpan(Width), room.AsSpan(0, data.Length));
        Assert.Equal(outputs, room[..data.Length]);
        data.CopyTo(room, 0);
        model.Encode(room.AsSpan(0, data.Length), room.AsSpan(0, codes.Length));
        Assert.Equal(codes, room[..codes.Length]);
        model.Reconstruct(data, data);
        Assert.Equal(outputs, data);
    }

    [Fact]
    public void TheSpeedAtAnEpochsEnd_IsThatOfItsSteps()
    {
        using var model = new LinearModel<float>(Width, 2);
        List<double> speeds = [];
        var progress = new DirectProgress(report => speeds.Add(report.EpochDone ? report.ExamplesPerSecond : 1));
        model.Fit(s_data, new FitOptions { Epochs = 2, ProgressInterval = TimeSpan.Zero }, progress);
        Assert.All(speeds, speed => Assert.True(speed > 0));
    }

    [Fact]
    public void SameSeed_GivesTheSameBits_OnAnyNumberOfThreads()
    {
        Assert.Equal(Fitted(seed: 3, threads: 1), Fitted(seed: 3, threads: 2));
        Assert.NotEqual(Fitted(seed: 3, threads: 1), Fitted(seed: 4, threads: 1));
    }

    [Fact]
    public void ClipNorm_ScalesTheGradient()
    {
        using var clipped = new LinearModel<double>(3, 2, masks: false);
        using var plain = new LinearModel<double>(3, 2, masks: false);
        double[] data = TestData.Plane<double>(8, 3);
        double[] start = plain.Parameters.ToArray();
        plain.Backward(data, default);
        double norm = Math.Sqrt(plain.Gradients.ToArray().Sum(value => value * value));
        clipped.Fit(data, new FitOptions { Epochs = 1, BatchSize = 8, Optimizer = new Sgd(1), Shuffle = false, ClipNorm = norm / 10 });
        for (int place = 0; place < start.Length; place++)
        {
            double expected = start[place] - (plain.Gradients[place] * (norm / 10) / (norm + 1e-6));
            Assert.Equal(expected, clipped.Parameters[place], 1e-14);
        }
    }

    [Fact]
    public void Schedule_SetsEachStepsRate()
    {
        using var model = new LinearModel<float>(Width, 2);
        var rates = new List<double>();
        model.Fit(
            s_data,
            new FitOptions { Epochs = 2, BatchSize = 100, Optimizer = new Sgd(0.01), Schedule = LearningRate.Cosine(), ProgressInterval = TimeSpan.Zero },
            new DirectProgress(progress =>
            {
                if (!progress.EpochDone)
                {
                    rates.Add(progress.LearningRate);
                }
            }));
        double[] expected = [0.01, 0.01 * (1 + Math.Sqrt(0.5)) / 2, 0.005, 0.01 * (1 - Math.Sqrt(0.5)) / 2];
        Assert.Equal(expected.Length, rates.Count);
        Assert.All(expected.Zip(rates), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
    }

    [Fact]
    public void Step_AllocatesNothing()
    {
        float[] data = TestData.Plane<float>(16_000, Width);
        using var model = new LinearModel<float>(Width, 2) { Threads = 2, MultiplyAddsPerWorker = 1 };
        var allocated = new List<long>(4);
        int runs = 0;
        model.BeforeRun = _ =>
        {
            if (++runs % 600 == 200)
            {
                allocated.Add(GC.GetAllocatedBytesForCurrentThread());
            }
        };
        model.Fit(data, new FitOptions { Epochs = 1, BatchSize = 8, ClipNorm = 1, ProgressInterval = TimeSpan.MaxValue }, new DirectProgress(_ => { }));
        Assert.Equal(2001, runs);

        // The runtime itself allocates now and then; a step that allocates does so every time.
        Assert.Equal(0, allocated.Zip(allocated.Skip(1), (before, after) => after - before).Min());
    }

    [Fact]
    public void Progress_TellsWhereTheFitIs()
    {
        using var model = new LinearModel<float>(Width, 2);
        var reports = new List<FitProgress>();
        FitReport report = model.Fit(
            s_data,
            s_data.AsMemory(0, 60),
            new FitOptions { Epochs = 3, BatchSize = 64, ProgressInterval = TimeSpan.Zero },
            new DirectProgress(reports.Add));
        Assert.Equal(3 * 5, reports.Count);
        Assert.Equal([1L, 2, 3, 4, 4], reports[..5].Select(progress => progress.Batch));
        Assert.All(reports, progress => Assert.Equal((3, 4L), (progress.Epochs, progress.Batches)));
        Assert.Equal([4, 9, 14], Enumerable.Range(0, 15).Where(index => reports[index].EpochDone));
        FitProgress last = reports[^1];
        Assert.Equal((3, 12L), (last.Epoch, last.Step));
        Assert.Equal(report.Epochs[2].Training.Total, last.Losses.Total);
        Assert.Equal(report.Epochs[2].Validation!.Value.Total, last.Validation!.Value.Total);
        Assert.Equal(TimeSpan.Zero, last.Left);
        Assert.True(reports[0].Left > TimeSpan.Zero);
        Assert.True(reports[0].ExamplesPerSecond > 0);
        Assert.Equal(Math.Sqrt(model.Gradients.ToArray().Sum(value => (double)value * value)), last.GradientNorm, 1e-9);
        Assert.StartsWith("epoch 3/3, batch 4/4 | loss ", last.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_IsThrottled()
    {
        using var model = new LinearModel<float>(Width, 2);
        int reports = 0;
        model.Fit(s_data, new FitOptions { Epochs = 4, BatchSize = 2, ProgressInterval = TimeSpan.FromDays(1) }, new DirectProgress(_ => reports++));
        Assert.Equal(4, reports);
    }

    [Fact]
    public void Report_PrintsATable()
    {
        using var model = new LinearModel<float>(Width, 2);
        FitReport report = model.Fit(s_data, s_data, new FitOptions { Epochs = 2 });
        string[] lines = report.ToString().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Equal(["epoch", "loss", "reconstruction", "l2", "validation", "rate", "seconds"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(7, lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("*", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("Completed after 2 epochs, 4 steps, ", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_RefusesWhatCannotWork()
    {
        using var model = new LinearModel<float>(Width, 2);
        Assert.Throws<ArgumentException>("data", () => model.Fit(new float[Width + 1]));
        Assert.Throws<ArgumentException>("data", () => model.Fit(Examples.InMemory(new float[10], 5)));
        Assert.Contains("Patience", Assert.Throws<ArgumentException>(() => model.Fit(s_data, new FitOptions { Patience = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("Checkpoint", Assert.Throws<ArgumentException>(() => model.Fit(s_data, new FitOptions { Resume = true })).Message, StringComparison.Ordinal);
        IExampleSource<float> endless = Examples.Stream<float>(() => [s_data], Width);
        Assert.Contains("count", Assert.Throws<ArgumentException>(() => model.Fit(endless, new FitOptions { Schedule = LearningRate.Cosine() })).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => model.Fit(Examples.Stream<float>(() => [], Width)));
        Assert.Throws<ArgumentOutOfRangeException>("Epochs", () => new FitOptions { Epochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("BatchSize", () => new FitOptions { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("ClipNorm", () => new FitOptions { ClipNorm = 0 });
        Assert.Throws<ArgumentNullException>("Optimizer", () => new FitOptions { Optimizer = null! });
    }

    [Fact]
    public void AnOptimisersNames_MustDiffer()
    {
        using var model = new LinearModel<float>(Width, 2);
        Assert.Contains("Named", Assert.Throws<ArgumentException>(() => model.Fit(s_data, new FitOptions { Optimizer = new Named(["a", "a"]) })).Message, StringComparison.Ordinal);
        Assert.Contains("Named", Assert.Throws<ArgumentException>(() => model.Fit(s_data, new FitOptions { Optimizer = new Named(default) })).Message, StringComparison.Ordinal);
        model.Fit(s_data, new FitOptions { Epochs = 1, Optimizer = new Named(["a", "b"]) });
    }

    [Fact]
    public void ValueThatIsNotFinite_IsNamed()
    {
        using var model = new LinearModel<float>(Width, 2);
        var data = new float[4 * Width];
        data[(2 * Width) + 3] = float.NaN;
        ArgumentException exception = Assert.Throws<ArgumentException>("data", () => model.Fit(data));
        Assert.Contains("row 3, column 4", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<ArgumentException>("validation", () => model.Fit(s_data, data));
        Assert.Contains("row 3, column 4", exception.Message, StringComparison.Ordinal);
        IExampleSource<float> stream = Examples.Stream<float>(() => [s_data, data], Width);
        exception = Assert.Throws<ArgumentException>("data", () => model.Fit(stream, new FitOptions { Shuffle = false, BatchSize = 50 }));
        Assert.Contains("The sequence: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("row 203, column 4", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RowsInMessages_AreNumberedThroughAllBlocks()
    {
        using var model = new LinearModel<float>(Width, 2);
        var data = new float[2000 * Width];
        data[(1500 * Width) + 5] = float.NegativeInfinity;
        foreach (Action call in (Action[])[() => model.Encode(data), () => model.Reconstruct(data), () => model.Test(data, default), () => model.Backward(data, default)])
        {
            Assert.Contains("row 1501, column 6", Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void FitWithinAFit_IsRefused()
    {
        using var model = new LinearModel<float>(Width, 2);
        Exception? caught = null;
        model.Fit(s_data, new FitOptions { Epochs = 1 }, new DirectProgress(_ => caught = Record.Exception(() => model.Fit(s_data))));
        Assert.IsType<InvalidOperationException>(caught);
        model.Fit(s_data, new FitOptions { Epochs = 1 });
    }

    [Fact]
    public void ProgressMayUseTheModel()
    {
        using var used = new LinearModel<float>(Width, 2);
        var options = new FitOptions { Epochs = 2, BatchSize = 64, ProgressInterval = TimeSpan.Zero };
        used.Fit(s_data, options, new DirectProgress(_ => used.Reconstruct(s_data)));
        using var plain = new LinearModel<float>(Width, 2);
        plain.Fit(s_data, options);
        Assert.Equal(plain.Parameters.ToArray(), used.Parameters.ToArray());
    }

    [Fact]
    public void CallFromAnotherThread_WhileAProgramRuns_IsRefused()
    {
        using var model = new LinearModel<float>(Width, 2);
        Exception? caught = null;
        model.BeforeRun = running =>
        {
            running.BeforeRun = null;
            var other = new Thread(() => caught = Record.Exception(() => running.Encode(s_data)));
            other.Start();
            other.Join();
        };
        model.Backward(s_data, default);
        Assert.Contains("one caller at a time", Assert.IsType<InvalidOperationException>(caught).Message, StringComparison.Ordinal);
        model.Encode(s_data);
    }

    [Fact]
    public void Disposed_IsRefused()
    {
        var model = new LinearModel<float>(Width, 2);
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Fit(s_data));
        Assert.Throws<ObjectDisposedException>(() => model.Encode(s_data));
    }

    private static float[] Fitted(ulong seed, int threads)
    {
        using var model = new LinearModel<float>(300, 120) { Threads = threads, MultiplyAddsPerWorker = 1 };
        model.Fit(TestData.Plane<float>(24, 300), new FitOptions { Epochs = 2, BatchSize = 16, Seed = seed, ClipNorm = 1 });
        return model.Parameters.ToArray();
    }

    private sealed class Named(System.Collections.Immutable.ImmutableArray<string> names) : Optimizer(1)
    {
        public override System.Collections.Immutable.ImmutableArray<string> StateNames => names;

        public override bool Update<T>(UpdateRange<T> range) => true;
    }

    private sealed class RecordingSource(double[] data, List<double> seen) : IExampleSource<double>, IExampleReader<double>
    {
        private IExampleReader<double>? _inner;

        public int Width => 1;

        public long? Count => data.Length;

        public IExampleReader<double> Open(NoiseKey? shuffle)
        {
            _inner = Examples.InMemory(data, 1).Open(shuffle);
            return this;
        }

        public int Read(Span<double> rows)
        {
            // In small pieces, as a source may.
            int read = _inner!.Read(rows[..Math.Min(rows.Length, 5)]);
            seen.AddRange(rows[..read]);
            return read;
        }

        public void Dispose() => _inner!.Dispose();
    }
}
