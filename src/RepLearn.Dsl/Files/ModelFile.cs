using System.Globalization;
using System.Numerics;
using RepLearn.Numerics.Files;
using RepLearn.Runtime;

namespace RepLearn.Files;

/// <summary>How a model lies in a safetensors file: one tensor per parameter, and metadata that tell what model it is.</summary>
internal static class ModelFile
{
    /// <summary>The metadata that tell the draws; files of earlier releases lack them.</summary>
    public const string DrawsKey = "draws";

    /// <summary>Names that begin so belong to a checkpoint; who loads only the model passes over them.</summary>
    public const string TrainingPrefix = "training/";

    /// <summary>Whether a tensor is no parameter, but what a fit or a scaler keeps.</summary>
    public static bool IsBesideModel(string tensor) =>
        tensor.StartsWith(TrainingPrefix, StringComparison.Ordinal) || tensor.StartsWith(ScalerFile.Prefix, StringComparison.Ordinal);

    /// <summary>Adds a model's metadata and parameters.</summary>
    public static void Add<T>(SafetensorsWriter writer, ModelInfo info, ModelState<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelMetadata.AddArchitecture(writer, info.Name, info.Architecture, info.Fingerprint);
        writer.AddMetadata("step", state.Step.ToString(CultureInfo.InvariantCulture));
        writer.AddMetadata(DrawsKey, state.Draws.ToString(CultureInfo.InvariantCulture));
        SettingText.Add(writer, info, state.Settings);
        foreach (ParameterInfo parameter in info.Layout)
        {
            writer.AddFinite<T>(
                parameter.Name, parameter.Rows, parameter.Columns, () => state.Parameters.AsSpan(parameter.Offset, parameter.Length));
        }
    }

    /// <summary>Reads what a file has of a model, after checking all of it; changes no model.</summary>
    public static ModelState<T> Read<T>(SafetensorsFile file, ModelInfo info)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelMetadata.ExpectArchitecture(file, info.Name, info.Architecture, info.Fingerprint);
        long step = ModelMetadata.ReadCount(file, "step");

        // Files of earlier releases do not tell them.
        long draws = file.Metadata.ContainsKey(DrawsKey) ? ModelMetadata.ReadCount(file, DrawsKey) : step;
        if (draws < step)
        {
            throw new ModelFileException(file.Path, $"expected metadata '{DrawsKey}' as a number of at least the {step} steps, but it is {draws}.");
        }

        double[] settings = SettingText.Read(file, info, typeof(T) == typeof(float));
        var parameters = new T[info.ParameterCount];
        foreach (ParameterInfo parameter in info.Layout)
        {
            file.ReadFinite(parameter.Name, parameter.Rows, parameter.Columns, parameters.AsSpan(parameter.Offset, parameter.Length));
        }

        string? stranger = file.Tensors.Keys.FirstOrDefault(
            name => !IsBesideModel(name) && !info.Layout.Any(parameter => parameter.Name == name));
        return stranger is null
            ? new ModelState<T>(parameters, step, draws, settings)
            : throw new ModelFileException(file.Path, $"expected only the parameters of {info.Name}, but it has a tensor '{FileText.Shown(stranger)}', too.");
    }
}
