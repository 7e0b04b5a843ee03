using System.Globalization;
using RepLearn.Benchmarks;
using RepLearn.Benchmarks.Kernels;
using RepLearn.Benchmarks.Steps;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
BenchmarkTable[] tables = [new KernelTable(), new StepTable()];
BenchmarkTable[] chosen = args.Length == 0 ? tables : [.. tables.Where(table => args.Contains(table.Name))];
string? unknown = args.FirstOrDefault(name => tables.All(table => table.Name != name));
if (unknown is not null)
{
    Console.Error.WriteLine($"There is no table '{unknown}'. The tables are:");
    foreach (BenchmarkTable table in tables)
    {
        Console.Error.WriteLine($"  {table.Name}  {table.Description}");
    }

    return 1;
}

foreach (BenchmarkTable table in chosen)
{
    table.Print(Console.Out);
}

return 0;
