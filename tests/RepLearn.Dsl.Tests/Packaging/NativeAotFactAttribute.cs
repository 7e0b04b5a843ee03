using Xunit;

namespace RepLearn.Tests.Packaging;

/// <summary>A test that needs what Native AOT links with: a C compiler and zlib, on Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeAotFactAttribute : FactAttribute
{
    private static readonly string[] s_compilers = ["clang", "gcc"];

    public NativeAotFactAttribute()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Skip = !OperatingSystem.IsLinux() ? "Native AOT is tried on Linux alone."
            : !s_compilers.Any(compiler => folders.Any(folder => File.Exists(Path.Combine(folder, compiler)))) ? $"Native AOT needs one of {string.Join(", ", s_compilers)}."
            : !File.Exists("/usr/include/zlib.h") ? "Native AOT needs zlib's headers (zlib1g-dev)."
            : null;
    }
}
