using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Networks;

/// <summary>Answers of EC2 with the members that its service model gives a shape, some of them left out at random.</summary>
/// <param name="random">Decides what is there.</param>
/// <param name="omitted">How often a member is left out, from 0 to 1.</param>
internal sealed class Ec2Shapes(Random random, double omitted)
{
    private static readonly JsonObject Shapes = JsonNode.Parse(File.ReadAllText(
        Repository.Path("tests", "EdgeCdk.Cli.Tests", "Account", "Networks", "ec2-shapes.json")))!["shapes"]!.AsObject();

    // What an answer is about is always in it, and the AWS CLI always shows tags and the ports of a rule.
    private static readonly string[] Always =
    [
        "Vpc.VpcId", "Subnet.SubnetId", "Subnet.VpcId", "RouteTable.RouteTableId", "NatGateway.NatGatewayId", "VpcEndpoint.VpcEndpointId",
        "NetworkAcl.NetworkAclId", "SecurityGroup.GroupId", "AvailabilityZone.ZoneName", "VpcEndpoint.Tags", "NetworkAclEntry.PortRange",
        "PortRange.From", "PortRange.To",
    ];

    /// <summary>An answer.</summary>
    /// <param name="shape">Name of its shape.</param>
    /// <param name="known">The members that matter; null for one that is not there.</param>
    public JsonObject Of(string shape, JsonObject known)
    {
        var answer = new JsonObject();
        foreach (var (member, type) in Shapes[shape]!.AsObject())
        {
            var isAlways = Always.Contains($"{shape}.{member}") || known[member]?.ToString() == "Deleted";
            if (!isAlways && random.NextDouble() < omitted)
                continue;
            if (known.ContainsKey(member))
                answer[member] = known[member]?.DeepClone();
            else if (random.Next(2) == 0)
                answer[member] = Anything(type!, 2);
        }

        Assert.All(known, member => Assert.True(Shapes[shape]!.AsObject().ContainsKey(member.Key), $"{shape} has no {member.Key}"));
        foreach (var member in answer.Where(member => member.Value is null).Select(member => member.Key).ToList())
            answer.Remove(member);
        return answer;
    }

    private JsonNode? Anything(JsonNode type, int depth) => type switch
    {
        JsonArray values => values[random.Next(values.Count)]!.DeepClone(),
        JsonObject list when list["list"] is { } item => new JsonArray([.. Enumerable.Range(0, depth == 0 ? 0 : random.Next(3))
            .Select(_ => Anything(item, depth - 1))]),
        JsonObject structure => depth == 0 ? new JsonObject() : new JsonObject(Shapes[(string)structure["structure"]!]!.AsObject()
            .Where(_ => random.Next(2) == 0)
            .Select(member => KeyValuePair.Create(member.Key, Anything(member.Value!, depth - 1)))),
        _ => (string)type! switch
        {
            "integer" => random.Next(100),
            "boolean" => random.Next(2) == 0,
            "timestamp" => "2026-11-29T10:00:00+00:00",
            _ => $"any-{random.Next(1000)}",
        },
    };
}
