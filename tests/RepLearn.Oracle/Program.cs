using RepLearn.Oracle;
using RepLearn.Oracle.Cases;
using TorchSharp;

// Writes the fixtures of the tests anew. libtorch needs a newer C++ runtime than Debian 12 has.
const string Usage = """
    usage: RepLearn.Oracle cases FOLDER
           RepLearn.Oracle optimizers FOLDER
           RepLearn.Oracle digits FOLDER EPOCHS SEEDS
           RepLearn.Oracle weights FOLDER
           RepLearn.Oracle events FOLDER
           RepLearn.Oracle print-events FILE
    """;

// The matrices are small: more threads would only wait for each other.
torch.set_num_threads(1);
Console.WriteLine($"libtorch {torch.__version__}");
switch (args)
{
    case ["cases", string folder]:
        OracleCase[] cases = [.. DeterministicCases.All, .. ContractiveCases.All, .. VariationalCases.All, .. PriorCases.All, .. NoisyCases.All, .. HeadCases.All, .. SparseCases.All, .. TargetCases.All, .. ConditionCases.All, .. ConvolutionCases.All, .. PoolingCases.All, .. NormCases.All, .. ResidualCases.All, .. ConcreteCases.All, .. PosteriorCases.All, .. QuantizedCases.All];
        foreach (OracleCase definition in cases)
        {
            FixtureWriter.Write(definition, folder);
        }

        Console.WriteLine($"{cases.Length} cases written");
        return 0;
    case ["optimizers", string folder]:
        OptimizerTrajectories.Write(folder);
        return 0;
    case ["digits", string folder, string epochs, string seeds]:
        DigitsVae.Write(folder, int.Parse(epochs), int.Parse(seeds));
        return 0;
    case ["weights", string folder]:
        TorchWeights.Write(folder);
        return 0;
    case ["events", string folder]:
        TensorBoardEvents.Write(folder);
        return 0;
    case ["print-events", string file]:
        TensorBoardEvents.Print(file);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
