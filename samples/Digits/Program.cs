using DigitsSample;

return await DigitsCommand.InvokeAsync(args, Console.Out, Console.Error);
