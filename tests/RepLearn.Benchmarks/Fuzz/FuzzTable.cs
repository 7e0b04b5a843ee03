using System.CommandLine;
using System.Diagnostics;
using RepLearn.Benchmarks.Generator;
using RepLearn.Dsl.Generators.Tests.Fuzz;
using RepLearn.Tests.Fuzz;

namespace RepLearn.Benchmarks.Fuzz;

/// <summary>Damaged files for every reader, and declarations with mistakes for the generator.</summary>
internal sealed class FuzzTable : BenchmarkTable
{
    private const string GeneratorName = "generator";

    private readonly Option<int> _seed = new("--seed") { Description = "fuzz: the first input's seed; input i has this plus i.", DefaultValueFactory = _ => 1 };
    private readonly Option<double> _seconds = new("--seconds") { Description = "fuzz: how long each reader and the generator get.", DefaultValueFactory = _ => 5 };
    private int _first;
    private TimeSpan _time;

    public override string Name => "fuzz";

    public override string Description => "damaged files for each reader and declarations with mistakes for the generator: what they throw; anything that is not documented is an error";

    public override IEnumerable<Option> Options => [_seed, _seconds];

    public override void Read(ParseResult parsed)
    {
        _first = parsed.GetValue(_seed);
        _time = TimeSpan.FromSeconds(parsed.GetValue(_seconds));
    }

    public override bool Print(TextWriter output, IReadOnlyList<int> threads)
    {
        // The generator's code is there before the first model is compiled with the SDK's Roslyn.
        RoslynOfSdk.Use();
        string folder = Directory.CreateTempSubdirectory("replearn-fuzz-").FullName;
        try
        {
            output.WriteLine($"{"reader",-26} {"inputs",9} {"per second",11}  outcomes");
            List<FuzzOutcome> outcomes = [];
            foreach (FuzzTarget target in FuzzTargets.All)
            {
                outcomes.Add(target.Run(folder, _first, _time));
                Print(output, outcomes[^1]);
            }

            outcomes.Add(Declarations());
            Print(output, outcomes[^1]);
            int undocumented = outcomes.Count(outcome => outcome.Problem is not null);
            output.WriteLine($"fuzz: inputs {outcomes.Sum(outcome => (long)outcome.Inputs)} undocumented {undocumented}");
            return undocumented == 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(TextWriter output, FuzzOutcome outcome)
    {
        string counts = string.Join(", ", outcome.Outcomes.Select(pair => $"{pair.Key} {pair.Value}"));
        output.WriteLine($"{outcome.Name,-26} {outcome.Inputs,9} {outcome.Inputs / outcome.Time.TotalSeconds,11:F0}  {counts}");
        if (outcome.Problem is { } problem)
        {
            output.WriteLine(problem);
        }
    }

    private FuzzOutcome Declarations()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        long start = Stopwatch.GetTimestamp();
        int inputs = 0;
        string? problem = null;
        var project = Generation.Compilation();
        while (problem is null && Stopwatch.GetElapsedTime(start) < _time)
        {
            int seed = _first + inputs;
            string text = DeclarationFuzz.Mutated(seed);
            (string outcome, string? found) = DeclarationFuzz.Judge(text, file => project.AddSyntaxTrees(Generation.Parse(file, 0)));
            counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
            problem = found is null ? null : $"{GeneratorName}, seed {seed}: {found}\n{text}";
            inputs++;
        }

        return new FuzzOutcome(GeneratorName, inputs, Stopwatch.GetElapsedTime(start), counts, problem);
    }
}
