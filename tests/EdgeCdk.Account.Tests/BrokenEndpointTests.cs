using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>Endpoints that collide with those of the edge, or that the edge cannot use.</summary>
public sealed class BrokenEndpointTests(EmulatedAccount account) : Broken(account)
{
    [Theory]
    [InlineData("kms", "vpc.endpoints.kms")]
    [InlineData("secretsmanager", "vpc.endpoints.secretsManager")]
    public void The_vpc_has_an_endpoint_that_the_edge_makes(string service, string key)
    {
        var endpoint = Undone(Land.Interface(service));

        var found = Finds("failed", key, $"{endpoint}, with private DNS");
        Assert.Contains(
            "private-dns-enabled cannot be set because there is already a conflicting DNS domain",
            (string?)found["later"],
            StringComparison.Ordinal);
        Assert.Equal($"{key}: existing", (string?)found["remedy"]);
    }

    [Fact]
    public void A_further_endpoint_is_there_already()
    {
        Undone(Land.Interface("sts"));

        Finds(
            "failed",
            "vpc.additionalEndpoints",
            "remove sts from vpc.additionalEndpoints",
            text => text.With("  endpoints:", "  additionalEndpoints: [sts]\n  endpoints:"));
    }

    [Fact]
    public void The_gateway_to_s3_is_there_already()
    {
        var gateway = Undone(Land.Gateway(Land.RouteTableId));

        var found = Finds("failed", "vpc.endpoints.s3", $"{gateway} has its route in {Land.RouteTableId} already");
        Assert.Contains("already has a route with destination-prefix-list-id", (string?)found["later"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3", "has no gateway endpoint for S3")]
    [InlineData("sqs", "has no such endpoint")]
    public void An_endpoint_is_taken_for_existing_and_is_not_there(string service, string words) =>
        Finds("warning", $"vpc.endpoints.{service}", words, text => text.With($"{service}: create", $"{service}: existing"));

    [Fact]
    public void The_gateway_to_s3_does_not_serve_the_private_subnets()
    {
        var gateway = Undone(Land.Gateway(Land.RouteTable()));

        Finds("warning", "vpc.endpoints.s3", $"{gateway} is not in {Land.RouteTableId}", text => text.With("s3: create", "s3: existing"));
    }

    [Fact]
    public void An_existing_endpoint_does_not_let_the_subnets_in()
    {
        var group = Group("10.0.0.0/24");
        var endpoint = Undone(Land.Interface("sqs", true, group));

        var found = Finds(
            "failed",
            "vpc.endpoints.sqs",
            $"{group}, of {endpoint}, does not allow {Land.PrivateSubnetIds[1]} on port 443",
            Existing);
        Assert.Equal(
            $"aws ec2 authorize-security-group-ingress --region eu-central-1 --group-id {group} "
                + "--protocol tcp --port 443 --cidr 10.0.1.0/24",
            (string?)found["remedy"]);
    }

    [Fact]
    public void An_existing_endpoint_has_no_private_dns()
    {
        Undone(Land.Interface("sqs", privateDns: false));

        Finds("warning", "vpc.endpoints.sqs", "has no private DNS, so that the name of the service does not lead to it", Existing);
    }

    [Theory]
    [InlineData("State", "pendingAcceptance", "failed", "is pendingacceptance")]
    public void An_existing_endpoint_is_of_no_use(string property, string value, string outcome, string words)
    {
        var endpoint = Undone(Land.Interface("sqs", true, Group("10.0.0.0/16")));
        var other = new Answering(Aws, "describe-vpc-endpoints", answer => answer["VpcEndpoints"]![0]![property] = value);

        var findings = Find(Existing, other).Where(finding => (string?)finding["outcome"] == outcome);
        Assert.Contains(
            findings,
            finding => ((string)finding["what"]!).StartsWith($"{endpoint} {words}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hosted_zone_answers_for_a_service()
    {
        var zone = HostedZone("kms");

        Finds("failed", "vpc.endpoints.kms", $"the hosted zone {zone} answers in this VPC");
        Finds(
            "unknown",
            "vpc.endpoints.kms",
            $"the hosted zone {zone} answers for the service",
            text => text.With("kms: create", "kms: existing"));
        using var session = new Session(Aws, Land.EdgeFile);
        session.Run("discover", "acme", "--yes");
        Assert.Contains("kms: existing", session.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_vpc_may_not_have_as_many_endpoints()
    {
        Say(new() { ["quotas"] = new JsonObject { ["L-3032A538"] = 100, ["L-29B6F2EB"] = 3 } });
        Undone(Land.Interface("lambda"));

        var found = Finds(
            "failed",
            "vpc.endpoints",
            "has 1 interface endpoints, the edge creates 3 more, and 3 are allowed");
        Assert.Contains("VpcEndpointLimitExceeded", (string?)found["later"], StringComparison.Ordinal);
    }

    private static string Existing(string text) => text.With("sqs: create", "sqs: existing");

    private string Undone(string endpoint)
    {
        Afterwards(() => Land.Remove(endpoint));
        return endpoint;
    }

    private string HostedZone(string service)
    {
        var zone = Land.Make("route53", "create_hosted_zone", new()
        {
            ["Name"] = $"{service}.{Places.Region}.amazonaws.com",
            ["CallerReference"] = "for a test",
            ["VPC"] = new JsonObject { ["VPCRegion"] = Places.Region, ["VPCId"] = Land.VpcId },
            ["HostedZoneConfig"] = new JsonObject { ["PrivateZone"] = true },
        }, "HostedZone", "Id").Split('/')[^1];
        Afterwards(() => Api.Call("route53", "delete_hosted_zone", "Id", zone));
        return zone;
    }

    // A security group that lets a block in on port 443.
    private string Group(string block)
    {
        var parameters = new JsonObject
        {
            ["GroupName"] = Guid.NewGuid().ToString(),
            ["Description"] = "for a test",
            ["VpcId"] = Land.VpcId,
        };
        var group = Land.Make("ec2", "create_security_group", parameters, "GroupId");
        Api.Call("ec2", "authorize_security_group_ingress", new JsonObject
        {
            ["GroupId"] = group,
            ["IpPermissions"] = new JsonArray(new JsonObject
            {
                ["IpProtocol"] = "tcp",
                ["FromPort"] = 443,
                ["ToPort"] = 443,
                ["IpRanges"] = new JsonArray(new JsonObject { ["CidrIp"] = block }),
            }),
        });
        return group;
    }
}
