using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>The derivatives of convolutions and of work on windows and pixels.</summary>
internal static class ImageDerivatives
{
    public static DerivativeRule Of(Op op) => op switch
    {
        // Y = X ∗ W: dX = dY ∗ᵀ W, dW = Patches(X)ᵀ dY
        Op.Convolve => new LinearRule(
            (g, n, operand, t) => operand == 0 ? Convolution(g, Op.Convolve, n, t, n[1]) : throw DerivativeRules.NotPerRow(n),
            (g, n, operand, dy) => operand == 0 ? Convolution(g, Op.ConvolveTransposed, n, dy, n[1]) : Convolution(g, Op.PatchProduct, n, n[0], dy)),

        // X = Y ∗ᵀ W: dY = dX ∗ W, dW = Patches(dX)ᵀ Y
        Op.ConvolveTransposed => new LinearRule(
            (g, n, operand, t) => operand == 0 ? Convolution(g, Op.ConvolveTransposed, n, t, n[1]) : throw DerivativeRules.NotPerRow(n),
            (g, n, operand, dx) => operand == 0 ? Convolution(g, Op.Convolve, n, dx, n[1]) : Convolution(g, Op.PatchProduct, n, dx, n[0])),

        // W = Patches(X)ᵀ Y: dX = Y ∗ᵀ dW, dY = X ∗ dW
        Op.PatchProduct => new LinearRule(
            (g, n, _, _) => throw DerivativeRules.NotPerRow(n),
            (g, n, operand, dw) => operand == 0 ? Convolution(g, Op.ConvolveTransposed, n, n[1], dw) : Convolution(g, Op.Convolve, n, n[0], dw)),

        // y = x at each window's largest place: dx has dy there. The places jump, and are constant in between.
        Op.WindowArgMax => new ConstantRule("the place of a largest value is constant wherever it has a derivative"),
        Op.WindowGather => new LinearRule(
            (g, n, _, t) => g.Windows(Op.WindowGather, n.Get<WindowShape>(), t, n[1]),
            (g, n, operand, dy) => operand == 0 ? g.Windows(Op.WindowScatter, n.Get<WindowShape>(), dy, n[1]) : null),
        Op.WindowScatter => new LinearRule(
            (g, n, _, t) => g.Windows(Op.WindowScatter, n.Get<WindowShape>(), t, n[1]),
            (g, n, operand, dx) => operand == 0 ? g.Windows(Op.WindowGather, n.Get<WindowShape>(), dx, n[1]) : null),

        // y = Σ x over each window: dx = Σ dy over the windows that x is in, and the other way round
        Op.WindowSum => new LinearRule(
            (g, n, _, t) => g.Windows(Op.WindowSum, n.Get<WindowShape>(), t),
            (g, n, _, dy) => g.Windows(Op.WindowSpread, n.Get<WindowShape>(), dy)),
        Op.WindowSpread => new LinearRule(
            (g, n, _, t) => g.Windows(Op.WindowSpread, n.Get<WindowShape>(), t),
            (g, n, _, dx) => g.Windows(Op.WindowSum, n.Get<WindowShape>(), dx)),

        // The sum over the pixels, and the repetition along them
        Op.RepeatPixels => new LinearRule(
            (g, n, _, t) => g.RepeatPixels(t, n.Get<PixelCount>().Count),
            (g, n, _, dy) => g.SumPixels(dy, n.Get<PixelCount>().Count)),
        Op.SumPixels => new LinearRule(
            (g, n, _, t) => g.SumPixels(t, n.Get<PixelCount>().Count),
            (g, n, _, dy) => g.RepeatPixels(dy, n.Get<PixelCount>().Count)),

        _ => throw DerivativeRules.Missing(op),
    };

    // With several rows of tangents or gradients an image repeats those of the images.
    private static Node Convolution(ArrayGraph graph, Op op, Node node, Node left, Node right) =>
        graph.Convolution(op, node.Get<ConvolutionShape>(), left, right);
}
