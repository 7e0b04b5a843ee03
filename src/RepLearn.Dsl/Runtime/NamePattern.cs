namespace RepLearn.Runtime;

/// <summary>Names of parameters: one name, or a name with one <c>*</c>, which stands for any text or none.</summary>
internal readonly struct NamePattern
{
    private readonly string _before;
    private readonly string? _after;

    /// <param name="text">The pattern.</param>
    /// <param name="name">Of the argument that it is.</param>
    /// <exception cref="ArgumentException">It is empty, or has several stars.</exception>
    public NamePattern(string text, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, name);
        string[] parts = text.Split('*');
        if (parts.Length > 2)
        {
            throw new ArgumentException($"Expected a parameter's name with at most one '*', but got '{text}'.", name);
        }

        Text = text;
        _before = parts[0];
        _after = parts.Length > 1 ? parts[1] : null;
    }

    public string Text { get; }

    public bool HasStar => _after is not null;

    /// <summary>The text that the star stands for, empty without one; null where the name does not match.</summary>
    public string? Match(string name) =>
        _after is null ? name == _before ? "" : null
        : name.Length >= _before.Length + _after.Length && name.StartsWith(_before, StringComparison.Ordinal) && name.EndsWith(_after, StringComparison.Ordinal)
            ? name[_before.Length..^_after.Length]
        : null;

    /// <summary>The name with a text in place of the star.</summary>
    public string With(string star) => _before + (HasStar ? star : "") + _after;

    /// <summary>Names in a row, shortened where there are many.</summary>
    public static string Listed(IReadOnlyCollection<string> names) =>
        names.Count <= 12 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(12))} and {names.Count - 12} more";
}
