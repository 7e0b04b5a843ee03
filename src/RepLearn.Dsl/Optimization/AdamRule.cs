using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Optimization;

/// <summary>The constants of Adam's running means.</summary>
internal readonly record struct AdamMoments
{
    public AdamMoments(double beta1, double beta2, double epsilon)
    {
        Beta1 = Forgetting(beta1, nameof(beta1));
        Beta2 = Forgetting(beta2, nameof(beta2));

        // With an ε of zero, the step of a parameter whose gradient was always zero would be 0 / 0.
        Epsilon = epsilon is >= OptimizerSlots.FloatSmallestNormal and <= float.MaxValue
            ? epsilon
            : throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, FormattableString.Invariant($"Expected a number that both precisions have, at least {OptimizerSlots.FloatSmallestNormal:R}."));
    }

    public static ImmutableArray<string> Names { get; } = ["m", "v"];

    public double Beta1 { get; }

    public double Beta2 { get; }

    public double Epsilon { get; }

    private static double Forgetting(double beta, string name) =>
        beta is >= 0 and < 1 ? beta : throw new ArgumentOutOfRangeException(name, beta, "Expected a number from 0 to below 1.");
}

/// <summary>Adam's arithmetic; with a weight decay of 0 the factor of the parameters is exactly 1.</summary>
internal readonly struct AdamRule<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _gradientScale;
    private readonly T _gain1;
    private readonly T _beta2;
    private readonly T _gain2;
    private readonly T _rootScale;
    private readonly T _epsilon;
    private readonly T _keep;
    private readonly T _stepSize;
    private readonly T _smallestMean;
    private readonly T _smallestSquare;

    public AdamRule(AdamMoments moments, long step, double learningRate, double weightDecay, double gradientScale)
    {
        _gradientScale = T.CreateChecked(gradientScale);
        _gain1 = T.CreateChecked(1 - moments.Beta1);
        _beta2 = T.CreateChecked(moments.Beta2);
        _gain2 = T.CreateChecked(1 - moments.Beta2);
        _rootScale = T.CreateChecked(1 / Math.Sqrt(1 - Math.Pow(moments.Beta2, step)));

        // The most that the corrected root can lack for squares that end at 0: the quotient is never larger than with them.
        double lostRoot = Math.Sqrt(double.CreateChecked(OptimizerSlots.SmallestNormal<T>()) / (1 - moments.Beta2));
        _epsilon = T.CreateChecked(Math.Max(moments.Epsilon, lostRoot));
        _keep = T.CreateChecked(1 - (learningRate * weightDecay));
        _stepSize = T.CreateChecked(learningRate / (1 - Math.Pow(moments.Beta1, step)));
        _smallestMean = OptimizerSlots.Smallest<T>();
        _smallestSquare = OptimizerSlots.SmallestNormal<T>();
    }

    public static int States => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> First(Vector512<T> parameters, Vector512<T> gradients, Vector512<T> first) =>
        OptimizerSlots.OrZero(first + (((gradients * _gradientScale) - first) * _gain1), _smallestMean);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Second(Vector512<T> gradients, Vector512<T> second)
    {
        Vector512<T> scaled = gradients * _gradientScale;
        return OptimizerSlots.OrZero((second * _beta2) + (scaled * scaled * _gain2), _smallestSquare);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Parameters(Vector512<T> parameters, Vector512<T> gradients, Vector512<T> first, Vector512<T> second) =>
        (parameters * _keep) - (first * _stepSize / ((Vector512.Sqrt(second) * _rootScale) + Vector512.Create(_epsilon)));
}
