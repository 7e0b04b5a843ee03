namespace RepLearn.Evaluation;

/// <summary>A label's place: its text's left end and base line.</summary>
/// <param name="Point">Which point it belongs to.</param>
/// <param name="X">Pixels from the left.</param>
/// <param name="Y">Pixels from the top to the base line.</param>
internal readonly record struct PlacedLabel(int Point, float X, float Y);

/// <summary>
/// Puts labels beside points without overlap with other labels or points, as many as fit: in the points' order, each to the right,
/// left, above or below of its point, where there is room first.
/// </summary>
internal static class LabelPlacement
{
    private const float Margin = 1.5f;

    /// <summary>Places labels.</summary>
    /// <param name="points">The points in pixels, the most important ones first.</param>
    /// <param name="radius">A point's radius in pixels.</param>
    /// <param name="widths">Widths of the labels in pixels.</param>
    /// <param name="height">Height of a line of text in pixels.</param>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="bottom">Height of the picture in pixels.</param>
    public static List<PlacedLabel> Place(IReadOnlyList<(float X, float Y)> points, float radius, IReadOnlyList<float> widths, float height, float width, float bottom)
    {
        var taken = points.Select(point => new Box(point.X - radius, point.Y - radius, point.X + radius, point.Y + radius)).ToList();
        var placed = new List<PlacedLabel>();
        for (int point = 0; point < points.Count; point++)
        {
            (float x, float y) = points[point];
            float gap = radius + 2;
            float wide = widths[point];
            Box[] candidates =
            [
                Box.At(x + gap, y - (height / 2), wide, height),
                Box.At(x - gap - wide, y - (height / 2), wide, height),
                Box.At(x - (wide / 2), y - gap - height, wide, height),
                Box.At(x - (wide / 2), y + gap, wide, height),
            ];
            foreach (Box box in candidates)
            {
                if (box.Left >= 0 && box.Top >= 0 && box.Right <= width && box.Bottom <= bottom && !taken.Exists(box.Overlaps))
                {
                    taken.Add(box);
                    placed.Add(new PlacedLabel(point, box.Left, box.Top + (0.78f * height)));
                    break;
                }
            }
        }

        return placed;
    }

    private readonly record struct Box(float Left, float Top, float Right, float Bottom)
    {
        public static Box At(float left, float top, float width, float height) => new(left, top, left + width, top + height);

        public bool Overlaps(Box other) =>
            Left < other.Right + Margin && other.Left < Right + Margin && Top < other.Bottom + Margin && other.Top < Bottom + Margin;
    }
}
