using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// Everything in the emulated AWS that can be read as text, by where it is: what an account's auditors could come across.
/// </summary>
internal sealed class Exposure
{
    private static readonly string[] StackOperations =
        ["describe_stacks", "describe_stack_events", "describe_stack_resources", "get_template", "list_change_sets"];

    private readonly List<(string Place, string Text)> _texts = [];

    private Exposure(Emulator emulator, AwsClient aws)
    {
        foreach (var (service, models) in emulator.State())
            _texts.Add((service, models!.GetValue<string>()));
        foreach (var bucket in aws.Call("s3", "list_buckets")["Buckets"]!.AsArray().Select(bucket => bucket!["Name"]!.GetValue<string>()))
        {
            foreach (var item in aws.Call("s3", "list_objects_v2", "Bucket", bucket)["Contents"]?.AsArray() ?? [])
            {
                var key = item!["Key"]!.GetValue<string>();
                var read = aws.Call("s3", "get_object", new JsonObject { ["Bucket"] = bucket, ["Key"] = key });
                _texts.Add(($"s3 {bucket}/{key}", read.ToJsonString()));
            }
        }

        var stacks = aws.Call("cloudformation", "describe_stacks")["Stacks"]!.AsArray();
        foreach (var stack in stacks.Select(stack => stack!["StackName"]!.GetValue<string>()))
        {
            foreach (var operation in StackOperations)
            {
                var answer = aws.Call("cloudformation", operation, "StackName", stack);
                _texts.Add(($"cloudformation {operation} {stack}", answer.ToJsonString()));
            }
        }
    }

    /// <summary>The places.</summary>
    public IEnumerable<string> Places => _texts.Select(text => text.Place);

    public static Exposure Of(Emulator emulator, AwsClient aws) => new(emulator, aws);

    /// <summary>Places where a text is.</summary>
    public IReadOnlyList<string> Of(string text) =>
        [.. _texts.Where(item => item.Text.Contains(text, StringComparison.Ordinal)).Select(item => item.Place)];
}
