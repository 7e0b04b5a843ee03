using WordsSample;

return await WordsCommand.InvokeAsync(args, Console.Out, Console.Error);
