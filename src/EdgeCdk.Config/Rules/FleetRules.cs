using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Rules;

/// <summary>What several edges may not share. The second file to claim a thing is told who has it.</summary>
internal static class FleetRules
{
    /// <summary>Reports to each file what an earlier one has already.</summary>
    public static void Apply(IReadOnlyList<ConfigFile<EdgeConfig>> files)
    {
        Unique(files, ["edge.name", "account.accountId"], config => [("edge.name", $"{config.Account.AccountId}/{config.Edge.Name}", config.Edge.Name)],
            "use a name once in an account", "rename one of the edges: roles carry its name, and IAM has no regions");

        const string ownQueue = "use the queues of this edge";
        Unique(files, ["controlPlane.requestQueueArn", "controlPlane.resultReaderQueueArn"],
            config => [("controlPlane.requestQueueArn", config.ControlPlane.RequestQueueArn, config.ControlPlane.RequestQueueArn), ("controlPlane.resultReaderQueueArn", config.ControlPlane.ResultReaderQueueArn, config.ControlPlane.ResultReaderQueueArn)],
            ownQueue, "take both ARNs from the vendor's registration data of this edge");

        Unique(files, ["registry.secretArn"], config => config.Registry.SecretArn is { } secret ? [("registry.secretArn", secret, secret)] : [],
            "use credentials of this edge: a set belongs to one", "put this edge's own credentials into a secret of their own");

        Unique(files, ["vpc.vpcId", "vpc.endpoints", "vpc.additionalEndpoints"], config => CreatedEndpoints(config.Vpc).Select(made => (made.Key, $"{config.Vpc.VpcId}/{made.Service}", made.Value)),
            "use an endpoint of a VPC that one edge creates", "set it to existing here, or leave it out: AWS allows one with private DNS in a VPC");
    }

    private static void Unique(
        IEnumerable<ConfigFile<EdgeConfig>> files, string[] keys, Func<EdgeConfig, IEnumerable<(string Key, string Identity, string Value)>> claims, string allowed, string remedy)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.IsSound(keys)))
        {
            foreach (var (key, identity, value) in claims(file.Value!))
            {
                if (!owners.TryAdd(identity, file.Path) && owners[identity] != file.Path)
                    file.Report(new Problem(key, $"is \"{value}\", as in {owners[identity]}", allowed, remedy) { Value = value });
            }
        }
    }

    private static IEnumerable<(string Key, string Service, string Value)> CreatedEndpoints(VpcSection vpc) =>
        new (string Name, string Service, EndpointMode Mode)[]
        {
            ("s3", "s3", vpc.Endpoints.S3), ("kms", "kms", vpc.Endpoints.Kms), ("secretsManager", "secretsmanager", vpc.Endpoints.SecretsManager), ("sqs", "sqs", vpc.Endpoints.Sqs),
        }
        .Where(endpoint => endpoint.Mode is EndpointMode.Create)
        .Select(endpoint => ($"vpc.endpoints.{endpoint.Name}", endpoint.Service, "create"))
        .Concat(vpc.AdditionalEndpoints.Select((service, index) => ($"vpc.additionalEndpoints[{index}]", service, service)));
}
