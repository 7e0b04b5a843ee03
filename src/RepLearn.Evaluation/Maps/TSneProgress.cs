namespace RepLearn.Evaluation;

/// <summary>How far <see cref="TSne"/> has come: first neighbours are searched, then rows are laid out.</summary>
/// <param name="RowsSearched">Rows whose neighbours are known.</param>
/// <param name="Rows">Rows in all.</param>
/// <param name="Round">Rounds of the descent done.</param>
/// <param name="Rounds">Rounds in all.</param>
public readonly record struct TSneProgress(int RowsSearched, int Rows, int Round, int Rounds);
