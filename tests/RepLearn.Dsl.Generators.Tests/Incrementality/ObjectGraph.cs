using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Tests.Incrementality;

/// <summary>Walks all that an object holds, through private fields, and fails on what would keep a compilation alive.</summary>
internal static class ObjectGraph
{
    private static readonly Type[] Forbidden =
    [
        typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxToken), typeof(SyntaxReference), typeof(Compilation),
        typeof(SemanticModel), typeof(Location), typeof(Diagnostic), typeof(AttributeData), typeof(IOperation), typeof(Delegate),
    ];

    public static void AssertPlain(object? root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<(object? Value, string Path)>();
        pending.Push((root, root?.GetType().Name ?? "null"));
        while (pending.TryPop(out (object? Value, string Path) next))
        {
            if (next.Value is not { } value)
            {
                continue;
            }

            Type type = value.GetType();
            Type? forbidden = Forbidden.FirstOrDefault(candidate => candidate.IsInstanceOfType(value));
            Assert.True(forbidden is null, $"{next.Path} holds a {forbidden?.Name}: {type}.");
            if (type.IsPrimitive || type.IsEnum || type == typeof(string) || (!type.IsValueType && !seen.Add(value)))
            {
                continue;
            }

            if (value is Array array)
            {
                int index = 0;
                foreach (object? item in (IEnumerable)array)
                {
                    pending.Push((item, $"{next.Path}[{index++}]"));
                }
            }

            foreach (FieldInfo field in FieldsOf(type))
            {
                pending.Push((field.GetValue(value), $"{next.Path}.{field.Name}"));
            }
        }
    }

    /// <summary>Fails unless every type that the given one can hold is plain data that compares by value.</summary>
    public static void AssertPlain(Type root)
    {
        var seen = new HashSet<Type>();
        var pending = new Stack<(Type Type, string Path)>();
        pending.Push((root, root.Name));
        while (pending.TryPop(out (Type Type, string Path) next))
        {
            Type type = Nullable.GetUnderlyingType(next.Type) ?? next.Type;
            if (type.IsPrimitive || type.IsEnum || type == typeof(string) || !seen.Add(type))
            {
                continue;
            }

            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Generators.Model.EquatableArray<>))
            {
                pending.Push((type.GenericTypeArguments[0], $"{next.Path}[]"));
                continue;
            }

            Type[] derived = [.. type.Assembly.GetTypes().Where(candidate => candidate.BaseType == type)];
            bool isRecord = type.GetMethod("<Clone>$", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) is not null;
            Assert.True(
                isRecord && type.Assembly == typeof(Generators.Model.ModelSpec).Assembly && (type.IsSealed || (type.IsAbstract && derived.Length > 0)),
                $"{next.Path} is a {type}, but expected a primitive, enum, string, sealed record, closed set of them, or EquatableArray.");
            foreach (Type one in derived)
            {
                pending.Push((one, $"{next.Path}:{one.Name}"));
            }

            foreach (FieldInfo field in FieldsOf(type))
            {
                pending.Push((field.FieldType, $"{next.Path}.{field.Name}"));
            }
        }
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (Type? current = type; current is not null; current = current.BaseType)
        {
            foreach (FieldInfo field in current.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}
