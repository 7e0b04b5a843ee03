using System.CommandLine;
using System.Globalization;
using RepLearn.Benchmarks;
using RepLearn.Benchmarks.Encode;
using RepLearn.Benchmarks.Fuzz;
using RepLearn.Benchmarks.Generator;
using RepLearn.Benchmarks.Images;
using RepLearn.Benchmarks.Kernels;
using RepLearn.Benchmarks.Scaling;
using RepLearn.Benchmarks.Search;
using RepLearn.Benchmarks.Sparse;
using RepLearn.Benchmarks.Steps;
using RepLearn.Benchmarks.Words;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [ColdGeneration.Command, ..])
{
    return ColdGeneration.Run(args[1..]);
}

BenchmarkTable[] tables = [new KernelTable(), new StepTable("steps", "training steps of four models at four batch sizes, beside libtorch if built with the peers", Grid.Models, Grid.Batches), new StepTable("conv", "training steps of convolutional models, beside libtorch if built with the peers", Grid.Convolutions, [1, 16, 128]), new SparseTable(), new EncodeTable(), new ScalingTable(), new GeneratorTable(), new WordsTable(), new QualityTable(), new SearchTable(), new VaeQualityTable(), new PriorQualityTable(), new ConvQualityTable(), new BoundTable(), new CorrelationTable(), new SupervisedTable(), new FuzzTable()];
var chosen = new Argument<string[]>("table")
{
    Description = string.Join(" ", tables.Select(table => $"{table.Name}: {table.Description}.")),
    Arity = ArgumentArity.OneOrMore,
};
chosen.AcceptOnlyFromAmong([.. tables.Select(table => table.Name)]);
var threads = new Option<int[]>("--threads")
{
    Description = "Numbers of threads to measure with.",
    DefaultValueFactory = _ => [1, 2],
    AllowMultipleArgumentsPerToken = true,
};
var command = new RootCommand("Speed of RepLearn.Dsl, and what its readers make of damaged files, a table a name.") { chosen, threads };
foreach (Option option in tables.SelectMany(table => table.Options).Distinct())
{
    command.Options.Add(option);
}

command.SetAction(parsed =>
{
    string[] names = parsed.GetRequiredValue(chosen);
    int[] counts = parsed.GetRequiredValue(threads);
    bool right = true;
    foreach (BenchmarkTable table in tables.Where(table => names.Contains(table.Name)))
    {
        table.Read(parsed);
        right &= table.Print(Console.Out, counts);
    }

    return right ? 0 : 1;
});
return command.Parse(args).Invoke();
