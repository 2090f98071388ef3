using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Rules;

/// <summary>What several edges may not share. The second file with the same value gets a problem that names the first.</summary>
internal static class FleetRules
{
    private const string OneCreator = "one edge of a VPC to create an endpoint";
    private const string SameVpc = " for the same VPC";

    /// <summary>What a file claims for its edge: the key that says so, what it stands for, and the value.</summary>
    private sealed record Claim(string Key, string Identity, string Value);

    /// <summary>Reports to each file what an earlier one has already.</summary>
    public static void Apply(IReadOnlyList<ConfigFile<EdgeConfig>> files)
    {
        CheckSharedEndpoints(files);
        Unique(
            files, ["edge.name"], config => [new("edge.name", config.Edge.Name, config.Edge.Name)],
            "each name once", "rename one of the edges: its stack and its roles carry the name");
        Unique(
            files, [.. FunctionTraitsAttribute.All.Select(function => function.QueueArnKey)], Queues,
            "queues of this edge alone", "take both ARNs from the vendor's registration data of this edge");
        Unique(
            files, ["registry.secretArn"],
            config => config.Registry.SecretArn is { } secret ? [new("registry.secretArn", secret, secret)] : [],
            "credentials of this edge alone", "make a secret with the credentials that the vendor gave for this edge");
        Unique(
            files, ["kms.dataQualityKeyArn"],
            config => config.Kms.DataQualityKeyArn is { } key ? [new("kms.dataQualityKeyArn", key, key)] : [],
            "a key of this edge alone", "create another key: with a shared one, each edge could decrypt the results of the other");
        Unique(
            files, [WorkloadGroup.Block], Groups,
            "a group of this edge alone", "create another group: what it allows would be allowed for both edges");
        Unique(
            files, ["vpc.vpcId", "vpc.endpoints"], config => Endpoints(config.Vpc),
            OneCreator, "set it to existing in one of the files", SameVpc);
        Unique(
            files, ["vpc.vpcId", "vpc.additionalEndpoints"], config => AdditionalEndpoints(config.Vpc),
            OneCreator, "leave it out of one of the files", SameVpc);
    }

    // The policies of one edge deny the roles of another.
    private static void CheckSharedEndpoints(IReadOnlyList<ConfigFile<EdgeConfig>> files)
    {
        var sound = files.Where(file => file.IsSound("account.region", "vpc.vpcId", "vpc.endpointPolicies.enabled")).ToList();
        foreach (var file in sound.Where(file => file.Value!.Vpc.EndpointPolicies.Enabled))
        {
            foreach (var other in sound.Where(other => other != file && VpcOf(other) == VpcOf(file)))
            {
                file.Report(Problem.Is(
                    "vpc.endpointPolicies.enabled", true, "a VPC of its own for an edge with endpoint policies",
                    "remove it, or use another VPC for one of the two edges",
                    $", but {other.Path} has the same VPC, whose endpoints would deny it"));
            }
        }
    }

    private static (string Region, string Vpc) VpcOf(ConfigFile<EdgeConfig> file) =>
        (file.Value!.Account.Region, file.Value.Vpc.VpcId);

    private static void Unique(
        IEnumerable<ConfigFile<EdgeConfig>> files, string[] keys, Func<EdgeConfig, IEnumerable<Claim>> claims,
        string allowed, string remedy, string shared = "")
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.IsSound(keys)))
        {
            foreach (var claim in claims(file.Value!))
            {
                if (!owners.TryAdd(claim.Identity, file.Path) && owners[claim.Identity] != file.Path)
                    file.Report(Problem.Is(claim.Key, claim.Value, allowed, remedy, $", as in {owners[claim.Identity]}{shared}"));
            }
        }
    }

    private static IEnumerable<Claim> Queues(EdgeConfig config) =>
        from function in FunctionTraitsAttribute.All
        let arn = function.QueueArnIn(config.ControlPlane)
        where arn is not null
        select new Claim(function.QueueArnKey, arn, arn);

    private static IEnumerable<Claim> Groups(EdgeConfig config) =>
        from one in config.Vpc.SecurityGroups is null ? [] : WorkloadGroup.All
        let id = one.Id(config.Vpc.SecurityGroups!)
        where id is not null
        select new Claim(one.Key, id, id);

    private static IEnumerable<Claim> Endpoints(VpcSection vpc) =>
        from endpoint in new (string Name, ResourceMode Mode)[]
        {
            ("s3", vpc.Endpoints.S3),
            ("kms", vpc.Endpoints.Kms),
            ("secretsManager", vpc.Endpoints.SecretsManager),
            ("sqs", vpc.Endpoints.Sqs),
        }
        where endpoint.Mode is ResourceMode.Create
        select new Claim($"vpc.endpoints.{endpoint.Name}", $"{vpc.VpcId}/{endpoint.Name}", "create");

    private static IEnumerable<Claim> AdditionalEndpoints(VpcSection vpc) =>
        from endpoint in vpc.AdditionalEndpoints.Index()
        select new Claim($"vpc.additionalEndpoints[{endpoint.Index}]", $"{vpc.VpcId}/{endpoint.Item}", endpoint.Item);
}
