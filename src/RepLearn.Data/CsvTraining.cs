namespace RepLearn.Data;

/// <summary>What a table tells the reader of further ones.</summary>
/// <param name="Features">Names of its columns in the file, without the label.</param>
/// <param name="Columns">Names of its columns of values.</param>
/// <param name="Means">Their means over the rows where there is a value.</param>
internal sealed record CsvTraining(string[] Features, string[] Columns, double[] Means);
