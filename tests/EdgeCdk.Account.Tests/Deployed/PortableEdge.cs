using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Account.Tests.Deployed;

/// <summary>An edge that was deployed from the portable template by a stack set, which named the stack.</summary>
public sealed class PortableEdge
{
    public const string Name = "portable";
    public const string StackName = "StackSet-edges-1-5b6c8f1e-2a51-4b0c-9d7e-1f2a3b4c5d6e";

    public PortableEdge(DeployedEdge edge)
    {
        edge.Site.DeployPortable(Name, StackName);
        Aws = With(edge.Aws, (_, _) => { });
    }

    /// <summary>AWS with the tags of CloudFormation.</summary>
    internal IAws Aws { get; }

    /// <summary>The same with more changes.</summary>
    internal static OtherAnswers With(IAws aws, Action<string, JsonObject> change) => new(aws, (operation, answer) =>
    {
        foreach (var item in operation == "resourcegroupstaggingapi get-resources" ? answer.Items("ResourceTagMappingList") : [])
        {
            if (item.Tag("ataccama:edge:name") == Name)
                item["Tags"]!.AsArray().Add(new JsonObject { ["Key"] = DeployedStack.StackTag, ["Value"] = StackName });
        }

        change(operation, answer);
    });
}
