using Microsoft.Extensions.Logging;
using RepLearn.Tests.Dsl.Training;
using Xunit;

namespace RepLearn.Tests.Extensions;

public sealed class LoggerProgressTests
{
    [Fact]
    public void EpochsAreInformation_AndReportsWithinThemDebug()
    {
        var records = new Records();
        using (ILoggerFactory factory = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Debug).AddProvider(records)))
        using (var model = new LinearModel<double>(6, 2))
        {
            double[] data = TestData.Plane<double>(40, 6);
            var options = new FitOptions { Epochs = 2, BatchSize = 20, ProgressInterval = TimeSpan.Zero };
            model.Fit(data, options, new LoggerProgress(factory.CreateLogger("fit")));
            model.Fit(data, data, options, new LoggerProgress(factory.CreateLogger("fit")));
        }

        Assert.Equal([LogLevel.Debug, LogLevel.Debug, LogLevel.Information], records.All.Take(3).Select(record => record.Level));
        Assert.Equal(4, records.All.Count(record => record.Level == LogLevel.Information));
        Assert.StartsWith("Epoch 1/2: loss ", records.All[2].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("validation", records.All[2].Text, StringComparison.Ordinal);
        Assert.Contains("; validation ", records.All[^1].Text, StringComparison.Ordinal);
        Assert.Equal(2, records.All[^1].Values["Epoch"]);
        Assert.IsType<Losses>(records.All[^1].Values["Validation"]);
    }

    private sealed class Records : ILoggerProvider, ILogger
    {
        public List<(LogLevel Level, string Text, Dictionary<string, object?> Values)> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add((logLevel, formatter(state, exception), ((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary(pair => pair.Key, pair => pair.Value)));
    }
}
