using System.Globalization;

namespace RepLearn.Training;

/// <summary>Copies of a checkpoint beside it, one per epoch: of <c>fit.safetensors</c> <c>fit.epoch-20.safetensors</c>.</summary>
internal sealed class CheckpointCopies(string checkpoint)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(checkpoint))!;
    private readonly string _prefix = $"{Path.GetFileNameWithoutExtension(checkpoint)}.epoch-";
    private readonly string _suffix = Path.GetExtension(checkpoint);

    /// <summary>A copy's path. If it is not there yet, the file is made as private as the checkpoint.</summary>
    public string Reserve(int epoch)
    {
        string path = PathOf(epoch);
        if (!OperatingSystem.IsWindows() && !File.Exists(path))
        {
            using var _ = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = File.GetUnixFileMode(checkpoint) });
        }

        return path;
    }

    /// <summary>Deletes all but the newest ones up to an epoch.</summary>
    public void Keep(int count, int epoch)
    {
        foreach (int old in Epochs().Where(one => one <= epoch).OrderDescending().Skip(count))
        {
            File.Delete(PathOf(old));
        }
    }

    private IEnumerable<int> Epochs() => Directory.EnumerateFiles(_folder, $"{_prefix}*{_suffix}")
        .Select(path => Path.GetFileName(path)[_prefix.Length..^_suffix.Length])
        .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int epoch) && text == epoch.ToString(CultureInfo.InvariantCulture) ? epoch : 0)
        .Where(epoch => epoch > 0);

    private string PathOf(int epoch) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{_prefix}{epoch}{_suffix}"));
}
