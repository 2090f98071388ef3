using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What the stack has instead of a resource of Terraform.</summary>
/// <param name="template">Its template.</param>
/// <param name="expected">Values of its expressions.</param>
internal sealed class Counterparts(StackTemplate template, ExpectedValue expected)
{
    /// <summary>The resource of the stack; null when there is none.</summary>
    public StackResource? Of(StateResource resource, TakeoverPart part)
    {
        var candidates = template.Resources.Values;
        return part.Name switch
        {
            TakeoverTable.MountTarget => candidates.FirstOrDefault(one => one.Type == "AWS::EFS::MountTarget"
                && $"{one.Properties["SubnetId"]}" == resource.Text("subnet_id")),
            TakeoverTable.Gateway or TakeoverTable.Interface => candidates.FirstOrDefault(one => one.Type == "AWS::EC2::VPCEndpoint"
                && $"{one.Properties["VpcEndpointType"]}" == resource.Text("vpc_endpoint_type")
                && $"{expected.Of(one.Properties["ServiceName"])}" == resource.Text("service_name")),
            TakeoverTable.Role => Named("AWS::IAM::Role", "RoleName"),
            TakeoverTable.LogGroup => Named("AWS::Logs::LogGroup", "LogGroupName"),
            TakeoverTable.Alias => Named("AWS::KMS::Alias", "AliasName"),
            _ => candidates.FirstOrDefault(one => one.Path == part.Path),
        };

        StackResource? Named(string type, string property) => candidates.FirstOrDefault(
            one => one.Type == type && $"{one.Properties[property]}" == resource.Text("name"));
    }

    /// <summary>What becomes of something that would be imported, and the stack has no such resource.</summary>
    public static TakeoverItem Without(TakeoverItem item) => item.Part!.Name switch
    {
        TakeoverTable.Alias => item with { Decision = Decision.Leave, Reason = "the stack has an alias of another name" },
        TakeoverTable.LogGroup => item with
        {
            Decision = Decision.Leave,
            Reason = "the stack uses other names: export the lines that you need before it is destroyed",
        },
        TakeoverTable.Role => item with
        {
            Decision = Decision.Anew,
            Reason = "the stack has roles of other names: whoever trusts this role must trust the new one, too",
        },
        TakeoverTable.MountTarget => item with { Decision = Decision.Leave, Reason = "its subnet is not in vpc.privateSubnetIds" },
        TakeoverTable.Telemetry or TakeoverTable.Drivers => item with
        {
            Decision = Decision.Leave,
            Reason = "the stack has no such access point",
        },
        TakeoverTable.Gateway or TakeoverTable.Interface => item with
        {
            Decision = Decision.Keep,
            Reason = "the stack creates no such endpoint, by the edge file, and the whole VPC may use this one",
        },
        _ => item with { Decision = Decision.Keep, Reason = "the stack creates no such resource, by the edge file, which names its own" },
    };
}
