using System.Numerics;
using RepLearn.Runtime;

namespace RepLearn.Data;

/// <summary>Tells where in a source a value lies that a model cannot take.</summary>
internal static class BadExample
{
    /// <summary>
    /// What to throw. Shuffled batches do not tell where their rows come from, so the source is read again in its stored order;
    /// where that finds nothing, the batch is told.
    /// </summary>
    /// <param name="source">The training data.</param>
    /// <param name="inputs">What its rows consist of.</param>
    /// <param name="batch">The batch that has the value, for example "Epoch 1, batch 5".</param>
    /// <param name="problem">What was found there.</param>
    /// <param name="cancellation">Asks to stop; then the batch is told.</param>
    public static ArgumentException Locate<T>(IExampleSource<T> source, InputRows<T> inputs, string batch, ArgumentException problem, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string? place;
        try
        {
            place = Find(source, inputs, cancellation);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A source that can be read only once.
            place = null;
        }

        return Named(source, place ?? $"{batch} of the training data: {TextOf(problem)}", "data", problem);
    }

    /// <summary>What to throw where a problem tells the row, but not the source.</summary>
    public static ArgumentException Name<T>(IExampleSource<T> source, ArgumentException problem)
        where T : unmanaged => Named(source, TextOf(problem), problem.ParamName, problem);

    private static ArgumentException Named<T>(IExampleSource<T> source, string message, string? parameter, ArgumentException problem)
        where T : unmanaged => new(source is INamedSource named ? $"{named.Name}: {message}" : message, parameter, problem);

    // Without the name of a parameter that the caller does not know.
    private static string TextOf(ArgumentException problem)
    {
        string suffix = $" (Parameter '{problem.ParamName}')";
        return problem.Message.EndsWith(suffix, StringComparison.Ordinal) ? problem.Message[..^suffix.Length] : problem.Message;
    }

    private static string? Find<T>(IExampleSource<T> source, InputRows<T> inputs, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var row = new T[source.Width];
        using IExampleReader<T> reader = source.Open(null);
        for (long number = 0; ExampleReading.Fill(reader, row, source.Width, cancellation) == 1; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!inputs.AreInside(row))
            {
                return inputs.Describe(row, number);
            }
        }

        return null;
    }
}

/// <summary>A source that messages can name.</summary>
internal interface INamedSource
{
    /// <summary>For example the file's path in quotes.</summary>
    string Name { get; }
}
