using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.Terraform;

/// <summary>Resources as a state file of version 4 has them, without what it marks as sensitive.</summary>
internal static class StoredResources
{
    /// <summary>The instances of a resource.</summary>
    public static IEnumerable<StateResource> Of(JsonObject resource)
    {
        if (!StateResource.IsManaged(resource))
            yield break;
        var module = resource.Text("module") is { Length: > 0 } name ? $"{name}." : "";
        foreach (var instance in resource.Items("instances").OfType<JsonObject>().Where(one => one["deposed"] is null))
        {
            var values = (instance["attributes"] as JsonObject ?? []).DeepClone().AsObject();
            foreach (var path in instance.Items("sensitive_attributes").OfType<JsonArray>())
            {
                Remove(values, [.. path.OfType<JsonObject>().Select(step => step["value"] is JsonObject key ? key["value"]
                    : step["value"])]);
            }

            var index = instance["index_key"] switch
            {
                null => "",
                JsonValue key when key.GetValueKind() is JsonValueKind.String => $"[{JsonSerializer.Serialize(key, JsonText.Options)}]",
                var key => $"[{key}]",
            };
            var type = resource.Text("type");
            yield return new StateResource($"{module}{type}.{resource.Text("name")}{index}", type, values);
        }
    }

    private static void Remove(JsonNode? values, IReadOnlyList<JsonNode?> path)
    {
        foreach (var (index, step) in path.Index())
        {
            var isLast = index == path.Count - 1;
            if (values is JsonObject block && step is not null)
            {
                if (isLast)
                    block.Remove($"{step}");
                else
                    values = block[$"{step}"];
            }
            else if (values is JsonArray list && int.TryParse($"{step}", CultureInfo.InvariantCulture, out var place)
                && place >= 0 && place < list.Count)
            {
                if (isLast)
                    list[place] = null;
                else
                    values = list[place];
            }
            else
            {
                return;
            }
        }
    }
}
