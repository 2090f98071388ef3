using System.Text.Json.Nodes;
using EdgeCdk.Config;
using EdgeCdk.Config.Product;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Portable;

/// <summary>Edges in Service Catalog: deployed as the command says, launched, and offered in another release.</summary>
[Collection(typeof(GroundCollection))]
public sealed class CatalogTests(Ground ground, EmulatedAccount account)
{
    private const string Stack = "edge-portfolio";

    [Fact]
    public void An_edge_is_launched_and_its_version_is_the_same_when_a_release_is_added()
    {
        // The newest release is not there yet.
        var newest = ground.PathOf("releases/16.6.5.yaml");
        File.Move(newest, $"{newest}.later");
        Deploy();
        var before = Versions();
        Assert.Equal(["16.6.4", "16.6.4 retained"], before.Select(version => version.Name));

        var file = ground.WriteEdge("catalog-edges", "launched", Places.Region, "16.6.4");
        var launched = Launch("launched", before[0].Id, Values(file));
        Assert.True((string?)launched["Status"] == "SUCCEEDED", launched.ToJsonString());
        Assert.Contains(":role/edge-portfolio-LaunchRole", (string?)launched["LaunchRoleArn"], StringComparison.Ordinal);

        File.Move($"{newest}.later", newest);
        Deploy();
        var after = Versions();
        Assert.Equal(["16.6.4", "16.6.4 retained", "16.6.5", "16.6.5 retained"], after.Select(version => version.Name));
        Assert.Equal(before, after.Take(2));

        var upgraded = Launch("launched", after[2].Id, Values(ground.WriteEdge("catalog-edges", "launched", Places.Region, "16.6.5")), "update-provisioned-product");
        Assert.True((string?)upgraded["Status"] == "SUCCEEDED", upgraded.ToJsonString());
        Ask("servicecatalog", "terminate-provisioned-product", "--provisioned-product-name", "launched");
        Ask("cloudformation", "delete-stack", "--stack-name", Stack);
        Assert.Empty(account.Emulator.Crashes);
    }

    [Fact]
    public void A_password_that_is_typed_into_the_form_is_refused_before_anything_is_made()
    {
        Deploy();
        var values = Values(ground.WriteEdge("catalog-edges", "typed", Places.Region, "16.6.5")).Where(value => !value.Key.StartsWith("Registry", StringComparison.Ordinal));

        var refused = Launch("typed", Versions()[2].Id, [.. values, new("RegistryUsername", "user"), new("RegistryPassword", "typed")]);

        Assert.Equal("FAILED", (string?)refused["Status"]);
        Assert.Contains("Put user name and password of the registry into a secret", (string?)refused["RecordErrors"]![0]!["Description"], StringComparison.Ordinal);
        Ask("servicecatalog", "terminate-provisioned-product", "--provisioned-product-name", "typed");
        Ask("cloudformation", "delete-stack", "--stack-name", Stack);
    }

    // What the command says that comes next, with the bucket and a user filled in.
    private void Deploy()
    {
        ground.MakeTemplates();
        var written = JsonNode.Parse(ground.Edge("catalog", "--json").Output)!;
        foreach (var line in written["next"]!.AsArray().Select(line => (string)line!))
        {
            var filled = line.Replace("<bucket>", Ground.Bucket, StringComparison.Ordinal).Replace("<role, user or group that may launch edges>", $"arn:aws:iam::{Places.Account}:role/users", StringComparison.Ordinal);
            var result = Command.Run("bash", ["-c", filled], ground.PathOf("."), ground.Environment);
            Assert.True(result.ExitCode == 0, $"{line}\n{result.Output}{result.Error}");
        }
    }

    private List<(string Name, string Id)> Versions()
    {
        var found = Ask("servicecatalog", "list-provisioning-artifacts", "--product-id", Product)["ProvisioningArtifactDetails"]!.AsArray();
        return [.. found.Select(version => ((string)version!["Name"]!, (string)version["Id"]!))];
    }

    private string Product =>
        (string)Ask("cloudformation", "describe-stacks", "--stack-name", Stack)["Stacks"]![0]!["Outputs"]!.AsArray().Single(output => (string?)output!["OutputKey"] == "ProductId")!["OutputValue"]!;

    private JsonNode Launch(string name, string version, IEnumerable<KeyValuePair<string, string>> values, string operation = "provision-product")
    {
        var given = new JsonArray([.. values.Select(value => new JsonObject { ["Key"] = value.Key, ["Value"] = value.Value })]).ToJsonString();
        var record = Ask("servicecatalog", operation, "--product-id", Product, "--provisioning-artifact-id", version, "--provisioned-product-name", name, "--provisioning-parameters", given);
        return Ask("servicecatalog", "describe-record", "--id", (string)record["RecordDetail"]!["RecordId"]!)["RecordDetail"]!;
    }

    private IReadOnlyList<KeyValuePair<string, string>> Values(string file) => ProductValues.Of(Fleet.Load(file, ground.PathOf("releases")).Single());

    private JsonObject Ask(params string[] arguments) => ground.Ask(Places.Region, arguments);
}
