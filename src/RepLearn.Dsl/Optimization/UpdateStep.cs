namespace RepLearn.Optimization;

/// <summary>What is the same for all parameters in one step.</summary>
internal readonly record struct UpdateStep(long Step, double LearningRate, double GradientScale);
