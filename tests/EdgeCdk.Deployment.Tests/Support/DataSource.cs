using System.Text.Json.Nodes;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>A data source as far as an edge meets it: a security group that allows the groups of workloads.</summary>
internal sealed class DataSource
{
    private const int Port = 5432;

    private readonly TakeoverStory _story;

    /// <param name="story">The account.</param>
    /// <param name="allowed">The group that it allows from the beginning.</param>
    public DataSource(TakeoverStory story, string allowed)
    {
        _story = story;
        Group = $"{story.Aws.Call("ec2", "create_security_group", new JsonObject
        {
            ["GroupName"] = "data-source",
            ["Description"] = "A database",
            ["VpcId"] = story.Customer.VpcId,
        })["GroupId"]}";
        Allow([allowed]);
    }

    /// <summary>Id of its group.</summary>
    public string Group { get; }

    /// <summary>The groups that it allows.</summary>
    public IEnumerable<string> Allowed => _story.Aws.Call("ec2", "describe_security_groups", "GroupIds", new JsonArray(Group))
        ["SecurityGroups"]![0]!["IpPermissions"]!.AsArray().SelectMany(rule => rule!["UserIdGroupPairs"]!.AsArray())
        .Select(pair => $"{pair!["GroupId"]}").Order();

    /// <summary>Allows groups.</summary>
    public void Allow(IReadOnlyList<string> groups) => _story.Aws.Call("ec2", "authorize_security_group_ingress", Rule(groups));

    /// <summary>Allows a group no more.</summary>
    public void Revoke(string group) => _story.Aws.Call("ec2", "revoke_security_group_ingress", Rule([group]));

    private JsonObject Rule(IReadOnlyList<string> groups) => new()
    {
        ["GroupId"] = Group,
        ["IpPermissions"] = new JsonArray(new JsonObject
        {
            ["IpProtocol"] = "tcp",
            ["FromPort"] = Port,
            ["ToPort"] = Port,
            ["UserIdGroupPairs"] = new JsonArray([.. groups.Select(group => new JsonObject { ["GroupId"] = group })]),
        }),
    };
}
