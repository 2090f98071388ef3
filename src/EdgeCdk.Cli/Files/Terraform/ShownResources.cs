using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Files.Terraform;

/// <summary>Resources as <c>terraform show -json</c> prints them, without what it marks as sensitive.</summary>
internal static class ShownResources
{
    /// <summary>Those of a module and of the modules in it.</summary>
    public static IEnumerable<StateResource> Of(JsonObject? module)
    {
        var open = new Stack<JsonObject>(module is null ? [] : [module]);
        while (open.TryPop(out var next))
        {
            foreach (var resource in next.Items("resources").OfType<JsonObject>().Where(StateResource.IsManaged))
            {
                var values = (resource["values"] as JsonObject ?? []).DeepClone().AsObject();
                Without(values, resource["sensitive_values"]);
                yield return new StateResource(resource.Text("address"), resource.Text("type"), values);
            }

            foreach (var child in next.Items("child_modules").OfType<JsonObject>())
                open.Push(child);
        }
    }

    // What is true in the one is sensitive in the other.
    private static void Without(JsonNode? values, JsonNode? sensitive)
    {
        var open = new Stack<(JsonNode?, JsonNode?)>([(values, sensitive)]);
        while (open.TryPop(out var pair))
        {
            if (pair is (JsonObject block, JsonObject marks))
            {
                foreach (var (name, mark) in marks)
                {
                    if (mark is JsonValue)
                        block.Remove(name);
                    else
                        open.Push((block[name], mark));
                }
            }
            else if (pair is (JsonArray list, JsonArray flags))
            {
                foreach (var (index, mark) in flags.Index().Where(item => item.Index < list.Count))
                {
                    if (mark is JsonValue)
                        list[index] = null;
                    else
                        open.Push((list[index], mark));
                }
            }
        }
    }
}
