using RepLearn.Runtime;

namespace RepLearn.Files;

/// <summary>What a file has of a model.</summary>
/// <param name="Parameters">All parameters, laid out as <see cref="ModelInfo.Layout"/> says.</param>
/// <param name="Step">Steps that they have seen.</param>
/// <param name="Draws">The step of the next draws, at least <paramref name="Step"/>.</param>
/// <param name="Settings">Numbers of the declaration as they are set.</param>
internal readonly record struct ModelState<T>(T[] Parameters, long Step, long Draws, double[] Settings);
