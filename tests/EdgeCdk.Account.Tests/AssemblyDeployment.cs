using System.Text;
using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>An update of a stack with the calls that the CDK CLI makes, without the time that its process takes.</summary>
/// <param name="api">The account.</param>
internal sealed class AssemblyDeployment(AwsClient api)
{
    private const string Bucket = $"cdk-hnb659fds-assets-{Places.Account}-{Places.Region}", ChangeSet = "cdk-deploy-change-set";

    /// <summary>Deploys a stack of a cloud assembly; the stack is there.</summary>
    /// <param name="directory">The assembly.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="given">Values of parameters, as <c>key=value</c>.</param>
    /// <returns>What the CDK CLI ends with.</returns>
    public (int ExitCode, string Output, string Error) Deploy(string directory, string stack, IEnumerable<string> given)
    {
        var values = given.Select(value => value.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(directory, "manifest.json")))!;
        var properties = manifest["artifacts"]![stack]!["properties"]!;
        var template = File.ReadAllText(Path.Combine(directory, $"{properties["templateFile"]}"));
        api.Call("s3", "put_object", new JsonObject
        {
            ["Bucket"] = Bucket,
            ["Key"] = $"{stack}.json",
            ["Body"] = new JsonObject { ["base64"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(template)) },
        });
        api.Call("cloudformation", "create_change_set", new JsonObject
        {
            ["StackName"] = stack,
            ["ChangeSetName"] = ChangeSet,
            ["ChangeSetType"] = "UPDATE",
            ["TemplateURL"] = $"https://{Bucket}.s3.{Places.Region}.amazonaws.com/{stack}.json",
            ["Capabilities"] = new JsonArray("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"),
            ["Parameters"] = Parameters(JsonNode.Parse(template)!, stack, values),
            ["Tags"] = new JsonArray([.. (properties["tags"] as JsonObject ?? [])
                .Select(tag => (JsonNode)new JsonObject { ["Key"] = tag.Key, ["Value"] = $"{tag.Value}" })]),
        });
        var proposed = api.Call("cloudformation", "describe_change_set", OfStack(stack));
        if ($"{proposed["ExecutionStatus"]}" != "AVAILABLE")
        {
            api.Call("cloudformation", "delete_change_set", OfStack(stack));
            var reason = $"{proposed["StatusReason"]}";
            return reason.Contains("didn't contain changes", StringComparison.Ordinal) ? (0, "", "") : (1, "", reason);
        }

        api.Call("cloudformation", "execute_change_set", OfStack(stack));
        var status = $"{Described(stack)["StackStatus"]}";
        return status == "UPDATE_COMPLETE" ? (0, "", "") : (1, "", $"{stack} failed: {status}");
    }

    private static JsonObject OfStack(string stack) => new() { ["StackName"] = stack, ["ChangeSetName"] = ChangeSet };

    private JsonNode Described(string stack) => api.Call("cloudformation", "describe_stacks", "StackName", stack)["Stacks"]![0]!;

    // Those that are new and not given have their defaults.
    private JsonArray Parameters(JsonNode template, string stack, Dictionary<string, string> values)
    {
        var known = (Described(stack)["Parameters"]?.AsArray() ?? []).Select(parameter => $"{parameter!["ParameterKey"]}").ToHashSet();
        return
        [
            .. (template["Parameters"] as JsonObject ?? []).Select(parameter => parameter.Key)
                .Where(key => known.Contains(key) || values.ContainsKey(key))
                .Select(key => (JsonNode)(values.TryGetValue(key, out var value)
                    ? new JsonObject { ["ParameterKey"] = key, ["ParameterValue"] = value }
                    : new JsonObject { ["ParameterKey"] = key, ["UsePreviousValue"] = true })),
        ];
    }
}
