using System.Buffers.Binary;
using System.Text.Json;
using RepLearn.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace RepLearn.Oracle;

/// <summary>
/// A convolutional autoencoder of the digits, trained by libtorch: its state dictionary as a safetensors file with PyTorch's names and shapes, and what it
/// makes of the first digits.
/// </summary>
internal static class TorchWeights
{
    private const int Steps = 300;
    private const int Shown = 20;

    public static void Write(string folder)
    {
        manual_seed(5);
        ImageSet digits = Digits.Load();
        Tensor images = tensor(digits.Pixels.ToArray(), [digits.Count, 1, 8, 8]);
        using var model = new ConvolutionalAutoencoder();
        var optimizer = optim.Adam(model.parameters(), 1e-2);
        model.train();
        for (int step = 0; step < Steps; step++)
        {
            Tensor batch = images[randperm(digits.Count)[TensorIndex.Slice(0, 128)]];
            optimizer.zero_grad();
            Tensor loss = (model.call(batch) - batch).pow(2).sum() / 128;
            loss.backward();
            optimizer.step();
        }

        model.eval();
        using IDisposable noGradients = no_grad();
        Tensor shown = images[TensorIndex.Slice(0, Shown)];
        using (FileStream file = File.Create(Path.Combine(folder, "torch-digits.safetensors")))
        {
            Save(file, model.state_dict());
        }

        using FileStream text = File.Create(Path.Combine(folder, "torch-digits.json"));
        JsonSerializer.Serialize(text, new Dictionary<string, float[]>
        {
            ["codes"] = [.. model.Encode(shown).flatten().data<float>()],
            ["reconstructions"] = [.. model.call(shown).flatten().data<float>()],
        });
    }

    // github.com/huggingface/safetensors, "Format".
    private static void Save(FileStream file, Dictionary<string, Tensor> state)
    {
        var header = new Dictionary<string, object>();
        long offset = 0;
        foreach ((string name, Tensor tensor) in state)
        {
            long bytes = tensor.numel() * tensor.element_size();
            header[name] = new { dtype = tensor.dtype == ScalarType.Int64 ? "I64" : "F32", shape = tensor.shape, data_offsets = new[] { offset, offset + bytes } };
            offset += bytes;
        }

        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        file.Write(length);
        file.Write(json);
        foreach (Tensor tensor in state.Values)
        {
            file.Write(tensor.contiguous().bytes);
        }
    }

    private sealed class ConvolutionalAutoencoder : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> encoder = nn.Sequential(
            nn.Conv2d(1, 4, 3, stride: 2, padding: 1), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(64, 8));

        private readonly nn.Module<Tensor, Tensor> expand = nn.Sequential(nn.Linear(8, 64), nn.ReLU());
        private readonly nn.Module<Tensor, Tensor> decoder = nn.ConvTranspose2d(4, 1, 3, stride: 2, padding: 1, output_padding: 1);

        public ConvolutionalAutoencoder()
            : base("digits") => RegisterComponents();

        public Tensor Encode(Tensor input) => encoder.call(input);

        public override Tensor forward(Tensor input) => decoder.call(expand.call(Encode(input)).view(-1, 4, 4, 4));
    }
}
