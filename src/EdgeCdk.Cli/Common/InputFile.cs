using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Common;

/// <summary>Files that the user named: what is wrong with one is told in the same words by every command.</summary>
internal static class InputFile
{
    /// <summary>Why there is nothing to read, as the end of a sentence that begins with the file; null when there is something.</summary>
    public static string? Fault(string path) => File.Exists(path) ? null : Directory.Exists(path) ? "is a directory" : "does not exist";

    /// <summary>The text of a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="shown">How it is called in messages.</param>
    /// <exception cref="CommandException">It cannot be read.</exception>
    public static string Text(string path, string shown)
    {
        if (Fault(path) is { } fault)
            throw new CommandException($"{shown} {fault}");
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{shown} cannot be read ({exception.Message.TrimEnd('.')})");
        }
    }

    /// <summary>A file in JSON that holds an object.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="shown">How it is called in messages.</param>
    /// <exception cref="CommandException">It cannot be read, or is something else.</exception>
    public static JsonObject Json(string path, string shown) => Json(Text(path, shown), shown, "");

    /// <summary>A text in JSON that holds an object.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shown">What it is called in messages.</param>
    /// <param name="remedy">What to do when it is something else, with what stands before it.</param>
    /// <exception cref="CommandException">It is something else.</exception>
    public static JsonObject Json(string text, string shown, string remedy)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new CommandException($"{shown} is empty{remedy}");
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new CommandException($"{shown} is not a JSON object{remedy}");
        }
        catch (JsonException exception)
        {
            throw new CommandException($"{shown} is not JSON ({Place(exception)}){remedy}");
        }
    }

    /// <summary>Where a text is not JSON any more.</summary>
    public static string Place(JsonException exception) =>
        FormattableString.Invariant($"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
}
