using System.Reflection;
using System.Runtime.Intrinsics;

namespace RepLearn.Tests.Support;

/// <summary>
/// Where a child process begins: arguments are a type, a static method of the shape of <see cref="Scenario"/> and the
/// method's own arguments. Its last line of output is the hash and the width of vectors in bits.
/// </summary>
internal static class ScenarioEntryPoint
{
    public static int Main(string[] arguments)
    {
        if (arguments.Length < 2)
        {
            Console.Error.WriteLine("This program holds tests; run them with `dotnet test`.");
            return 2;
        }

        MethodInfo method = Type.GetType(arguments[0], throwOnError: true)!
            .GetMethod(arguments[1], BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new MissingMethodException(arguments[0], arguments[1]);
        var scenario = method.CreateDelegate<Scenario>();
        using var hash = new BitHash();
        scenario(hash, arguments[2..]);
        int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        Console.WriteLine($"{hash} {bits}");
        return 0;
    }
}
