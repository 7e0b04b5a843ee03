using RepLearn.Numerics.Random;
using RepLearn.Optimization;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Optimization;

public sealed class OptimizerTests
{
    private static readonly Optimizer[] s_optimizers =
    [
        new Sgd(0.05, weightDecay: 0.1),
        new Sgd(0.05, momentum: 0.9),
        new Sgd(0.05, momentum: 0.9, nesterov: true),
        new Adam(0.01),
        new AdamW(0.01, weightDecay: 0.1),
    ];

    // With t = 1, m / (1 - beta1) = g and v / (1 - beta2) = g^2, so the step is alpha g / (|g| + epsilon).
    [Theory]
    [InlineData(2.0, 1.0 - (0.1 * 2.0 / (2.0 + 0.5)))]
    [InlineData(-0.5, 1.0 + (0.1 * 0.5 / (0.5 + 0.5)))]
    [InlineData(0.0, 1.0)]
    public void Adam_FirstStepFollowsTheFormula(double gradient, double expected)
    {
        double[] after = OneStep(new Adam(0.1, epsilon: 0.5), 1.0, gradient);
        Assert.Equal(expected, after[0], 1e-15);
    }

    // The step is alpha m̂ / (√v̂ + epsilon), at most alpha for equal gradients, also where v is too small to be kept and m is not.
    [Theory]
    [InlineData(1e-25)]
    [InlineData(1.2e-38)]
    public void Adam_TakesNoLargerStepWhereTheSquareIsLost(double epsilon)
    {
        foreach (float gradient in (float[])[1e-16f, 1e-18f, 3e-19f, 1e-20f, 1e-25f, 1e-30f])
        {
            foreach (double beta2 in (double[])[0, 0.9, 0.999, 0.9999999])
            {
                using var model = new FlatModel<float>(3);
                var state = new OptimizerState<float>(model, new Adam(0.1, beta2: beta2, epsilon: epsilon));
                float before = 0;
                for (int step = 1; step <= 20; step++)
                {
                    model.Gradients.Fill(gradient);
                    state.Update(new UpdateStep(step, 0.1, 1));
                    Assert.InRange(before - model.Parameters[0], 0, 0.10001f);
                    before = model.Parameters[0];
                }
            }
        }
    }

    [Fact]
    public void AdamW_ShrinksBeforeTheStep()
    {
        double[] after = OneStep(new AdamW(0.1, epsilon: 0.5, weightDecay: 0.2), 3.0, 2.0);
        Assert.Equal((3.0 * (1 - (0.1 * 0.2))) - (0.1 * 2.0 / 2.5), after[0], 1e-15);
    }

    [Fact]
    public void Sgd_AddsWeightDecayToTheGradient()
    {
        double[] after = OneStep(new Sgd(0.1, weightDecay: 0.5), 3.0, 2.0);
        Assert.Equal(3.0 - (0.1 * (2.0 + 1.5)), after[0], 1e-15);
    }

    // The formulas of Adam and AdamW, one number at a time, over many steps with changing gradients.
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    public void Adam_FollowsTheFormulaOverManySteps(double weightDecay)
    {
        const double Rate = 0.02, Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-6;
        Optimizer optimizer = weightDecay == 0 ? new Adam(Rate, Beta1, Beta2, Epsilon) : new AdamW(Rate, Beta1, Beta2, Epsilon, weightDecay);
        using var model = new FlatModel<double>(5);
        var state = new OptimizerState<double>(model, optimizer);
        (double[] parameters, double[] m, double[] v) = ([1, -2, 0.5, 3, 0], new double[5], new double[5]);
        parameters.CopyTo(model.Parameters);
        for (int step = 1; step <= 40; step++)
        {
            for (int place = 0; place < 5; place++)
            {
                double gradient = Math.Sin((3 * step) + place) * (place + 1);
                model.Gradients[place] = gradient;
                parameters[place] -= Rate * weightDecay * parameters[place];
                m[place] = (Beta1 * m[place]) + ((1 - Beta1) * gradient);
                v[place] = (Beta2 * v[place]) + ((1 - Beta2) * gradient * gradient);
                double mHat = m[place] / (1 - Math.Pow(Beta1, step));
                double vHat = v[place] / (1 - Math.Pow(Beta2, step));
                parameters[place] -= Rate * mHat / (Math.Sqrt(vHat) + Epsilon);
            }

            state.Update(new UpdateStep(step, Rate, 1));
            Assert.All(Enumerable.Range(0, 5), place => Assert.Equal(parameters[place], model.Parameters[place], 1e-13));
        }
    }

    [Fact]
    public void Momentum_FollowsTheFormula()
    {
        // b = 2, then 0.5 * 2 + 2 = 3: 10 - 0.1 * (2 + 3) = 9.5; looking ahead: 10 - 0.1 * (2 + 0.5 * 2) - 0.1 * (2 + 0.5 * 3) = 9.35.
        Assert.Equal(9.5, TwoSteps(new Sgd(0.1, momentum: 0.5)), 1e-14);
        Assert.Equal(9.35, TwoSteps(new Sgd(0.1, momentum: 0.5, nesterov: true)), 1e-14);

        static double TwoSteps(Optimizer optimizer)
        {
            using var model = new FlatModel<double>(1);
            var state = new OptimizerState<double>(model, optimizer);
            model.Parameters[0] = 10;
            model.Gradients[0] = 2;
            state.Update(new UpdateStep(1, 0.1, 1));
            state.Update(new UpdateStep(2, 0.1, 1));
            return model.Parameters[0];
        }
    }

    [Fact]
    public void GradientScale_ActsAsAScaledGradient()
    {
        foreach (Optimizer optimizer in s_optimizers)
        {
            Assert.Equal(OneStep(optimizer, 1.5, 0.75), OneStep(optimizer, 1.5, 3.0, scale: 0.25));
        }
    }

    // A vector's tail goes through the same arithmetic as its body, so a value's bits do not depend on its place.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(33)]
    public void Tail_HasTheBitsOfTheBody(int length)
    {
        foreach (Optimizer optimizer in s_optimizers)
        {
            float[] whole = Trained(optimizer, 64, threads: 1);
            float[] part = Trained(optimizer, length, threads: 1);
            Assert.Equal(whole[..length], part);
        }
    }

    [Fact]
    public void Update_WritesNothingBeyondTheParameters()
    {
        var guard = new float[40];
        Array.Fill(guard, 7f);
        var gradients = new float[40];
        Array.Fill(gradients, 1f);
        new Sgd(1).Update(new UpdateRange<float>(guard.AsSpan(0, 19), gradients.AsSpan(0, 19), [], 0, new UpdateStep(1, 1, 1)));
        Assert.All(guard[..19], value => Assert.Equal(6f, value));
        Assert.All(guard[19..], value => Assert.Equal(7f, value));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_DoNotChangeBits(int threads)
    {
        const int Length = 20_001;
        foreach (Optimizer optimizer in s_optimizers)
        {
            Assert.Equal(Trained(optimizer, Length, threads: 1), Trained(optimizer, Length, threads));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Update_NoticesAGradientThatIsNotFinite(float bad)
    {
        foreach (Optimizer optimizer in s_optimizers)
        {
            foreach (int place in (int[])[0, 15, 16, 36])
            {
                using var model = new FlatModel<float>(37);
                var state = new OptimizerState<float>(model, optimizer);
                Assert.True(state.Update(new UpdateStep(1, 0.1, 1)));
                model.Gradients[place] = bad;
                Assert.False(state.Update(new UpdateStep(2, 0.1, 1)));
            }
        }
    }

    // Its square overflows and would stop the parameter for good.
    [Fact]
    public void Adam_NoticesASquareThatOverflows()
    {
        using var model = new FlatModel<float>(20);
        var state = new OptimizerState<float>(model, new Adam());
        model.Gradients[19] = 1e20f;
        Assert.False(state.Update(new UpdateStep(1, 1e-3, 1)));
    }

    // Subnormal numbers make arithmetic many times slower on some processors.
    [Fact]
    public void Adam_KeepsNoSubnormalValues()
    {
        using var model = new FlatModel<float>(16);
        var state = new OptimizerState<float>(model, new Adam());
        model.Gradients.Fill(1e-3f);
        state.Update(new UpdateStep(1, 1e-3, 1));
        model.Gradients.Clear();
        for (int step = 2; step < 1500; step++)
        {
            state.Update(new UpdateStep(step, 1e-3, 1));
        }

        Assert.Equal(new float[16], state.Buffers[0].Span.ToArray());
    }

    [Fact]
    public void Update_AllocatesNothing()
    {
        using var model = new FlatModel<float>(20_001) { Threads = 2 };
        model.Gradients.Fill(0.5f);
        var state = new OptimizerState<float>(model, new Adam(), valuesPerWorker: 100);
        double norm = 0;
        int step = 0;
        Take();
        Assert.Equal(0, Allocated.ByThread(Take));
        Assert.True(norm > 0);

        void Take()
        {
            for (int end = step + 200; step < end; step++)
            {
                norm += state.Norm();
                state.Update(new UpdateStep(step + 1, 1e-3, 1));
            }
        }
    }

    [Fact]
    public void Constructors_RefuseWhatCannotWork()
    {
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Adam(0));
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Sgd(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("beta1", () => new Adam(beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>("beta2", () => new AdamW(beta2: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new Adam(epsilon: 0));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new Adam(epsilon: 1e300));
        Assert.Throws<ArgumentOutOfRangeException>("weightDecay", () => new AdamW(weightDecay: -1));
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => new Sgd(0.1, momentum: 1));
        Assert.Throws<ArgumentException>("nesterov", () => new Sgd(0.1, nesterov: true));
    }

    [Fact]
    public void ToString_IsTheConstructorsCall()
    {
        Assert.Equal("Adam(0.001, beta1: 0.9, beta2: 0.999, epsilon: 1E-08)", new Adam(1e-3f).ToString());
        Assert.Equal("Sgd(0.1, momentum: 0.9, nesterov: true, weightDecay: 0)", new Sgd(0.1, 0.9, nesterov: true).ToString());
    }

    private static double[] OneStep(Optimizer optimizer, double parameter, double gradient, double scale = 1)
    {
        using var model = new FlatModel<double>(3);
        model.Parameters.Fill(parameter);
        model.Gradients.Fill(gradient);
        new OptimizerState<double>(model, optimizer).Update(new UpdateStep(1, optimizer.LearningRate, scale));
        return model.Parameters.ToArray();
    }

    private static float[] Trained(Optimizer optimizer, int length, int threads)
    {
        using var model = new FlatModel<float>(length) { Threads = threads };
        var state = new OptimizerState<float>(model, optimizer, valuesPerWorker: 1000);
        Noise.Normal(new NoiseKey(1, 0), 0, 0, model.Parameters);
        for (int step = 1; step <= 3; step++)
        {
            Noise.Normal(new NoiseKey(1, (ulong)step), 0, 0, model.Gradients);
            state.Update(new UpdateStep(step, optimizer.LearningRate, 1));
        }

        return model.Parameters.ToArray();
    }
}
