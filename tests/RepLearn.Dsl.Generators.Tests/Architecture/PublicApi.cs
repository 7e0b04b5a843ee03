using System.Text;
using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Tests.Architecture;

/// <summary>
/// What a library publishes, as text: each type with the members that it declares itself. What the compiler adds to a record is not
/// listed, since the word <c>record</c> tells it.
/// </summary>
internal static class PublicApi
{
    private static readonly SymbolDisplayFormat s_typeName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_member = s_typeName
        .AddGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeConstraints)
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeExtensionThis);

    private static readonly SymbolDisplayFormat s_signature = s_member.WithMemberOptions(
        SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeParameters);

    /// <summary>The text for the types and members that completion offers, or for those that are hidden from it.</summary>
    /// <param name="library">The library.</param>
    /// <param name="hidden">Whether to list what is hidden. A visible type appears there only with its hidden members.</param>
    public static string Text(Library library, bool hidden)
    {
        var text = new StringBuilder();
        foreach (IGrouping<string, INamedTypeSymbol> space in library.Types().SelectMany(WithNested).Where(IsPublished)
                     .GroupBy(type => type.ContainingNamespace.ToDisplayString()).OrderBy(space => space.Key, StringComparer.Ordinal))
        {
            string types = string.Concat(space.Select(type => TextOf(type, hidden)).Order(StringComparer.Ordinal));
            if (types.Length > 0)
            {
                text.Append($"namespace {space.Key}\n\n{types}");
            }
        }

        return text.ToString();
    }

    private static string TextOf(INamedTypeSymbol type, bool hidden)
    {
        bool typeIsHidden = IsHidden(type);
        if (typeIsHidden && !hidden)
        {
            return "";
        }

        string[] members =
        [
            .. type.GetMembers()
                .Where(member => IsListed(member) && (typeIsHidden || IsHidden(member)) == hidden)
                .Select(member => (member.Name, Text: $"    {TextOf(member)}\n"))
                .OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.Text, StringComparer.Ordinal)
                .Select(member => member.Text),
        ];
        return hidden && !typeIsHidden && members.Length == 0 ? "" : $"{Heading(type)}\n{string.Concat(members)}\n";
    }

    // Roslyn leaves out "static" in interfaces, and tells of setters that callers cannot reach.
    private static string TextOf(ISymbol member) =>
        (member is { IsStatic: true, ContainingType.TypeKind: TypeKind.Interface } ? "static " : "")
        + member.ToDisplayString(s_member).Replace(" private set;", "").Replace(" internal set;", "");

    // The name first, so that types are in the order of their names.
    private static string Heading(INamedTypeSymbol type)
    {
        string name = type.ToDisplayString(s_typeName);
        if (type.DelegateInvokeMethod is { } invoke)
        {
            return $"{name}: delegate {invoke.ToDisplayString(s_signature)}";
        }

        string reach = type.DeclaredAccessibility == Accessibility.Public ? "" : "protected ";
        string inheritance = type switch
        {
            { IsStatic: true } => "static ",
            { TypeKind: TypeKind.Class, IsAbstract: true } => "abstract ",
            { TypeKind: TypeKind.Class, IsSealed: true } => "sealed ",
            _ => "",
        };
        string kind = (type.IsReadOnly ? "readonly " : "") + (type.IsRefLikeType ? "ref " : "") + (type.IsRecord ? "record " : "") + type.TypeKind.ToString().ToLowerInvariant();
        string bases = string.Join(", ", BasesOf(type).Select(one => one.ToDisplayString(s_typeName)));
        return $"{name}: {reach}{inheritance}{kind}{(bases.Length == 0 ? "" : $" ({bases})")}";
    }

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type) =>
    [
        .. new[] { type.BaseType }.OfType<INamedTypeSymbol>().Where(one => one.SpecialType == SpecialType.None),
        .. type.Interfaces.Where(one => !(type.IsRecord && one.Name == nameof(IEquatable<int>))),
    ];

    private static IEnumerable<INamedTypeSymbol> WithNested(INamedTypeSymbol type) => [type, .. type.GetTypeMembers().SelectMany(WithNested)];

    // A constructor that nobody wrote is published all the same.
    private static bool IsListed(ISymbol member) =>
        IsPublished(member)
        && member is not INamedTypeSymbol
        && member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove }
        && member.ContainingType.TypeKind != TypeKind.Delegate
        && (!member.IsImplicitlyDeclared
            || member is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.IsEmpty: true, ContainingType.TypeKind: TypeKind.Class });

    private static bool IsPublished(ISymbol symbol) =>
        symbol.DeclaredAccessibility switch
        {
            Accessibility.Public => true,
            Accessibility.Protected or Accessibility.ProtectedOrInternal => !symbol.ContainingType.IsSealed,
            _ => false,
        }
        && (symbol.ContainingType is null || IsPublished(symbol.ContainingType));

    private static bool IsHidden(ISymbol symbol) => Library.IsHidden(symbol) || (symbol.ContainingType is { } outer && IsHidden(outer));
}
