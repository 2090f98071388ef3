using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.Terraform;

/// <summary>The JSON of a file that Terraform wrote, of whatever kind.</summary>
internal static class StateJson
{
    private const int LargestMiB = 64;

    // Deeper than any resource of AWS.
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 100 };

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="shown">How it is called in messages.</param>
    /// <exception cref="CommandException">It cannot be read, or is no JSON object.</exception>
    public static JsonObject Read(string path, string shown)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.CanSeek && stream.Length > (long)LargestMiB << 20)
            {
                throw new CommandException(
                    $"{shown} is larger than {LargestMiB} MiB: this is not the state of an edge alone; {StateFile.HowTo}");
            }

            return JsonNode.Parse(stream, documentOptions: Limits) is JsonObject root ? Checked(root)
                : throw new CommandException($"{shown} is not a JSON object: {StateFile.HowTo}");
        }
        catch (JsonException exception)
        {
            throw new CommandException($"{shown} is not JSON ({InputFile.Place(exception)}): {StateFile.HowTo}");
        }
        // A name twice in an object, or bytes that are no text.
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or DecoderFallbackException)
        {
            throw new CommandException($"{shown} is not JSON as Terraform writes it: {StateFile.HowTo}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{shown} cannot be read ({exception.Message.TrimEnd('.')})");
        }
    }

    // Objects are read when they are first looked into: whatever is wrong anywhere shows now.
    private static JsonObject Checked(JsonObject root)
    {
        var open = new Stack<JsonNode>([root]);
        while (open.TryPop(out var node))
        {
            if (node is JsonObject block)
            {
                foreach (var (_, value) in block)
                    Push(value);
            }
            else if (node is JsonArray list)
            {
                foreach (var item in list)
                    Push(item);
            }
            else if (node.GetValueKind() is JsonValueKind.String)
            {
                _ = node.GetValue<string>();
            }
        }

        return root;

        void Push(JsonNode? node)
        {
            if (node is not null)
                open.Push(node);
        }
    }
}
