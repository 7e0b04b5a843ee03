using System.Numerics;
using RepLearn.Numerics.Random;

namespace RepLearn.Tests.Dsl.Oracles;

/// <summary>A declared model of either precision, seen in doubles, so that one test serves both.</summary>
internal abstract class OracleSubject
{
    public abstract bool IsSingle { get; }

    public abstract ParameterInfo[] Layout { get; }

    /// <summary>Sets parameters and step as in the fixture.</summary>
    public abstract void Load(OracleFixture fixture);

    public abstract Losses Backward(OracleFixture fixture);

    public abstract Losses Evaluate(OracleFixture fixture);

    public abstract Losses Test(OracleFixture fixture);

    public abstract double[] Gradient(string parameter);

    public abstract double[] Encode(double[] batch);

    public abstract double[] Decode(double[] codes);

    public abstract double[] Predict(double[] batch);

    public abstract double[] DrawNoise(OracleFixture fixture, OracleNoise noise);

    public static OracleSubject Of<T>(Autoencoder<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new Typed<T>(model);

    private sealed class Typed<T>(Autoencoder<T> model) : OracleSubject
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public override bool IsSingle => typeof(T) == typeof(float);

        public override ParameterInfo[] Layout => model.Info.Layout;

        public override void Load(OracleFixture fixture)
        {
            foreach (OracleParameter parameter in fixture.Parameters)
            {
                ParameterInfo place = Place(parameter.Name);
                Narrow(parameter.Values).CopyTo(model.Parameters.Slice(place.Offset, place.Length));
            }

            model.Step = fixture.Step;
        }

        public override Losses Backward(OracleFixture fixture) => model.Backward(Narrow(fixture.Examples), fixture.Key);

        public override Losses Evaluate(OracleFixture fixture) => model.Evaluate(Narrow(fixture.Examples), fixture.Key);

        public override Losses Test(OracleFixture fixture) => model.Test(Narrow(fixture.Examples), fixture.Key);

        public override double[] Gradient(string parameter)
        {
            ParameterInfo place = Place(parameter);
            return Widen(model.Gradients.Slice(place.Offset, place.Length));
        }

        public override double[] Encode(double[] batch) => Widen(model.Encode(Narrow(batch)));

        public override double[] Decode(double[] codes) => Widen(model.Decode(Narrow(codes)));

        public override double[] Predict(double[] batch) => Widen(model.Predict(Narrow(batch)));

        public override double[] DrawNoise(OracleFixture fixture, OracleNoise noise)
        {
            var values = new T[noise.Values.Length];
            for (int row = 0; row < values.Length / noise.Width; row++)
            {
                Span<T> target = values.AsSpan(row * noise.Width, noise.Width);
                if (noise.Kind == "Uniform")
                {
                    Noise.Uniform(fixture.Key, noise.Site, row, target);
                }
                else
                {
                    Noise.Normal(fixture.Key, noise.Site, row, target);
                }
            }

            return Widen(values);
        }

        private ParameterInfo Place(string name) => Array.Find(model.Info.Layout, place => place.Name == name)
            ?? throw new KeyNotFoundException($"{model.Info.Name} has no parameter '{name}'.");

        private static T[] Narrow(double[] values) => Array.ConvertAll(values, T.CreateChecked);

        private static double[] Widen(ReadOnlySpan<T> values) => Array.ConvertAll(values.ToArray(), double.CreateChecked);
    }
}
