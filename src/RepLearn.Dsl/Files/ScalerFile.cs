namespace RepLearn.Files;

/// <summary>The names under which a scaler lies in a model's file.</summary>
internal static class ScalerFile
{
    /// <summary>Names that begin so are no parameters.</summary>
    public const string Prefix = "scaler/";

    public const string Kind = Prefix + "kind";
    public const string Offsets = Prefix + "offset";
    public const string Scales = Prefix + "scale";
}
