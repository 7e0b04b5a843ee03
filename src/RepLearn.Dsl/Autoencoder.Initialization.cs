using RepLearn.Runtime;

namespace RepLearn;

// First values of the parameters.
public abstract partial class Autoencoder<T>
{
    private void Initialize(ulong seed)
    {
        for (int site = 0; site < Info.Layout.Length; site++)
        {
            ParameterInfo parameter = Info.Layout[site];
            Span<T> values = Parameters.Slice(parameter.Offset, parameter.Length);
            switch (parameter.Initializer)
            {
                case Initializer.Zeros:
                    values.Clear();
                    break;
                case Initializer.Ones:
                    values.Fill(T.One);
                    break;
                default:
                    // A step that no training comes to, so that no noise of a fit with the same seed equals a weight.
                    Draw(new NoiseKey(seed, ulong.MaxValue), site, parameter, values);
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
            if (parameter.Initializer == Initializer.Normal)
            {
                Noise.Normal(key, site, row, target);
            }
            else
            {
                Noise.Uniform(key, site, row, target);
                for (int column = 0; column < target.Length; column++)
                {
                    target[column] = (target[column] * (T.One + T.One)) - T.One;
                }
            }

            for (int column = 0; column < target.Length; column++)
            {
                target[column] *= scale;
            }
        }
    }
}
