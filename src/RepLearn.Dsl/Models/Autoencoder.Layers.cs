using RepLearn.Files;
using RepLearn.Models;
using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Files;
using RepLearn.Runtime;

namespace RepLearn;

// Layers of another, trained model.
public abstract partial class Autoencoder<T>
{
    /// <summary>
    /// Takes layers of a model that was trained and saved, whatever else that model is: the beginning of fine-tuning, and of stacks of layers that
    /// were trained one after the other. Other parameters, <see cref="Step"/> and <see cref="Draws"/> stay. Everything is checked
    /// first: the model is unchanged if this throws. Rows of weights that the declaration keeps at the length 1 (<c>UnitRows</c>) get that length, if they do not
    /// have it. Shapes do not tell activations: that a layer computes the same is up to the declarations.
    /// </summary>
    /// <param name="path">A file that <see cref="Save(string)"/> wrote, or a checkpoint.</param>
    /// <param name="layers">
    /// Names of parameters with at most one <c>*</c>, such as <c>"encoder*"</c>, or pairs of the name there and here, such as
    /// <c>("code*", "encoder2*")</c>. Every parameter there that a name stands for must have a counterpart of its shape here.
    /// </param>
    /// <returns>What was taken, and what was not.</returns>
    /// <exception cref="ArgumentException">
    /// A name stands for nothing there, or a parameter has no counterpart here, or one of another shape; all are told.
    /// </exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ModelFileException">The file is damaged, of the other precision, or holds values that are not finite.</exception>
    public LoadedLayers LoadLayers(string path, params LayerCopy[] layers)
    {
        using ModelGate.Hold hold = _gate.Enter();
        using SafetensorsFile file = SafetensorsFile.Open(path);
        var shapes = new Dictionary<string, (long Rows, long Columns)>(StringComparer.Ordinal);
        foreach ((string name, TensorEntry tensor) in file.Tensors)
        {
            if (!ModelFile.IsBesideModel(name) && tensor.Shape.Length == 2)
            {
                shapes.Add(name, (tensor.Shape[0], tensor.Shape[1]));
            }
        }

        return Take(
            LayerMatching.Pairs(Info, shapes, $"'{path}'", layers), shapes,
            (name, target) => file.ReadFinite(name, shapes[name].Rows, shapes[name].Columns, target.Span));
    }

    /// <summary>Takes layers of a trained model, as from its file.</summary>
    /// <inheritdoc cref="LoadLayers(string, LayerCopy[])"/>
    /// <param name="trained">The model.</param>
    /// <param name="layers">Names, as above.</param>
    public LoadedLayers LoadLayers(Autoencoder<T> trained, params LayerCopy[] layers)
    {
        ArgumentNullException.ThrowIfNull(trained);
        using ModelGate.Hold hold = _gate.Enter();
        T[] values = trained.CopyState().Parameters;
        var places = trained.Info.Layout.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        var shapes = trained.Info.Layout.ToDictionary(parameter => parameter.Name, parameter => ((long)parameter.Rows, (long)parameter.Columns), StringComparer.Ordinal);
        return Take(LayerMatching.Pairs(Info, shapes, trained.Info.Name, layers), shapes, (name, target) =>
        {
            ReadOnlySpan<T> source = values.AsSpan(places[name].Offset, places[name].Length);
            if (!Finite.AreFinite(source))
            {
                throw new ArgumentException($"Expected finite parameters, but {name} of {trained.Info.Name} has a NaN or an infinity.", nameof(trained));
            }

            source.CopyTo(target.Span);
        });
    }

    // What a declaration asks of parameters after each update, it asks of those that are taken. What is so already, to rounding, keeps its bits.
    private void AsDeclared(ReadOnlySpan<T> given, List<(ParameterInfo Target, string Source)> pairs)
    {
        using (ModelGate.Pass pass = _gate.Run())
        {
            RunAfterUpdate();
        }

        T most = T.CreateChecked(8) * (T.BitIncrement(T.One) - T.One);
        foreach (ParameterInfo parameter in Info.Layout)
        {
            bool isTaken = pairs.Exists(pair => pair.Target == parameter);
            for (int row = 0; row < parameter.Rows; row++)
            {
                ReadOnlySpan<T> before = given.Slice(parameter.Offset + (row * parameter.Columns), parameter.Columns);
                Span<T> after = _parameters.Span.Slice(parameter.Offset + (row * parameter.Columns), parameter.Columns);
                if (!isTaken || AreNear(before, after, most))
                {
                    before.CopyTo(after);
                }
            }
        }
    }

    private static bool AreNear(ReadOnlySpan<T> left, ReadOnlySpan<T> right, T most)
    {
        for (int index = 0; index < left.Length; index++)
        {
            if (T.Abs(left[index] - right[index]) > most * T.Abs(left[index]))
            {
                return false;
            }
        }

        return true;
    }

    private LoadedLayers Take(
        List<(ParameterInfo Target, string Source)> pairs, Dictionary<string, (long Rows, long Columns)> shapes, Action<string, Memory<T>> read)
    {
        T[] parameters = CopyState().Parameters;
        foreach ((ParameterInfo target, string source) in pairs)
        {
            read(source, parameters.AsMemory(target.Offset, target.Length));
        }

        using (Lock.Scope change = _gate.Change())
        {
            parameters.CopyTo(_parameters.Span);
            if (Info.IndexOf(ProgramName.AfterUpdate) >= 0)
            {
                AsDeclared(parameters, pairs);
            }
        }

        return new LoadedLayers(
            [.. pairs.Select(pair => pair.Source == pair.Target.Name ? $"{pair.Target}" : $"{pair.Target} of {pair.Source}")],
            [.. Info.Layout.Where(parameter => !pairs.Exists(pair => pair.Target == parameter)).Select(parameter => parameter.Name)],
            [.. shapes.Keys.Where(name => !pairs.Exists(pair => pair.Source == name))]);
    }
}
