using System.Numerics;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Embeddings.Training;

/// <summary>A fit's checkpoint that was read whole and checked, before it becomes the model's.</summary>
internal sealed record SavedFit<T>(AlignedBuffer<T> Input, AlignedBuffer<T> Output, EmbeddingState State, long EpochsBegun)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Reads a checkpoint; the model stays as it is.</summary>
    /// <exception cref="ModelFileException">The file is damaged, or of another model, vocabulary or seed, or of no fit.</exception>
    public static SavedFit<T> Read(string path, Embedding<T> model)
    {
        using EmbeddingFile file = EmbeddingFile.Open(path, model.Info);
        if (!file.Vocabulary.HoldsTheSameAs(model.Vocabulary))
        {
            throw new ModelFileException(path, $"expected a checkpoint with the model's vocabulary of {model.Vocabulary.Count} words, but it has other words or counts, {file.Vocabulary.Count} words in all.");
        }

        if (file.Seed != model.Seed)
        {
            throw new ModelFileException(path, $"expected a checkpoint of a model with seed {model.Seed}, but its seed is {file.Seed}.");
        }

        EmbeddingState state = file.State ?? throw new ModelFileException(path, "expected a checkpoint, but it holds a model and no fit to go on with.");
        int stride = model.Info.Stride;
        var input = new AlignedBuffer<T>(model.InputRows * stride);
        var output = new AlignedBuffer<T>(model.OutputRows * stride);
        file.ReadRows("input", model.InputRows, row => input.Span.Slice(row * stride, model.Info.Dimension));
        file.ReadRows("output", model.OutputRows, row => output.Span.Slice(row * stride, model.Info.Dimension));
        return new SavedFit<T>(input, output, state, file.EpochsBegun);
    }

    /// <summary>Gives the model what was read.</summary>
    public void MoveTo(Embedding<T> model)
    {
        model.Replace(Input, Output);
        (model.State, model.EpochsBegun) = (State.IsComplete ? null : State, EpochsBegun);
    }
}
