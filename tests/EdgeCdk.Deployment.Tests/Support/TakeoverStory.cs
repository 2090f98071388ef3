using System.Text.Json.Nodes;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// Edges of Terraform, each of another shape, are taken over on one emulated AWS, by the files and in the order of their plans. One is
/// stopped after every step, and goes back.
/// </summary>
public sealed class TakeoverStory : IDisposable
{
    private const string Templates = "templates-of-the-takeover", ChangeSet = "takeover";

    // Those in place, by the shape of their Terraform, and two for the way beside.
    internal const string Stopped = "stopped", Keyed = "keyed", Missing = "missing", Newer = "newer", Old = "old", Second = "second";

    private readonly Lazy<(Emulator Emulator, AwsClient Aws, Customer Customer)> _started;

    public TakeoverStory() => _started = new(() =>
    {
        TestPackages.InstallPython();
        Directory.Write("cdk.json", "{}");
        var emulator = new Emulator(Directory.Path);
        var aws = new AwsClient(Directory.Path, emulator.Environment);
        aws.Call("s3", "create_bucket", new JsonObject
        {
            ["Bucket"] = Templates,
            ["CreateBucketConfiguration"] = new JsonObject { ["LocationConstraint"] = Places.Region },
        });
        return (emulator, aws, new Customer(aws, Stopped, Keyed, Missing, Newer, Old, Second));
    });

    internal TemporaryDirectory Directory { get; } = new();

    internal Emulator Emulator => _started.Value.Emulator;

    internal AwsClient Aws => _started.Value.Aws;

    internal Customer Customer => _started.Value.Customer;

    /// <summary>Executes a change set of a stack.</summary>
    /// <returns>The status of the stack.</returns>
    internal string Execute(string stack, string type, JsonObject template, JsonArray? toImport = null, EdgeDefinition? edge = null)
    {
        Aws.Call("s3", "put_object", new JsonObject
        {
            ["Bucket"] = Templates,
            ["Key"] = stack,
            ["Body"] = new JsonObject
            {
                ["base64"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(template.ToJsonString())),
            },
        });
        var request = new JsonObject
        {
            ["StackName"] = stack,
            ["ChangeSetName"] = ChangeSet,
            ["ChangeSetType"] = type,
            ["TemplateURL"] = $"https://{Templates}.s3.{Places.Region}.amazonaws.com/{stack}",
            ["Capabilities"] = new JsonArray("CAPABILITY_NAMED_IAM"),
        };
        if (toImport is not null)
            request["ResourcesToImport"] = toImport.DeepClone();
        if (edge is not null)
        {
            request["Tags"] = new JsonArray([.. EdgeTags.Of(edge.Config.Edge.Name, edge.Release.Version)
                .Select(tag => (JsonNode)new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]);
        }

        Aws.Call("cloudformation", "create_change_set", request);
        JsonObject Named() => new() { ["StackName"] = stack, ["ChangeSetName"] = ChangeSet };
        var proposed = Aws.Call("cloudformation", "describe_change_set", Named());
        if ($"{proposed["ExecutionStatus"]}" != "AVAILABLE")
            return $"{proposed["Status"]}: {proposed["StatusReason"]}";
        Aws.Call("cloudformation", "execute_change_set", Named());
        var shown = Aws.Call("cloudformation", "describe_stacks", "StackName", stack)["Stacks"]![0]!;
        var status = $"{shown["StackStatus"]}";
        return status.EndsWith("_FAILED", StringComparison.Ordinal) ? $"{status}: {shown["StackStatusReason"]}" : status;
    }

    public void Dispose()
    {
        if (_started.IsValueCreated)
        {
            Aws.Dispose();
            Emulator.Dispose();
        }

        Directory.Dispose();
    }
}
