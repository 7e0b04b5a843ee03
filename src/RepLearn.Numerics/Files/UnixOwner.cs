using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RepLearn.Numerics.Files;

/// <summary>A file's owner on Linux, which .NET does not tell.</summary>
/// <param name="User">The user's number.</param>
/// <param name="Group">The group's number.</param>
/// <param name="IsRegularFile">Whether the file is a plain one, not a device, pipe or socket.</param>
internal readonly partial record struct UnixOwner(uint User, uint Group, bool IsRegularFile)
{
    /// <summary>The owner of a file; null if there is no such file, or the system does not tell.</summary>
    public static UnixOwner? Of(string path)
    {
        // struct statx of linux/stat.h, which is the same for all processors.
        const int Length = 256;
        const int UserPlace = 20;
        const int GroupPlace = 24;
        const int ModePlace = 28;
        const int WorkingFolder = -100;
        const uint BasicFields = 0x7FF;
        const int TypeMask = 0xF000;
        const int RegularType = 0x8000;
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<byte> status = stackalloc byte[Length];
        try
        {
            if (ReadStatus(WorkingFolder, path, 0, BasicFields, status) != 0)
            {
                return null;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        return new UnixOwner(
            MemoryMarshal.Read<uint>(status[UserPlace..]),
            MemoryMarshal.Read<uint>(status[GroupPlace..]),
            (MemoryMarshal.Read<ushort>(status[ModePlace..]) & TypeMask) == RegularType);
    }

    /// <summary>Makes this the owner of a new file, if it is not; false where the system refuses.</summary>
    public bool TryGiveTo(FileStream file) =>
        (Of(file.Name) is { } now && now.User == User && now.Group == Group) || ChangeOwner(file.SafeFileHandle, User, Group) == 0;

    /// <inheritdoc/>
    public override string ToString() => $"user {User} and group {Group}";

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ReadStatus(int folder, string path, int flags, uint fields, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "fchown")]
    private static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);
}
