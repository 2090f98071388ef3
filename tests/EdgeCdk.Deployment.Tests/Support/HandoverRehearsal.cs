using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// What <c>edge review</c> says of parts that become those of another team, tried with the smallest stacks that show it: a key that is
/// retained, named by its ARN and imported into another stack, and a role of a name that exists.
/// </summary>
internal sealed class HandoverRehearsal(AwsClient aws)
{
    private const string Edge = "handover-edge", Keys = "handover-keys", Identity = "handover-identity";

    /// <summary>Whether the file system is the same, and the key works, once the key has left the stack and is in another one.</summary>
    public (bool SameFileSystem, string KeyState, string Import) Key()
    {
        Deploy("create_stack", Edge, new() { ["Key"] = KeyResource(), ["Files"] = Files(GetAtt("Key")) });
        var (files, key) = (Physical(Edge, "Files"), Physical(Edge, "Key"));
        var arn = $"arn:aws:kms:{Places.Region}:{Places.Account}:key/{key}";
        Deploy("update_stack", Edge, new() { ["Files"] = Files(arn) });
        var isSame = Physical(Edge, "Files") == files;
        aws.Call("cloudformation", "create_change_set", new JsonObject
        {
            ["StackName"] = Keys,
            ["ChangeSetName"] = "import",
            ["ChangeSetType"] = "IMPORT",
            ["TemplateBody"] = Template(new() { ["Key"] = KeyResource() }),
            ["ResourcesToImport"] = new JsonArray(new JsonObject
            {
                ["ResourceType"] = "AWS::KMS::Key",
                ["LogicalResourceId"] = "Key",
                ["ResourceIdentifier"] = new JsonObject { ["KeyId"] = key },
            }),
        });
        aws.Call(
            "cloudformation", "execute_change_set", new JsonObject { ["StackName"] = Keys, ["ChangeSetName"] = "import" });
        var answer = (isSame, (string)aws.Call("kms", "describe_key", "KeyId", key)["KeyMetadata"]!["KeyState"]!, Status(Keys));
        aws.Call("cloudformation", "delete_stack", "StackName", Edge);
        aws.Call("cloudformation", "delete_stack", "StackName", Keys);
        aws.Call("kms", "schedule_key_deletion", "KeyId", key);
        return answer;
    }

    /// <summary>Why a stack fails that creates a role whose name exists.</summary>
    /// <param name="name">Name of the role.</param>
    public string Role(string name)
    {
        Deploy("create_stack", Identity, new()
        {
            ["Role"] = Resource("IAM::Role", ("RoleName", name), ("AssumeRolePolicyDocument", Document("lambda.amazonaws.com"))),
        });
        var reasons = aws.Call("cloudformation", "describe_stack_events", "StackName", Identity)["StackEvents"]!.AsArray()
            .Select(one => $"{one!["ResourceStatusReason"]}");
        aws.Call("cloudformation", "delete_stack", "StackName", Identity);
        return string.Join('\n', reasons);
    }

    private void Deploy(string operation, string stack, JsonObject resources) => aws.Call("cloudformation", operation, new JsonObject
    {
        ["StackName"] = stack,
        ["TemplateBody"] = Template(resources),
        ["Capabilities"] = new JsonArray("CAPABILITY_NAMED_IAM"),
    });

    private static string Template(JsonObject resources) => new JsonObject { ["Resources"] = resources }.ToJsonString();

    private string Status(string stack) =>
        (string)aws.Call("cloudformation", "describe_stacks", "StackName", stack)["Stacks"]![0]!["StackStatus"]!;

    private string Physical(string stack, string id) => (string)aws.Call("cloudformation", "describe_stack_resource", new JsonObject
    {
        ["StackName"] = stack,
        ["LogicalResourceId"] = id,
    })["StackResourceDetail"]!["PhysicalResourceId"]!;

    private static JsonObject KeyResource()
    {
        var key = Resource("KMS::Key", ("KeyPolicy", JsonNode.Parse($$"""
            { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::{{Places.Account}}:root" },
              "Action": "kms:*", "Resource": "*" }] }
            """)!));
        key["DeletionPolicy"] = "Retain";
        return key;
    }

    private static JsonObject Files(JsonNode key) => Resource("EFS::FileSystem", ("Encrypted", true), ("KmsKeyId", key));

    private static JsonObject GetAtt(string id) => new() { ["Fn::GetAtt"] = new JsonArray(id, "Arn") };

    private static JsonNode Document(string service) => JsonNode.Parse($$"""
        { "Version": "2012-10-17", "Statement": [
          { "Effect": "Allow", "Principal": { "Service": "{{service}}" }, "Action": "sts:AssumeRole" }] }
        """)!;

    private static JsonObject Resource(string type, params (string Key, JsonNode Value)[] properties) => new()
    {
        ["Type"] = $"AWS::{type}",
        ["Properties"] = new JsonObject(properties.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
    };
}
