namespace RepLearn.Dsl.Generators.Tests.Diagnostics;

/// <summary>RL2xxx.</summary>
internal static class ModelCases
{
    private const string Good = "using RepLearn; [Autoencoder(4)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M;";

    public static IEnumerable<DiagnosticCase> All => [.. Sizes, .. Numbers, .. Widths, .. Images, .. Losses];

    private static IEnumerable<DiagnosticCase> Sizes =>
    [
        new("an input of nothing", "RL2001", "using RepLearn; [Autoencoder(«0»)] [Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M;",
            "InputSize of [Autoencoder] is 0, but expected at least 1", Good),
        new("a negative layer", "RL2001", Model("[Encoder.Dense(units: «-3»)] [Latent.Code(2)] [Decoder.Dense(4)]"),
            "Units of [Encoder.Dense] is -3, but expected at least 1", Model("[Encoder.Dense(units: 3)] [Latent.Code(2)] [Decoder.Dense(4)]")),
        new("a code of nothing", "RL2001", Model("[Latent.Gaussian(«0»)] [Decoder.Dense(4)]"),
            "Size of [Latent.Gaussian] is 0, but expected at least 1", Model("[Latent.Gaussian(1)] [Decoder.Dense(4)]")),
        new("parameters beyond an index", "RL2002", Model("[Encoder.Dense(100000)] [Encoder.Dense(«100000»)] [Latent.Code(2)] [Decoder.Dense(4)]"),
            "[Encoder.Dense] brings 'M' to 10,000,600,000 parameters, but at most 1,073,741,823 fit into one buffer; make the layer or the one before it smaller",
            Model("[Encoder.Dense(1000)] [Encoder.Dense(1000)] [Latent.Code(2)] [Decoder.Dense(4)]")),
        new("the largest sizes", "RL2002", Model("[Encoder.Dense(«2147483647»)] [Latent.Code(2147483647)] [Decoder.Dense(4)]"),
            "[Encoder.Dense] brings 'M' to 10,737,418,235 parameters, but at most 1,073,741,823 fit into one buffer; make the layer or the one before it smaller",
            Good),
        new("a sparse code of all its units", "RL2031", Model("[Latent.TopK(8, «8»)] [Decoder.Dense(4)]"),
            "[Latent.TopK] keeps 8 values of a code of 8, so that nothing is chosen; make k smaller than size, or declare [Latent.Code(8, Activation.Relu)]",
            Model("[Latent.TopK(8, 7)] [Decoder.Dense(4)]")),
        new("dead units behind a layer", "RL2032", Model("[Encoder.Dense(3)] [Latent.TopK(8, 2, RevivedUnits = «3»)] [Decoder.Dense(4)]"),
            "RevivedUnits of [Latent.TopK] lets dead units reconstruct what is left of the input, which needs a decoder of one layer without an activation, no encoder's layers, and a Gaussian likelihood or the squared error; remove RevivedUnits or what is between",
            Model("[Latent.TopK(8, 2, RevivedUnits = 3)] [Decoder.Dense(4)]")),
        new("a revival without weight", "RL2006", Model("[Latent.TopK(8, 2, RevivalWeight = «0»)] [Decoder.Dense(4)]"),
            "RevivalWeight of [Latent.TopK] is 0, but expected a finite number above 0", Model("[Latent.TopK(8, 2, RevivalWeight = 1)] [Decoder.Dense(4)]")),
        new("a sparse code of nothing", "RL2001", Model("[Latent.TopK(8, «0»)] [Decoder.Dense(4)]"),
            "K of [Latent.TopK] is 0, but expected at least 1", Model("[Latent.TopK(8, 1)] [Decoder.Dense(4)]")),
        new("units beyond what float numbers", "RL2006", Model("[Latent.TopK(«16777217», 1)] [Decoder.Dense(4)]"),
            "Size of [Latent.TopK] is 16777217, but expected at most 16777216", Model("[Latent.TopK(16777216, 1)] [Decoder.Dense(4)]")),
    ];

    private static IEnumerable<DiagnosticCase> Numbers =>
    [
        Number("a dropout of everything", "[Encoder.Dropout(«1»)]", "Rate of [Encoder.Dropout] is 1, but expected at least 0 and below 1", "[Encoder.Dropout(0)]"),
        Number("a negative dropout", "[Encoder.Dropout(«-0.1»)]", "Rate of [Encoder.Dropout] is -0.1, but expected at least 0 and below 1", "[Encoder.Dropout(0.1)]"),
        Number("a dropout that float rounds to everything", "[Encoder.Dropout(«0.999999999»)]",
            "Rate of [Encoder.Dropout] is 0.999999999, in float 1, but expected at least 0 and below 1, after rounding to float too", "[Encoder.Dropout(0.9999)]"),
        Number("a masking of nothing", "[Corruption.Masking(«0»)]", "Rate of [Corruption.Masking] is 0, but expected above 0 and below 1", "[Corruption.Masking(0.5)]"),
        Number("a pepper of everything", "[Corruption.SaltAndPepper(«1.5»)]",
            "Rate of [Corruption.SaltAndPepper] is 1.5, but expected above 0 and below 1", "[Corruption.SaltAndPepper(0.5)]"),
        Number("a corruption without width", "[Corruption.Gaussian(«0»)]", "Sigma of [Corruption.Gaussian] is 0, but expected a finite number above 0", "[Corruption.Gaussian(5)]"),
        Number("a negative emphasis", "[Corruption.Masking(0.5, Emphasis = «-1»)]",
            "Emphasis of [Corruption.Masking] is -1, but expected a finite number of at least 0", "[Corruption.Masking(0.5, Emphasis = 0)]"),
        Number("a penalty without weight", "[Regularizer.L1(«0»)]", "Weight of [Regularizer.L1] is 0, but expected a finite number above 0", "[Regularizer.L1(1e-9)]"),
        Number("a weight that is no number", "[Regularizer.L2(«double.NaN»)]", "Weight of [Regularizer.L2] is NaN, but expected a finite number above 0", "[Regularizer.L2(1)]"),
        Number("an infinite weight", "[Regularizer.WeightDecay(«1 / 0.0»)]",
            "Weight of [Regularizer.WeightDecay] is Infinity, but expected a finite number above 0", "[Regularizer.WeightDecay(1)]"),
        Number("a weight that float rounds to 0", "[Regularizer.Contractive(«1e-60»)]",
            "Weight of [Regularizer.Contractive] is 1E-60, but expected a finite number above 0, in float from 1E-30 to 1E+30, so that products with it neither vanish nor overflow", "[Regularizer.Contractive(1e-30)]"),
        Number("a weight that overflows", "[Regularizer.L2(«1e31»)]",
            "Weight of [Regularizer.L2] is 1E+31, but expected a finite number above 0, in float from 1E-30 to 1E+30, so that products with it neither vanish nor overflow", "[Regularizer.L2(1e30)]"),
        Number("a noise that overflows", "[Corruption.Gaussian(«1e20»)]",
            "Sigma of [Corruption.Gaussian] is 1E+20, but expected a finite number above 0, in float from 1E-15 to 1E+15, so that products with it neither vanish nor overflow", "[Corruption.Gaussian(1e15)]"),
        Number("an emphasis of nothing", "[Corruption.Gaussian(1, Emphasis = «0»)]",
            "Emphasis of [Corruption.Gaussian] is 0, but expected a finite number above 0", "[Corruption.Gaussian(1, Emphasis = 0.5)]"),
        Number("a sparsity target of 1", "[Regularizer.KlSparsity(«1», 2)]", "Target of [Regularizer.KlSparsity] is 1, but expected above 0 and below 1", "[Regularizer.KlSparsity(0.1, 2)]"),
        Latent("a capacity whose weight overflows", "Beta = 1e20, Capacity = «1e20»",
            "Capacity of [Latent.Gaussian] is 1E+20, but expected a number whose product with Beta, 1E+20, is at most 1E+30 in float", "Beta = 1e10, Capacity = 1e20"),
        Latent("free bits whose weight overflows", "Beta = 1e20, FreeBits = «1e30»",
            "FreeBits of [Latent.Gaussian] is 1E+30, but expected a number whose product with Beta, 1E+20, is at most 1E+30 in float", "Beta = 1, FreeBits = 1e30"),
        new("a likelihood without width", "RL2006", Model("[Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.Gaussian(Sigma = «0»)]", likelihood: ""),
            "Sigma of [Likelihood.Gaussian] is 0, but expected a finite number above 0",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.Gaussian(Sigma = 0.1)]", likelihood: "")),
        new("a likelihood whose precision overflows", "RL2006", Model("[Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.Gaussian(Sigma = «1e-25»)]", likelihood: ""),
            "Sigma of [Likelihood.Gaussian] is 1E-25, but expected a finite number above 0, in float from 1E-15 to 1E+15, so that products with it neither vanish nor overflow",
            Double("[Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.Gaussian(Sigma = 1e-25)]")),
        new("a likelihood whose precision vanishes", "RL2006", Model("[Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.Gaussian(Sigma = «1e30»)]", likelihood: ""),
            "Sigma of [Likelihood.Gaussian] is 1E+30, but expected a finite number above 0, in float from 1E-15 to 1E+15, so that products with it neither vanish nor overflow",
            Double("[Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.Gaussian(Sigma = 1e30)]")),
        new("a likelihood beyond double", "RL2006", Double("[Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.Gaussian(Sigma = «1e-200»)]"),
            "Sigma of [Likelihood.Gaussian] is 1E-200, but expected a finite number above 0, in double from 1E-125 to 1E+125, so that products with it neither vanish nor overflow",
            Double("[Latent.Code(2)] [Decoder.Dense(4)] [Likelihood.Gaussian(Sigma = 1e-125)]")),
        Latent("a divergence that vanishes", "Beta = «1e-45»",
            "Beta of [Latent.Gaussian] is 1E-45, but expected a finite number above 0, in float from 1E-30 to 1E+30, so that products with it neither vanish nor overflow", "Beta = 1e-30"),
        Latent("free bits that overflow", "FreeBits = «1e39»",
            "FreeBits of [Latent.Gaussian] is 1E+39, but expected a finite number of at least 0, in float from 1E-30 to 1E+30, so that products with it neither vanish nor overflow", "FreeBits = 1"),
        Latent("a divergence without weight", "Beta = «0»",
            "Beta = 0 removes the divergence from the loss of 'M', so that nothing holds its posterior near the prior and its variance shrinks to 0; write a Beta above 0, or [Latent.Code(2)] for a plain autoencoder",
            "Beta = 0.1", "RL2005"),
        Latent("a negative divergence", "Beta = «-1»", "Beta of [Latent.Gaussian] is -1, but expected a finite number above 0", "Beta = 4"),
        Latent("a negative warm-up", "WarmupSteps = «-1»", "WarmupSteps of [Latent.Gaussian] is -1, but expected at least 0", "WarmupSteps = 0"),
        Latent("negative free bits", "FreeBits = «-0.5»", "FreeBits of [Latent.Gaussian] is -0.5, but expected a finite number of at least 0", "FreeBits = 0.5"),
        Latent("a negative capacity", "Capacity = «-2»", "Capacity of [Latent.Gaussian] is -2, but expected a finite number of at least 0", "Capacity = 2"),
        Latent("free bits and a capacity", "FreeBits = 0.5, Capacity = «3»",
            "[Latent.Gaussian] has FreeBits = 0.5 and Capacity = 3, which are two ways to hold the divergence at a level; keep one of them",
            "FreeBits = 0.5, Capacity = 0", "RL2007"),
    ];

    private static IEnumerable<DiagnosticCase> Widths =>
    [
        new("a decoder that is too narrow", "RL2003", Model("[Latent.Code(2)] [Decoder.Dense(4)] [Decoder.Dense(units: «3»)] [Decoder.LayerNorm]"),
            "The decoder ends with 3 values, but an example of 'M' has 4; make its last layer [Decoder.Dense(4)]",
            Model("[Latent.Code(2)] [Decoder.Dense(3)] [Decoder.Dense(4)] [Decoder.LayerNorm]")),
        new("tied layers that end early", "RL2003", Model("[Encoder.Dense(3)] [Latent.Code(2)] [«Decoder.Tied»]"),
            "The decoder ends with 3 values, but an example of 'M' has 4; add [Decoder.Dense(4)], or more tied layers, after it",
            Model("[Encoder.Dense(3)] [Latent.Code(2)] [Decoder.Tied] [Decoder.Tied]")),
        new("a norm of one value", "RL2013", Model("[Encoder.Dense(1)] [«Encoder.LayerNorm»] [Latent.Code(2)] [Decoder.Dense(4)]"),
            "[Encoder.LayerNorm] gets one value, which it always turns into its bias, so that no gradient reaches the layers before it; remove it, or make the layer before it wider",
            Model("[Encoder.Dense(2)] [Encoder.LayerNorm] [Latent.Code(2)] [Decoder.Dense(4)]")),
        new("a norm of a code of one value", "RL2013", Model("[Latent.Gaussian(1)] [Decoder.Dropout(0.5)] [«Decoder.LayerNorm»] [Decoder.Dense(4)]"),
            "[Decoder.LayerNorm] gets one value, which it always turns into its bias, so that no gradient reaches the layers before it; remove it, or make the layer before it wider",
            Model("[Latent.Gaussian(1)] [Decoder.Dropout(0.5)] [Decoder.Dense(4)]")),
        new("one tied layer too many", "RL2009", Model("[Latent.Code(2)] [Decoder.Tied] [«Decoder.Tied»(Activation.Tanh)]"),
            "[Decoder.Tied] number 2 of 'M' has no layer to mirror: the code's layer and the encoder's dense layers are 1 in all; remove it, or use [Decoder.Dense(4)]",
            Model("[Latent.Code(2)] [Decoder.Tied(Activation.Tanh)]")),
        new("a head of one class", "RL2006", Model("[Latent.Code(2)] [Decoder.Dense(4)] [Head.Softmax(«1»)]"),
            "Classes of [Head.Softmax] is 1, but expected at least 2",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Head.Softmax(2)]")),
        new("a head of too many classes", "RL2006", Model("[Latent.Code(2)] [Decoder.Dense(4)] [Head.Softmax(«1000001»)]"),
            "Classes of [Head.Softmax] is 1000001, but expected at most 1000000",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Head.Softmax(100000)]")),
        new("a head without weight", "RL2006", Model("[Latent.Code(2)] [Decoder.Dense(4)] [Head.Softmax(3, Weight = «0»)]"),
            "Weight of [Head.Softmax] is 0, but expected a finite number above 0",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Head.Softmax(3, Weight = 0.1)]")),
        new("a tied layer after another width", "RL2010", Model("[Encoder.Dense(3)] [Latent.Code(2)] [Decoder.Tied] [Decoder.Dense(5)] [«Decoder.Tied»]"),
            "[Decoder.Tied] number 2 mirrors [Encoder.Dense(3)], whose output has 3 values, but gets 5; make the layer before it 3 wide, or use [Decoder.Dense] here",
            Model("[Encoder.Dense(3)] [Latent.Code(2)] [Decoder.Tied] [Decoder.Dense(3)] [Decoder.Tied]")),
    ];

    private static IEnumerable<DiagnosticCase> Images =>
    [
        new("a convolution of a row", "RL2017", Model("[«Encoder.Conv»(2, 3)] [Latent.Code(2)] [Decoder.Dense(4)]"),
            "[Encoder.Conv] moves over an image, but gets 4 values that are none; declare [Autoencoder(height, width, channels)], and put dense layers after the convolutions",
            Image("2, 2, 1", "[Encoder.Conv(2, 3)] [Latent.Code(2)] [Decoder.Dense(4)]")),
        new("a convolution after a dense layer", "RL2017", Image("2, 2, 1", "[Encoder.Dense(4)] [«Encoder.Conv»(2, 3)] [Latent.Code(2)] [Decoder.Dense(4)]"),
            "[Encoder.Conv] moves over an image, but gets 4 values that are none; declare [Autoencoder(height, width, channels)], and put dense layers after the convolutions",
            Image("2, 2, 1", "[Encoder.Conv(2, 3)] [Encoder.Dense(4)] [Latent.Code(2)] [Decoder.Dense(4)]")),
        new("a transposed convolution of a code", "RL2017", Image("2, 2, 1", "[Latent.Code(4)] [«Decoder.ConvTranspose»(1, 2, Stride = 2)]"),
            "[Decoder.ConvTranspose] moves over an image, but gets 4 values that are none; put [Decoder.Reshape(height, width, channels)] before it, with 4 values",
            Image("2, 2, 1", "[Latent.Code(4)] [Decoder.Reshape(1, 1, 4)] [Decoder.ConvTranspose(1, 2, Stride = 2)]")),
        new("a window larger than its image", "RL2018", Image("4, 2, 1", "[Encoder.Conv(2, «5», Padding = 1)] [Latent.Code(2)] [Decoder.Dense(8)]"),
            "[Encoder.Conv] has a kernel of 5, which does not fit an image of 4 × 2 × 1 with a padding of 1; make the kernel smaller, or the strides before it",
            Image("4, 2, 1", "[Encoder.Conv(2, 5, Padding = 2)] [Latent.Code(2)] [Decoder.Dense(8)]")),
        new("a transposed window that is cut to nothing", "RL2018", Image("1, 1, 1", "[Latent.Code(1)] [Decoder.Reshape(1, 1, 1)] [Decoder.ConvTranspose(1, «4», Padding = 3)]"),
            "[Decoder.ConvTranspose] has a kernel of 4, which does not fit an image of 1 × 1 × 1 with a padding of 3; make the padding smaller, or the kernel or the image before it larger",
            Image("1, 1, 1", "[Latent.Code(1)] [Decoder.Reshape(1, 1, 1)] [Decoder.ConvTranspose(1, 1)]")),
        new("an image of another size", "RL2019", Image("2, 2, 1", "[Latent.Code(2)] [Decoder.Dense(8)] [Decoder.Reshape(«2», 2, 1)] [Decoder.Conv(1, 3)]"),
            "[Decoder.Reshape] takes 8 values for an image of 2 × 2 × 1, which has 4; make the layer before it 4 wide, or the sides others",
            Image("2, 2, 1", "[Latent.Code(2)] [Decoder.Dense(8)] [Decoder.Reshape(2, 2, 2)] [Decoder.Conv(1, 3)]")),
        new("an image beyond an index", "RL2020", Image("«100000», 100000, 3", "[Latent.Code(2)] [Decoder.Dense(4)]"),
            "[Autoencoder] gives images of 100000 × 100000 × 3, but at most 1,073,741,823 values can be addressed; make a side smaller",
            Image("2, 2, 1", "[Latent.Code(2)] [Decoder.Dense(4)]")),
        new("channels beyond an index", "RL2020", Image("1000, 1000, 1", "[Encoder.Conv(«10000», 1)] [Latent.Code(2)] [Decoder.Dense(1000000)]"),
            "[Encoder.Conv] gives images of 1000 × 1000 × 10000, but at most 1,073,741,823 values can be addressed; make a side smaller",
            Image("10, 10, 1", "[Encoder.Conv(10000, 1)] [Latent.Code(2)] [Decoder.Dense(100)]")),
        new("strides beyond an index", "RL2020", Image("2, 2, 1", "[Latent.Code(4)] [Decoder.Reshape(2, 2, 1)] [Decoder.ConvTranspose(«1», 1, Stride = int.MaxValue)] [Decoder.Dense(4)]"),
            "[Decoder.ConvTranspose] gives images of 4294967294 × 4294967294 × 1, but at most 1,073,741,823 values can be addressed; make a side smaller",
            Image("2, 2, 1", "[Latent.Code(4)] [Decoder.Reshape(2, 2, 1)] [Decoder.ConvTranspose(1, 1, Stride = 2)] [Decoder.Dense(4)]")),
        new("noise on more values than are numbered", "RL2006", Image("5000, 5000, 1", "[«Corruption.Masking»(0.1)] [Encoder.Conv(1, 1, Stride = 1000)] [Latent.Code(2)] [Decoder.Dense(25000000)]"),
            "Width of [Corruption.Masking] is 25000000, but expected at most 16777216, as many as an example has random numbers of one kind",
            Image("4000, 4000, 1", "[Corruption.Masking(0.1)] [Encoder.Conv(1, 1, Stride = 1000)] [Latent.Code(2)] [Decoder.Dense(16000000)]")),
        new("dropout of more values than are numbered", "RL2006", Image("5000, 5000, 1", "[«Encoder.Dropout»(0.1)] [Encoder.Conv(1, 1, Stride = 1000)] [Latent.Code(2)] [Decoder.Dense(25000000)]"),
            "Width of [Encoder.Dropout] is 25000000, but expected at most 16777216, as many as an example has random numbers of one kind",
            Image("5000, 5000, 1", "[Encoder.Conv(1, 1, Stride = 1000)] [Encoder.Dropout(0.1)] [Latent.Code(2)] [Decoder.Dense(25000000)]")),
        new("more dropouts than there are streams", "RL2006",
            Model($"{string.Concat(Enumerable.Repeat("[Encoder.Dropout(0.1)] ", 1023))} [«Encoder.Dropout»(0.1)] [Latent.Code(2)] [Decoder.Dense(4)]"),
            "Number of [Encoder.Dropout] is 1024, but expected at most 1023 attributes that draw random numbers in a model",
            Model($"{string.Concat(Enumerable.Repeat("[Encoder.Dropout(0.1)] ", 40))} [Latent.Code(2)] [Decoder.Dense(4)]")),
        new("a posterior of more values than are numbered", "RL2006", Model("[«Latent.Gaussian»(16777217)] [Decoder.Dense(4)]"),
            "Width of [Latent.Gaussian] is 16777217, but expected at most 16777216, as many as an example has random numbers of one kind",
            Model("[Latent.Code(16777217)] [Decoder.Dense(4)]")),
        new("a prior of more values than are numbered", "RL2006", Model("[Latent.Code(16777217)] [Decoder.Dense(4)] [«Regularizer.Mmd»(1)]"),
            "Width of [Regularizer.Mmd] is 16777217, but expected at most 16777216, as many as an example has random numbers of one kind",
            Model("[Latent.Code(16777217)] [Decoder.Dense(4)] [Regularizer.L2(1)]")),
        new("weights beyond an index", "RL2002", Image("40, 40, 1000", "[Encoder.Conv(«5000», 30, Stride = 40)] [Latent.Code(2)] [Decoder.Dense(1600000)]"),
            "[Encoder.Conv] brings 'M' to 4,500,000,000 parameters, but at most 1,073,741,823 fit into one buffer; make the layer or the one before it smaller",
            Image("4, 4, 1", "[Encoder.Conv(5000, 3, Stride = 4)] [Latent.Code(2)] [Decoder.Dense(16)]")),
        new("a decoder that ends with another image", "RL2003", Image("4, 2, 1", "[Latent.Code(8)] [Decoder.Reshape(2, 4, 1)] [Decoder.Conv(«1», 3)]"),
            "The decoder ends with 2 × 4 × 1 values, but an example of 'M' has 4 × 2 × 1; change the channels of its last layer, the strides, or the sides of its reshaped image",
            Image("4, 2, 1", "[Latent.Code(8)] [Decoder.Reshape(4, 2, 1)] [Decoder.Conv(1, 3)]")),
        new("a decoder with other channels", "RL2003", Image("2, 2, 3", "[Latent.Code(4)] [Decoder.Reshape(1, 1, 4)] [Decoder.ConvTranspose(«1», 2, Stride = 2)]"),
            "The decoder ends with 2 × 2 × 1 values, but an example of 'M' has 2 × 2 × 3; change the channels of its last layer, the strides, or the sides of its reshaped image",
            Image("2, 2, 3", "[Latent.Code(4)] [Decoder.Reshape(1, 1, 4)] [Decoder.ConvTranspose(3, 2, Stride = 2)]")),
        new("an image without lines", "RL2001", Image("«0», 2, 1", "[Latent.Code(2)] [Decoder.Dense(4)]"),
            "Height of [Autoencoder] is 0, but expected at least 1", Image("2, 2, 1", "[Latent.Code(2)] [Decoder.Dense(4)]")),
        new("a window of nothing", "RL2001", Image("2, 2, 1", "[Encoder.Conv(2, «0»)] [Latent.Code(2)] [Decoder.Dense(4)]"),
            "Kernel of [Encoder.Conv] is 0, but expected at least 1", Image("2, 2, 1", "[Encoder.Conv(2, 1)] [Latent.Code(2)] [Decoder.Dense(4)]")),
        new("a window that stands still", "RL2001", Image("2, 2, 1", "[Encoder.Conv(2, 1, Stride = «0»)] [Latent.Code(2)] [Decoder.Dense(4)]"),
            "Stride of [Encoder.Conv] is 0, but expected at least 1", Image("2, 2, 1", "[Encoder.Conv(2, 1, Stride = 3)] [Latent.Code(2)] [Decoder.Dense(4)]")),
        new("a window in the padding", "RL2006", Image("2, 2, 1", "[Encoder.Conv(2, 2, Padding = «2»)] [Latent.Code(2)] [Decoder.Dense(4)]"),
            "Padding of [Encoder.Conv] is 2, but expected less than the kernel, so that every window meets the image", Image("2, 2, 1", "[Encoder.Conv(2, 2, Padding = 1)] [Latent.Code(2)] [Decoder.Dense(4)]")),
        new("a negative padding", "RL2006", Image("2, 2, 1", "[Encoder.Conv(2, 1, Padding = «-1»)] [Latent.Code(2)] [Decoder.Dense(4)]"),
            "Padding of [Encoder.Conv] is -1, but expected at least 0", Image("2, 2, 1", "[Encoder.Conv(2, 1, Padding = 0)] [Latent.Code(2)] [Decoder.Dense(4)]")),
    ];

    private static IEnumerable<DiagnosticCase> Losses =>
    [
        Logits("Sigmoid", "between 0 and 1", "between 0.5 and 0.73"),
        Logits("Tanh", "between -1 and 1", "between 0.27 and 0.73"),
        Logits("Relu", "at 0 or more", "at 0.5 or more"),
        Logits("Softplus", "at 0 or more", "at 0.5 or more"),
        Logits("Elu", "above -1", "above 0.27"),
        Logits("Gelu", "above -0.17", "above 0.45"),
        Logits("Silu", "above -0.28", "above 0.43"),
        new("logits from a tied sigmoid before dropout", "RL2004",
            Model("[Latent.Code(2)] [Decoder.Tied(«Activation.Sigmoid»)] [Decoder.Dropout(0.1)] [Likelihood.Bernoulli]", likelihood: ""),
            "[Likelihood.Bernoulli] takes the decoder's output for logits, but Sigmoid keeps it between 0 and 1, so that probabilities stay between 0.5 and 0.73; use Activation.Identity in the last layer",
            Model("[Latent.Code(2)] [Decoder.Tied(Activation.Sigmoid)] [Decoder.LayerNorm] [Likelihood.Bernoulli]", likelihood: "")),
        Limited("a logistic function", "1f / (1f + MathF.Exp(-x))", "between 0 and 1", "between 0.5 and 0.73", "x"),
        Limited("a logistic function of exponentials", "MathF.Exp(x) / (1f + MathF.Exp(x))", "between 0 and 1", "between 0.5 and 0.73", "MathF.Log(MathF.Exp(x))"),
        Limited("a square", "x * x", "at 0 or more", "at 0.5 or more", "x * MathF.Abs(x)"),
        Limited("a negative exponential", "-MathF.Exp(-x)", "at 0 or less", "at 0.5 or less", "x > 0 ? x : -MathF.Exp(-x)"),
        Limited("a narrow bound", "MathF.Tanh(x)", "between -1 and 1", "between 0.27 and 0.73", "10f * MathF.Tanh(x / 10f)"),
        new("sparsity of another code", "RL2008", Model("[Latent.Code(3, Activation.Relu)] [Decoder.Dense(4)] [«Regularizer.KlSparsity»(0.1, 1)]"),
            "[Regularizer.KlSparsity] compares mean activations between 0 and 1, but the latent is a code with the activation Relu; use [Latent.Code(3, Activation.Sigmoid)], or [Regularizer.L1] instead",
            Model("[Latent.Code(3, Activation.Sigmoid)] [Decoder.Dense(4)] [Regularizer.KlSparsity(0.1, 1)]")),
        new("sparsity of a distribution", "RL2008", Model("[Latent.Gaussian(3)] [Decoder.Dense(4)] [«Regularizer.KlSparsity»(0.1, 1)]"),
            "[Regularizer.KlSparsity] compares mean activations between 0 and 1, but the latent is a normal distribution; use [Latent.Code(3, Activation.Sigmoid)], or [Regularizer.L1] instead",
            Model("[Latent.Gaussian(3)] [Decoder.Dense(4)] [Regularizer.L1(1)]")),
        Flat("a constant penalty", "=> 1f;", "=> h;"),
        Flat("a penalty that takes itself away", "=> MathF.Abs(h) - MathF.Max(h, -h);", "=> MathF.Abs(h) - MathF.Max(h, 0);"),
        Flat("a penalty of steps", "=> h > 1 ? 3f : h < -1000 ? 2f : -1f;", "=> h > 1000 ? h : -1f;"),
        new("a flat activation", "RL2014",
            Model("[Encoder.Dense(3, Custom = «nameof(F)»)] [Latent.Code(2)] [Decoder.Dense(4)]", "static float F(float x) => x > 0 ? 1f : -1f;"),
            "'F' has the derivative 0 wherever it has one, so that nothing learns through it; write a function that changes with its parameter",
            Model("[Encoder.Dense(3, Custom = nameof(F))] [Latent.Code(2)] [Decoder.Dense(4)]", "static float F(float x) => x > 0 ? x : -1f;")),
        NoValue("a root of what is below 0", "=> MathF.Sqrt(-1 - h * h);", "=> MathF.Sqrt(1 + h * h);"),
        NoValue("a logarithm of what is below 0", "=> h > 0 ? MathF.Log(-h - 1) : MathF.Log(h - 2);", "=> h > 0 ? MathF.Log(h + 1) : MathF.Exp(h);"),
        NoValue("a root with a value at 0 alone", "=> MathF.Sqrt(-MathF.Abs(h));", "=> MathF.Sqrt(MathF.Abs(h));"),
        NoValue("nothing by nothing", "=> (h - h) / (h - h) * h;", "=> h / (1 + h * h);"),
        NoValue("a power of what is below 0", "{ var below = -MathF.Abs(h) - 1; return MathF.Pow(below, 0.3f); }", "{ var above = MathF.Abs(h) + 1; return MathF.Pow(above, 0.3f); }"),
        new("seventeen terms", "RL2011", Penalties(15, 15, "«Regularizer.Custom»"),
            "[Regularizer.Custom] is term 17 of the loss of 'M', but at most 16 are reported by name; join penalties in one custom function",
            Penalties(14, 14, "Regularizer.Custom")),
        new("the same penalty twice", "RL2012",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Custom(nameof(P), 1)] [Regularizer.Custom(«nameof(P)», 2)]", "static float P(float h) => h * h;"),
            "The losses of 'M' have a term or metric 'P' already; add the weights and give the penalty once",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Custom(nameof(P), 3)]", "static float P(float h) => h * h;")),
        new("a penalty with a term's name", "RL2012",
            Model("[Latent.Gaussian(2)] [Decoder.Dense(4)] [Regularizer.Custom(«nameof(kl)», 1)]", "static float kl(float h) => h * h;"),
            "The losses of 'M' have a term or metric 'kl' already; rename the method",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Custom(nameof(kl), 1)]", "static float kl(float h) => h * h;")),
        new("a penalty with another's metric's name", "RL2012",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Custom(nameof(Pen), 1)] [Regularizer.Custom(«nameof(PenSum)», 1)]", "static float Pen(float h) => h * h; static float PenSum(float h) => h * h * h * h;"),
            "The losses of 'M' have a term or metric 'PenSum' already; rename the method",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Custom(nameof(Pen), 1)] [Regularizer.Custom(nameof(Total), 1)]", "static float Pen(float h) => h * h; static float Total(float h) => h * h * h * h;")),
        new("a penalty named like a head's term", "RL2012",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Head.Softmax(3)] [Regularizer.Custom(«nameof(classification)», 1)]", "static float classification(float h) => h * h;"),
            "The losses of 'M' have a term or metric 'classification' already; rename the method",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Custom(nameof(classification), 1)]", "static float classification(float h) => h * h;")),
        new("a penalty named like a head's metric", "RL2012",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Head.Softmax(3)] [Regularizer.Custom(«nameof(errorRate)», 1)]", "static float errorRate(float h) => h * h;"),
            "The losses of 'M' have a term or metric 'errorRate' already; rename the method",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Custom(nameof(errorRate), 1)]", "static float errorRate(float h) => h * h;")),
        new("a penalty with a later term's name", "RL2012",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Custom(«nameof(l1)», 1)] [Regularizer.L1(1)]", "static float l1(float h) => h * h;"),
            "The losses of 'M' have a term or metric 'l1' already; rename the method",
            Model("[Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Custom(nameof(l1), 1)] [Regularizer.L2(1)]", "static float l1(float h) => h * h;")),
        new("an initializer that no layer follows", "RL2015",
            "using RepLearn; [Autoencoder(4, Initializer = «Initializer.He»)] [Latent.Code(2, Initializer = Initializer.Glorot)] [Decoder.Dense(4, Initializer = Initializer.Default)] [Likelihood.SquaredError] partial class M;",
            "No layer of 'M' follows the model's Initializer.He, because each has an Initializer of its own; remove one or the other",
            "using RepLearn; [Autoencoder(4, Initializer = Initializer.He)] [Latent.Code(2, Initializer = Initializer.Glorot)] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M;"),
    ];

    private static DiagnosticCase Flat(string name, string bad, string good) => new(
        name, "RL2014",
        Model("[Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Custom(«nameof(P)», 1)]", $"static float P(float h) {bad}"),
        "'P' has the derivative 0 wherever it has one, so that nothing learns through it; write a function that changes with its parameter",
        Model("[Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Custom(nameof(P), 1)]", $"static float P(float h) {good}"));

    private static DiagnosticCase NoValue(string name, string bad, string good) => new(
        name, "RL2016",
        Model("[Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Custom(«nameof(P)», 1)]", $"static float P(float h) {bad}"),
        "'P' has no value (NaN) at any of the numbers tried, of all magnitudes on both sides of 0; look for a root or a logarithm of what is always below 0, or for 0 / 0",
        Model("[Latent.Code(2)] [Decoder.Dense(4)] [Regularizer.Custom(nameof(P), 1)]", $"static float P(float h) {good}"));

    private static string Double(string attributes) => $"using RepLearn; [Autoencoder(4, Precision = Precision.Double)] {attributes} partial class M;";

    private static DiagnosticCase Number(string name, string bad, string message, string good) => new(
        name, "RL2006", Model($"{bad} [Latent.Code(2, Activation.Sigmoid)] [Decoder.Dense(4)]"), message, Model($"{good} [Latent.Code(2, Activation.Sigmoid)] [Decoder.Dense(4)]"));

    private static DiagnosticCase Latent(string name, string bad, string message, string good, string id = "RL2006") => new(
        name, id, Model($"[Latent.Gaussian(2, {bad})] [Decoder.Dense(4)]"), message, Model($"[Latent.Gaussian(2, {good})] [Decoder.Dense(4)]"));

    private static DiagnosticCase Logits(string activation, string limits, string probabilities) => new(
        $"logits from {activation}",
        "RL2004",
        Model($"[Latent.Code(2)] [Decoder.Dense(4, «Activation.{activation}»)] [Likelihood.Bernoulli]", likelihood: ""),
        $"[Likelihood.Bernoulli] takes the decoder's output for logits, but {activation} keeps it {limits}, so that probabilities stay {probabilities}; use Activation.Identity in the last layer",
        Model($"[Latent.Code(2)] [Decoder.Dense(3, Activation.{activation})] [Decoder.Dense(4, Activation.LeakyRelu)] [Likelihood.Bernoulli]", likelihood: ""));

    private static DiagnosticCase Limited(string name, string function, string limits, string probabilities, string good) => new(
        $"{name} as logits",
        "RL2004",
        Custom("«nameof(F)»", function),
        $"[Likelihood.Bernoulli] takes the decoder's output for logits, but F keeps it {limits}, so that probabilities stay {probabilities}; use Activation.Identity in the last layer",
        Custom("nameof(F)", good));

    private static string Custom(string name, string function) => Model(
        $"[Latent.Code(2)] [Decoder.Dense(4, Custom = {name})] [Likelihood.Bernoulli]", $"static float F(float x) => {function};", likelihood: "");

    private static string Penalties(int count, int marked, string mark)
    {
        IEnumerable<string> attributes = Enumerable.Range(1, count).Select(index => $"[{(index == marked ? mark : "Regularizer.Custom")}(nameof(P{index}), 1)]");
        IEnumerable<string> methods = Enumerable.Range(1, count).Select(index => $"static float P{index}(float h) => h * h * {index};");
        return Model($"[Latent.Gaussian(2)] [Decoder.Dense(4)] {string.Concat(attributes)}", string.Concat(methods));
    }

    private static string Image(string sides, string layers) =>
        $"using RepLearn; [Autoencoder({sides})] {layers} [Likelihood.SquaredError] partial class M;";

    private static string Model(string attributes, string members = "", string likelihood = "[Likelihood.SquaredError]") =>
        $"using System; using RepLearn; [Autoencoder(4)] {attributes} {likelihood} partial class M {{ {members} }}";
}
