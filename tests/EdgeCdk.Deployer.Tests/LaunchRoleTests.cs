using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>src/EdgeCdk.Constructs/Catalog/launch-role.json: the rights of the role that Service Catalog launches edges with.</summary>
public sealed class LaunchRoleTests(SynthesizedEdges edges)
{
    private const string StackName = "SC-123456789011-pp-abcdefghijklm";
    private const string Policy = "launch role";

    private readonly JsonObject _policies = LaunchRole.Make(edges);

    [Fact]
    public void The_file_is_in_step_with_the_templates() =>
        Assert.Null(Snapshot.Compare(DeployerTemplate.Render(_policies), "src", "EdgeCdk.Constructs", "Catalog", "launch-role.json"));

    public static TheoryData<string> Edges => [.. EdgeFiles.Names];

    [Theory, MemberData(nameof(Edges))]
    public void Everything_that_the_product_makes_can_be_created_read_updated_and_deleted(string name)
    {
        var resolved = edges.Resolve(edges[name], EdgeFiles.Text(name));
        var launched = new ResolvedStack(resolved.Template, resolved.Place with { StackName = StackName });
        var calls = new CloudFormationCalls(Policy, launched, ActionTable.Read());
        var asked = calls.All().SelectMany(call => call).ToList();

        var refused = asked.Zip(Decide(asked, launched.Place, calls.Documents)).Where(answer => answer.Second != IamSimulator.Allowed).Select(answer => $"{answer.Second}: {answer.First}").ToList();

        Assert.NotEmpty(asked);
        Assert.True(refused.Count == 0, string.Join('\n', refused));
    }

    // Rights end at names that begin with the stack and a part, or with a logical id, and at the tag: the portable template must have the same ones.
    [Fact]
    public void The_product_has_the_names_and_tags_that_the_rights_end_at()
    {
        string[] byId = ["AWS::S3::Bucket", "AWS::SecretsManager::Secret", "AWS::CloudWatch::Dashboard"];
        string[] byTag = ["AWS::KMS::Key", "AWS::SecretsManager::Secret", "AWS::EFS::FileSystem", "AWS::EFS::AccessPoint", "AWS::EC2::SecurityGroup", "AWS::EC2::VPCEndpoint",
            "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancingV2::TargetGroup", "AWS::Lambda::EventSourceMapping"];
        static string Part(Resource resource) => $"{resource.Type} {resource.Path.Split('/')[0]}";
        var product = edges[SynthesizedEdges.TemplateNames.First(name => name.StartsWith("edge-", StringComparison.Ordinal))];
        var known = EdgeFiles.Names.SelectMany(name => edges[name].Resources).ToList();

        Assert.Subset(known.Select(Part).ToHashSet(), product.Resources.Select(Part).ToHashSet());
        Assert.Subset(known.Select(resource => resource.LogicalId).ToHashSet(), product.Resources.Where(resource => byId.Contains(resource.Type)).Select(resource => resource.LogicalId).ToHashSet());
        Assert.All(product.Resources.Where(resource => byTag.Contains(resource.Type)), resource => Assert.Contains("\"ataccama:edge:name\"", resource.Json.ToJsonString(), StringComparison.Ordinal));
    }

    // What belongs to other edges, and in which VPC, makes no difference here: the role is for all of them.
    [Fact]
    public void What_is_no_edge_is_out_of_reach()
    {
        string[] other = ["another edge", "another VPC"];
        var asked = Refused.All
            .Where(request => request.Value.Identity.Contains(Refused.CloudFormation) && !other.Any(word => request.Key.Contains(word, StringComparison.Ordinal)))
            .ToDictionary(request => request.Key, request => request.Value with { Identity = [Policy] });

        var allowed = asked.Keys.Zip(Decide([.. asked.Values], Refused.Acme, Refused.Documents)).Where(answer => answer.Second == IamSimulator.Allowed).Select(answer => answer.First);

        Assert.True(asked.Count > 25, "too little was asked");
        Assert.Empty(allowed);
    }

    [Fact]
    public void No_policy_is_longer_than_IAM_allows() =>
        Assert.All(Documents(new StackPlace("any", "us-gov-northwest-1", "123456789011")), policy => Assert.InRange(policy.Value.ToJsonString().Length, 1, 6144));

    private IReadOnlyList<string> Decide(IReadOnlyList<AccessRequest> asked, StackPlace place, IEnumerable<KeyValuePair<string, JsonNode>> ofResources)
    {
        var statements = Documents(place).Values.SelectMany(policy => policy["Statement"]!.AsArray()).Select(statement => statement!.DeepClone());
        var policy = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) };
        return IamSimulator.Decide(ofResources.Append(KeyValuePair.Create<string, JsonNode>(Policy, policy)).ToDictionary(), asked);
    }

    private IReadOnlyDictionary<string, JsonObject> Documents(StackPlace place)
    {
        var asTemplate = new JsonObject
        {
            ["Resources"] = new JsonObject(_policies.Select(policy => KeyValuePair.Create<string, JsonNode?>(
                policy.Key, new JsonObject { ["Type"] = "AWS::IAM::ManagedPolicy", ["Properties"] = new JsonObject { ["PolicyDocument"] = policy.Value!.DeepClone() } }))),
        };
        return new Granted(asTemplate, place, "any").Policies;
    }
}
