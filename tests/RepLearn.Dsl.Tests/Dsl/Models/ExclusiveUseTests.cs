using System.Collections.Immutable;
using RepLearn.Tests.Dsl.Runtime;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Models;

// During a fit other threads get one whole step or a clear refusal, never a mixture.
public sealed class ExclusiveUseTests
{
    private static readonly float[] s_data = [.. Enumerable.Range(0, 64 * 20).Select(index => (index % 7) / 6f)];

    public static TheoryData<string> Members => [.. Calls().Keys];

    [Theory]
    [MemberData(nameof(Members))]
    public void ACallFromAnotherThread_BetweenTwoStepsOfAFit_IsRefused(string member)
    {
        using var model = new GaussianModel(1);
        Action<GaussianModel> call = Calls()[member];
        Exception? refused = null;
        model.Fit(s_data, new FitOptions { Epochs = 1 }, new DirectProgress(_ => refused = OnAnotherThread(() => call(model))));
        string message = Assert.IsType<InvalidOperationException>(refused).Message;
        Assert.Contains("fitted by another thread", message, StringComparison.Ordinal);
        Assert.Contains("Clone()", message, StringComparison.Ordinal);
        call(model);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void ACallFromTheFitsThread_BetweenTwoSteps_Works(string member)
    {
        using var model = new GaussianModel(1);
        Action<GaussianModel> call = member == "Fit" ? _ => { } : Calls()[member];
        Assert.Equal(FitStop.Completed, model.Fit(s_data, new FitOptions { Epochs = 1 }, new DirectProgress(_ => call(model))).Stopped);
    }

    [Fact]
    public void ASaveFromAnotherThread_IsInNobodysWay()
    {
        using var folder = new TemporaryFolder();
        using var model = new GaussianModel(1);
        string path = folder["model.safetensors"];
        using var done = new CancellationTokenSource();
        var other = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                model.Save(path);
            }
        });
        other.Start();
        Exception? refused = Record.Exception(() =>
        {
            for (int call = 0; call < 300; call++)
            {
                model.Encode(s_data);
                model.Step = call;
            }
        });
        done.Cancel();
        other.Join();
        Assert.Null(refused);
    }

    [Fact]
    public void SaveAndClone_FromAnotherThread_HoldOneStep()
    {
        using var folder = new TemporaryFolder();
        using var model = new BernoulliModel(1) { Threads = 2 };
        using var stop = new CancellationTokenSource();
        var values = new List<(float Least, float Most, long Step)>();
        Exception? failure = null;
        var other = new Thread(() => failure = Record.Exception(() =>
        {
            for (int turn = 0; turn < 40; turn++)
            {
                if (turn % 2 == 0)
                {
                    model.Save(folder["m.safetensors"]);
                }

                using BernoulliModel copy = turn % 2 == 0 ? BernoulliModel.Load(folder["m.safetensors"]) : model.Clone();
                float[] parameters = copy.Parameters.ToArray();
                values.Add((parameters.Min(), parameters.Max(), copy.Step));
            }

            stop.Cancel();
        }));
        var progress = new DirectProgress(report =>
        {
            if (report.Step == 1)
            {
                other.Start();
            }
        });
        var options = new FitOptions
        {
            Epochs = 1_000_000, BatchSize = 32, Optimizer = new StepWriter(), ProgressInterval = TimeSpan.Zero, DivergenceFactor = double.PositiveInfinity,
        };
        model.Fit(s_data, options, progress, stop.Token);
        other.Join();
        Assert.Null(failure);
        Assert.Equal(40, values.Count);
        Assert.All(values, value => Assert.True(value.Least == value.Most && value.Most == value.Step, $"{value}"));
        Assert.True(values.Select(value => value.Step).Distinct().Count() > 1);
    }

    [Fact]
    public void AnOptimiserThatCallsTheModel_IsRefused()
    {
        using var model = new GaussianModel(1) { Threads = 2 };
        foreach (Action call in (Action[])[() => model.Encode(s_data), () => model.Clone(), () => model.Save("none/such")])
        {
            var refused = Assert.Throws<InvalidOperationException>(() => model.Fit(s_data, new FitOptions { Epochs = 1, Optimizer = new StepWriter(call) }));
            Assert.Contains("in the middle of a step", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AClone_IsEqualAndIndependent()
    {
        using var model = new GaussianModel(1);
        model.Fit(s_data, new FitOptions { Epochs = 1 });
        using GaussianModel copy = model.Clone();
        Assert.Equal(model.Parameters.ToArray(), copy.Parameters.ToArray());
        Assert.Equal((model.Step, model.Threads), (copy.Step, copy.Threads));
        Assert.Equal(model.Encode(s_data), copy.Encode(s_data));
        float[] before = model.Parameters.ToArray();
        copy.Fit(s_data, new FitOptions { Epochs = 1 });
        Assert.Equal(before, model.Parameters.ToArray());
        Assert.NotEqual(before, copy.Parameters.ToArray());
        model.Dispose();
        copy.Encode(s_data);
    }

    [Fact]
    public void ClonesEncodeFromManyThreads()
    {
        using var model = new GaussianModel(1);
        float[] expected = model.Encode(s_data);
        float[][] codes = new float[8][];
        Parallel.For(0, codes.Length, index =>
        {
            using GaussianModel copy = model.Clone();
            codes[index] = copy.Encode(s_data);
        });
        Assert.All(codes, code => Assert.Equal(expected, code));
    }

    [Fact]
    public void Dispose_EndsAFitBeforeItsNextStep()
    {
        using var folder = new TemporaryFolder();
        var model = new GaussianModel(1);
        long steps = 0;
        var progress = new DirectProgress(report =>
        {
            steps = report.Step;
            Assert.Null(OnAnotherThread(model.Dispose));
        });
        FitOptions options = new() { BatchSize = 8, ProgressInterval = TimeSpan.Zero, Checkpoint = folder["fit.safetensors"] };
        Assert.Throws<ObjectDisposedException>(() => model.Fit(s_data, options, progress));
        Assert.Equal(1, steps);

        // What was done is not lost.
        using var resumed = new GaussianModel(2);
        using var whole = new GaussianModel(1);
        whole.Fit(s_data, options with { Checkpoint = null });
        resumed.Fit(s_data, options with { Resume = true });
        Assert.Equal(whole.Parameters.ToArray(), resumed.Parameters.ToArray());
    }

    // The optimiser is in the middle of its step, and ends it.
    [Fact]
    public void DisposeWithinAStep_EndsAFitAfterIt()
    {
        using var folder = new TemporaryFolder();
        var model = new GaussianModel(1);
        FitOptions options = new() { BatchSize = 8, Optimizer = new StepWriter(model.Dispose), Checkpoint = folder["fit.safetensors"] };
        Assert.Throws<ObjectDisposedException>(() => model.Fit(s_data, options));
        using GaussianModel saved = GaussianModel.Load(options.Checkpoint!);
        Assert.Equal(1, saved.Step);
        Assert.All(saved.Parameters.ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void ADisposedModel_RefusesEveryMember()
    {
        foreach ((string member, Action<GaussianModel> call) in Calls())
        {
            var model = new GaussianModel(1);
            model.Dispose();
            Assert.True(Record.Exception(() => call(model)) is ObjectDisposedException, member);
            Assert.Throws<ObjectDisposedException>(() => model.Save("none/such"));
            Assert.Throws<ObjectDisposedException>(() => model.Clone());
            Assert.Throws<ObjectDisposedException>(() => model.Step);
            Assert.Throws<ObjectDisposedException>(() => model.Draws);
        }
    }

    // All but Save and Clone, which other threads may call.
    private static Dictionary<string, Action<GaussianModel>> Calls() => new()
    {
        ["Encode"] = model => model.Encode(s_data),
        ["Decode"] = model => model.Decode(new float[6]),
        ["Reconstruct"] = model => model.Reconstruct(s_data),
        ["Evaluate"] = model => model.Evaluate(s_data, default),
        ["Backward"] = model => model.Backward(s_data, default),
        ["Test"] = model => model.Test(s_data, default),
        ["TestSource"] = model => model.Test(Examples.InMemory(s_data, 20), default),
        ["Sample"] = model => model.Sample(3, 1),
        ["Fit"] = model => model.Fit(s_data, new FitOptions { Epochs = 1 }),
        ["Parameters"] = model => Touch(model.Parameters),
        ["Gradients"] = model => Touch(model.Gradients),
        ["Step"] = model => model.Step = 3,
        ["Threads"] = model => model.Threads = 2,
        ["Restore"] = Restore,
    };

    private static void Touch(ReadOnlySpan<float> values) => Assert.False(values.IsEmpty);

    private static void Restore(GaussianModel model)
    {
        using var folder = new TemporaryFolder();
        using var saved = new GaussianModel(2);
        saved.Save(folder["saved"]);
        model.Restore(folder["saved"]);
    }

    private static Exception? OnAnotherThread(Action action)
    {
        Exception? caught = null;
        var thread = new Thread(() => caught = Record.Exception(action));
        thread.Start();
        thread.Join();
        return caught;
    }

    /// <summary>Writes the number of the step into every parameter, slowly.</summary>
    private sealed class StepWriter(Action? call = null) : Optimizer(1)
    {
        public override ImmutableArray<string> StateNames => [];

        public override bool Update<T>(UpdateRange<T> range)
        {
            call?.Invoke();
            for (int place = 0; place < range.Parameters.Length; place++)
            {
                range.Parameters[place] = T.CreateChecked(range.Step);
                Thread.SpinWait(20);
            }

            return true;
        }
    }
}
