using System.Globalization;
using Tensorboard;
using TorchSharp;

namespace RepLearn.Oracle;

/// <summary>TorchSharp's own writer and reader of TensorBoard's event files.</summary>
internal static class TensorBoardEvents
{
    /// <summary>Writes two numbers, at whole seconds.</summary>
    public static void Write(string folder)
    {
        TorchSharp.Modules.SummaryWriter writer = torch.utils.tensorboard.SummaryWriter(folder, null, false);
        writer.add_scalar("training/total", 123.25f, 7, 1_700_000_000);
        writer.add_scalar("validation/reconstruction", -0.5f, 300, 1_700_000_001);
    }

    /// <summary>Prints what an event file holds.</summary>
    public static void Print(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            int length = checked((int)reader.ReadUInt64());
            reader.ReadUInt32();
            Event read = Event.Parser.ParseFrom(reader.ReadBytes(length));
            reader.ReadUInt32();
            string values = read.Summary is null ? read.FileVersion : string.Join(", ", read.Summary.Value.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Tag} {value.SimpleValue}")));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{read.WallTime} step {read.Step}: {values}"));
        }
    }
}
