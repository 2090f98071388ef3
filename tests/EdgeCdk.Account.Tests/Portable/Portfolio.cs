using System.Text.Json.Nodes;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Portable;

/// <summary>
/// A portfolio as an administrator deploys it, with one release and then with two, and what users launch from it: step by step, each once.
/// </summary>
public sealed class Portfolio
{
    private const string Stack = "edge-portfolio";
    private readonly Ground _ground;

    public Portfolio(Ground ground)
    {
        _ground = ground;
        var newest = ground.PathOf("releases/16.6.5.yaml");
        File.Move(newest, $"{newest}.later");
        Deploy();
        WithOneRelease = Versions();
        Launched = Launch("launched", WithOneRelease[0].Id, Values("launched", "16.6.4"));

        File.Move($"{newest}.later", newest);
        Deploy();
        WithTwoReleases = Versions();
        Upgraded = Launch("launched", WithTwoReleases[2].Id, Values("launched", "16.6.5"), "update-provisioned-product");

        var others = Values("typed", "16.6.5").Where(value => !value.Key.StartsWith("Registry", StringComparison.Ordinal));
        Typed = Launch("typed", WithTwoReleases[2].Id, [.. others, new("RegistryUsername", "user"), new("RegistryPassword", "typed")]);
        Terminated = Terminate("launched");
        Terminate("typed");
        Ask("cloudformation", "delete-stack", "--stack-name", Stack);
    }

    /// <summary>Names and ids of the product's versions.</summary>
    public IReadOnlyList<(string Name, string Id)> WithOneRelease { get; }

    /// <summary>The same after the second release.</summary>
    public IReadOnlyList<(string Name, string Id)> WithTwoReleases { get; }

    /// <summary>What Service Catalog recorded of the launch of an edge.</summary>
    public JsonNode Launched { get; }

    /// <summary>Of its update to the second release.</summary>
    public JsonNode Upgraded { get; }

    /// <summary>Of its end.</summary>
    public JsonNode Terminated { get; }

    /// <summary>Of the launch of another, with a password in the form.</summary>
    public JsonNode Typed { get; }

    // What the command says that comes next, with the bucket and a user filled in.
    private void Deploy()
    {
        _ground.MakeTemplates();
        foreach (var line in JsonNode.Parse(_ground.Edge("catalog", "--json").Output)!["next"]!.AsArray().Select(line => (string)line!))
        {
            const string User = "<role, user or group that may launch edges>";
            const string Boundary = "<boundary that every role of an edge must have, or none>";
            var filled = line
                .Replace("<bucket>", Ground.Bucket, StringComparison.Ordinal)
                .Replace(Boundary, "none", StringComparison.Ordinal)
                .Replace(User, $"arn:aws:iam::{Places.Account}:role/users", StringComparison.Ordinal);
            var result = ChildProcess.Run("bash", ["-c", filled], _ground.PathOf("."), _ground.Environment);
            if (result.ExitCode == 0)
                continue;
            var events = Ask("cloudformation", "describe-stack-events", "--stack-name", Stack);
            throw new InvalidOperationException($"{line}\n{result.Output}{result.Error}{events}");
        }
    }

    private List<(string Name, string Id)> Versions() =>
        [.. Ask("servicecatalog", "list-provisioning-artifacts", "--product-id", Product)["ProvisioningArtifactDetails"]!.AsArray()
            .Select(version => ((string)version!["Name"]!, (string)version["Id"]!))];

    private string Product =>
        (string)Ask("cloudformation", "describe-stacks", "--stack-name", Stack)["Stacks"]![0]!["Outputs"]!.AsArray()
            .Single(output => (string?)output!["OutputKey"] == "ProductId")!["OutputValue"]!;

    private JsonNode Launch(
        string name, string version, IEnumerable<KeyValuePair<string, string>> values, string operation = "provision-product")
    {
        var pairs = values.Select(value => new JsonObject { ["Key"] = value.Key, ["Value"] = value.Value });
        var given = new JsonArray([.. pairs]).ToJsonString();
        return Record(
            operation,
            "--product-id", Product,
            "--provisioning-artifact-id", version,
            "--provisioned-product-name", name,
            "--provisioning-parameters", given);
    }

    private JsonNode Terminate(string name) => Record("terminate-provisioned-product", "--provisioned-product-name", name);

    private JsonNode Record(params string[] operation)
    {
        var id = (string)Ask(["servicecatalog", .. operation])["RecordDetail"]!["RecordId"]!;
        return Ask("servicecatalog", "describe-record", "--id", id)["RecordDetail"]!;
    }

    private IReadOnlyList<KeyValuePair<string, string>> Values(string edge, string release)
    {
        var file = _ground.WriteEdge("catalog-edges", edge, Places.Region, release);
        return PortableValues.Of(Fleet.Load(file, _ground.PathOf("releases"), edge).Single());
    }

    private JsonObject Ask(params string[] arguments) => _ground.Ask(Places.Region, arguments);
}
