using System.Globalization;
using RepLearn;

namespace DigitsSample;

/// <summary>Losses in words: each term by its name.</summary>
internal static class LossText
{
    public static string Of(Losses losses)
    {
        IEnumerable<string> terms = losses.Names.ToArray().Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} {losses[name]:F2}"));
        return string.Create(CultureInfo.InvariantCulture, $"loss {losses.Total:F2} = {string.Join(" + ", terms)}");
    }

    public static string Of(FitProgress progress) => progress.Validation is { } validation
        ? string.Create(CultureInfo.InvariantCulture, $"{Of(progress.Losses)}, validation {validation.Total:F2}")
        : Of(progress.Losses);
}
