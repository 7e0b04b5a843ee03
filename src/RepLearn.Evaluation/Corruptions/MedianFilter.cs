namespace RepLearn.Evaluation;

/// <summary>The plain way to remove salt and pepper, which a denoising model is to be compared with.</summary>
public static class MedianFilter
{
    /// <summary>Replaces each pixel by the median of the 3 × 3 pixels around it; beyond the border the nearest pixel is repeated.</summary>
    /// <param name="images">Images of one channel, one per row, line by line.</param>
    /// <param name="height">Lines of an image.</param>
    /// <param name="width">Pixels of a line.</param>
    /// <returns>As many images.</returns>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite.</exception>
    public static float[] Apply(ReadOnlySpan<float> images, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        RowCount.ExpectRoom(height, width, nameof(height));
        RowCount.OfFinite(images, height * width, nameof(images));
        var filtered = new float[images.Length];
        Span<float> around = stackalloc float[9];
        for (int place = 0; place < images.Length; place++)
        {
            int start = place - (place % (height * width));
            (int line, int column) = Math.DivRem(place - start, width);
            for (int neighbour = 0; neighbour < 9; neighbour++)
            {
                int otherLine = Math.Clamp(line + (neighbour / 3) - 1, 0, height - 1);
                int otherColumn = Math.Clamp(column + (neighbour % 3) - 1, 0, width - 1);
                around[neighbour] = images[start + (otherLine * width) + otherColumn];
            }

            around.Sort();
            filtered[place] = around[4];
        }

        return filtered;
    }
}
