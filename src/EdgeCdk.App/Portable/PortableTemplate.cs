using System.Text.Json.Nodes;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.App.Portable;

/// <summary>The portable template as a file.</summary>
internal static class PortableTemplate
{
    /// <summary>Creates the template of a release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="retainData">Whether keys, file system and log groups outlive the stack.</param>
    /// <param name="ofStackSet">Whether a stack set gets the template, in another account than the edge's.</param>
    public static JsonObject Of(ReleaseManifest release, bool retainData, bool ofStackSet)
    {
        var template = EdgeApp.Template(app => new PortableStack(app, release, retainData, ofStackSet));
        WaitOnCondition(template["Resources"]!.AsObject());
        return template;
    }

    // DependsOn may not name a resource that a condition leaves out. A reference in the metadata, under the same condition, makes
    // CloudFormation wait as well, and may be left out.
    private static void WaitOnCondition(JsonObject resources)
    {
        foreach (var resource in resources.Select(resource => resource.Value!.AsObject()))
        {
            string[] dependencies = resource["DependsOn"] switch
            {
                JsonArray several => [.. several.Select(one => (string)one!)],
                JsonValue one => [(string)one!],
                _ => [],
            };
            var own = (string?)resource["Condition"];
            var conditional = dependencies.ToLookup(
                dependency => (string?)resources[dependency]!["Condition"] is { } condition && condition != own);
            if (!conditional[true].Any())
                continue;
            var waits = conditional[true].Select(dependency => new JsonObject
            {
                ["Fn::If"] = new JsonArray(
                    (string)resources[dependency]!["Condition"]!,
                    new JsonObject { ["Ref"] = dependency },
                    new JsonObject { ["Ref"] = "AWS::NoValue" }),
            });
            resource["Metadata"]!["WaitsFor"] = new JsonArray([.. waits]);
            resource["DependsOn"] = new JsonArray([.. conditional[false].Select(dependency => (JsonNode)dependency)]);
            if (!conditional[false].Any())
                resource.Remove("DependsOn");
        }
    }
}
