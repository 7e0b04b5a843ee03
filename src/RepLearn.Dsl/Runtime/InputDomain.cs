using System.ComponentModel;

namespace RepLearn.Runtime;

/// <summary>The inputs that a likelihood is defined for, where these are not all finite numbers.</summary>
/// <param name="Least">The smallest.</param>
/// <param name="Most">The largest.</param>
/// <param name="Likelihood">The likelihood as it is declared.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record InputDomain(double Least, double Most, string Likelihood);
