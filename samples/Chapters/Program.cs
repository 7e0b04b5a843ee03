using ChaptersSample;

return await ChaptersCommand.InvokeAsync(args, Console.Out, Console.Error);
