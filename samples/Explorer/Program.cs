using ExplorerSample;

return await ExplorerCommand.InvokeAsync(args, Console.Out, Console.Error);
