using System.Numerics.Tensors;
using RepLearn.Numerics.Random;

namespace RepLearn;

// Initial values of the parameters.
public abstract partial class Autoencoder<T>
{
    private void Initialize(ulong seed)
    {
        for (int site = 0; site < Info.Layout.Length; site++)
        {
            ParameterInfo parameter = Info.Layout[site];
            Span<T> values = Parameters.Slice(parameter.Offset, parameter.Length);
            switch (parameter.InitialValues)
            {
                case InitialValues.Zeros:
                    values.Clear();
                    break;
                case InitialValues.Ones:
                    values.Fill(T.One);
                    break;
                case InitialValues.Orthogonal:
                    OrthogonalMatrix.Fill(new NoiseKey(seed, ReservedNoise.InitializationStep), site, values, parameter.Rows, parameter.Columns, parameter.Scale);
                    break;
                case InitialValues.Copied:
                    ParameterInfo source = Info.Layout.First(other => other.Name == parameter.Source);
                    Parameters.Slice(source.Offset, source.Length).CopyTo(values);
                    break;
                default:
                    Draw(new NoiseKey(seed, ReservedNoise.InitializationStep), site, parameter, values);
                    break;
            }
        }
    }

    private static void Draw(NoiseKey key, int site, ParameterInfo parameter, Span<T> values)
    {
        T scale = T.CreateChecked(parameter.Scale);
        for (int row = 0; row < parameter.Rows; row++)
        {
            Span<T> target = values.Slice(row * parameter.Columns, parameter.Columns);
            if (parameter.InitialValues == InitialValues.Normal)
            {
                Noise.Normal(key, site, row, target);
            }
            else
            {
                // From [0, 1) to [−1, 1).
                Noise.Uniform(key, site, row, target);
                TensorPrimitives.Multiply(target, T.One + T.One, target);
                TensorPrimitives.Subtract(target, T.One, target);
            }

            TensorPrimitives.Multiply(target, scale, target);
        }
    }
}
