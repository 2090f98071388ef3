using System.Text.Json.Nodes;
using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>Edges of Terraform become stacks, by the files of their plans.</summary>
public sealed class TakeoverTests(TakeoverStory story) : InTurn(0), IClassFixture<TakeoverStory>
{
    [Fact]
    public void In_place_an_edge_can_stop_after_every_step_and_go_back_with_all_it_had()
    {
        var edge = new Rehearsal(story, "names of the stack", TakeoverStory.Stopped);
        Succeeded(edge.Plan());
        var kept = Kept(edge);
        Assert.Contains(edge.Terraform["file system"], kept);
        var roles = RoleIds(edge);

        // An import that fails, and the way back from one that does not.
        story.Emulator.Fail("Edge-stopped", "import", "Jobs");
        Assert.Equal("IMPORT_ROLLBACK_COMPLETE", edge.Import());
        story.Emulator.FailNothing();
        edge.DeleteStack();
        Unchanged(edge.Before, edge.Now());
        ForgotAndRemembered(edge);
        Succeeded(edge.Forget());
        Assert.Equal("IMPORT_COMPLETE", edge.Import());
        Assert.Equal(edge.View!.Resources.Values.Select(resource => resource.PhysicalId).Order(), Imported(edge));
        Unchanged(edge.Before, edge.Now());
        edge.DeleteStack();
        Unchanged(edge.Before, edge.Now());
        Assert.Equal("IMPORT_COMPLETE", edge.Import());

        // Terraform destroys the rest.
        Gone(edge, edge.DestroyRest());
        var rest = edge.Now();
        Assert.All(kept, id => Assert.Contains(rest.Things, thing => thing.EndsWith($" {id}", StringComparison.Ordinal)));

        // A deployment that fails, and the way back from one that does not.
        story.Emulator.Fail("Edge-stopped", "create", "JobCluster");
        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", edge.Deploy());
        story.Emulator.FailNothing();
        Unchanged(rest, edge.Now());
        Assert.Equal("UPDATE_COMPLETE", edge.Deploy());
        Arrived(edge, kept);
        Assert.Equal(roles, RoleIds(edge));
        var files = edge.Files();
        Succeeded(edge.Plan());
        Assert.Equal(files, edge.Files());
        Assert.Equal("UPDATE_COMPLETE", edge.Return());
        DeleteRetained(edge, edge.Now().Except(rest));
        Unchanged(rest, edge.Now());
        edge.DeleteStack();
        Unchanged(rest, edge.Now());
    }

    [Fact]
    public void In_place_an_edge_with_other_names_tags_and_keys_arrives_with_all_it_had()
    {
        var edge = new Rehearsal(story, "other tags and keys", TakeoverStory.Keyed);
        Succeeded(edge.Plan());
        var kept = Kept(edge);

        Succeeded(edge.Forget());
        Assert.Equal("IMPORT_COMPLETE", edge.Import());
        var destroyed = edge.DestroyRest();
        Assert.Equal("UPDATE_COMPLETE", edge.Deploy());
        Succeeded(edge.Finish());
        Succeeded(edge.Finish());

        Arrived(edge, kept);
        Gone(
            edge,
            [
                .. destroyed, $"security group {edge.Terraform["endpoint group"]}", $"security group {edge.Terraform["file system group"]}",
            ]);
    }

    [Theory]
    [InlineData("missing parts", TakeoverStory.Missing)]
    [InlineData("newer module", TakeoverStory.Newer)]
    public void An_import_of_any_shape_changes_nothing_and_can_be_taken_back(string shape, string name)
    {
        var edge = new Rehearsal(story, shape, name, hasWorkloads: false);
        story.Directory.Write($"takeover/{name}/map.json", """{ "module.edge.aws_appconfig_application.settings": "leave" }""");
        Succeeded(edge.Plan());

        var status = edge.Import();

        Assert.Equal("IMPORT_COMPLETE", status);
        Assert.Equal(edge.View!.Resources.Values.Select(resource => resource.PhysicalId).Order(), Imported(edge));
        Assert.Empty(edge.Drift());
        Unchanged(edge.Before, edge.Now());
        edge.DeleteStack();
        Unchanged(edge.Before, edge.Now());
    }

    [Fact]
    public void Beside_the_second_edge_works_on_when_the_first_is_destroyed_without_what_it_needs()
    {
        var edge = new Rehearsal(story, "other names", TakeoverStory.Old, TakeoverStory.Second);
        Succeeded(edge.Plan(
            "--way", "beside",
            "--set", $"controlPlane.edgeAccessRoleArn=arn:aws:iam::{Places.VendorAccount}:role/edge-access-second",
            "--set", $"controlPlane.requestQueueArn=arn:aws:sqs:{Places.Region}:{Places.VendorAccount}:second-requests",
            "--set", $"controlPlane.resultReaderQueueArn=arn:aws:sqs:{Places.Region}:{Places.VendorAccount}:second-results"));
        var kept = Kept(edge);
        var source = new DataSource(story, edge.Terraform["workload group"]);

        // A second edge that cannot be created leaves nothing but keys that wait for their deletion.
        var before = edge.Now();
        story.Emulator.Fail("Edge-second", "create", "GeneralKey");
        Assert.Equal("ROLLBACK_COMPLETE", edge.Create());
        story.Emulator.FailNothing();
        edge.DeleteStack();
        var after = edge.Now();
        Assert.Empty(before.Except(after));
        Assert.All(after.Except(before), thing => Assert.StartsWith("key pending deletion", thing, StringComparison.Ordinal));

        Assert.Equal("CREATE_COMPLETE", edge.Create());
        // Nothing of the first edge was touched.
        Assert.Empty(edge.Before.Except(edge.Now()));
        var both = edge.View!;
        Assert.Equal(["Enabled ataccama-old-edge-metadata-browsing"], Readers($"{TakeoverStory.Old}-requests"));
        Assert.StartsWith("Enabled Edge-second-MetadataBrowsing", Assert.Single(Readers($"{TakeoverStory.Second}-requests")));
        // Groups of the data source and, for its jobs, of the old file system.
        Assert.Equal(((string[])[source.Group, edge.Terraform["file system group"]]).Order(), edge.GroupsThatNameDestroyed());
        var groups = both.Resources.Values.Where(resource => resource.Type == "AWS::EC2::SecurityGroup")
            .Select(resource => resource.PhysicalId).ToList();
        source.Allow(groups);
        ForgotAndRemembered(edge);
        Succeeded(edge.Forget());
        source.Revoke(edge.Terraform["workload group"]);
        Gone(edge, edge.DestroyRest());

        Assert.Equal(groups.Order(), source.Allowed);
        Assert.Single(Readers($"{TakeoverStory.Second}-requests"));
        Assert.Empty(Readers($"{TakeoverStory.Old}-requests"));
        var now = edge.Now();
        Assert.All(kept, id => Assert.Contains(now.Things, thing => thing.EndsWith($" {id}", StringComparison.Ordinal)));
        Assert.Equal(
            ["dq_encryption key", "endpoint group", "endpoint kms", "endpoint s3", "endpoint secretsmanager", "endpoint sqs"],
            ((string[])["dq_encryption key", "general key", "file system", "endpoint group", "endpoint kms", "endpoint s3",
                "endpoint secretsmanager", "endpoint sqs", "file system group"])
                .Where(what => now.Things.Any(thing => thing.EndsWith($" {edge.Terraform[what]}", StringComparison.Ordinal)
                    && !thing.StartsWith("key pending", StringComparison.Ordinal)
                    && !thing.StartsWith("network", StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal));
        Assert.Equal(both.Resources.Values, edge.View!.Resources.Values);
        Assert.Empty(edge.Drift());
    }

    private void Arrived(Rehearsal edge, IReadOnlyList<string> kept)
    {
        Assert.Equal("UPDATE_COMPLETE", edge.View!.Status);
        var physical = edge.View.Resources.Values.Select(resource => resource.PhysicalId).ToHashSet();
        Assert.Subset(physical, Imported(edge).ToHashSet());
        Assert.All(kept, id => Assert.Contains(id, physical));
        Assert.Empty(edge.Drift());
        Assert.All(Imported(edge).Where(IsRole(edge)), role => Assert.Equal(InTemplate(edge, role), InAccount(role)));
        Assert.Equal(
            edge.Template["Resources"]!.AsObject().Select(resource => resource.Key).Order(), edge.View.Resources.Keys.Order());
    }

    // What inventory.json says must be there before and after.
    private static IReadOnlyList<string> Kept(Rehearsal edge) =>
        [.. JsonNode.Parse(edge.Read("inventory.json"))!.AsObject().Select(item => $"{item.Value}")];

    private static IEnumerable<string> Imported(Rehearsal edge) => JsonNode.Parse(edge.Read("resources-to-import.json"))!.AsArray()
        .Select(item => $"{item!["ResourceIdentifier"]!.AsObject().Single().Value}").Order();

    private static Func<string, bool> IsRole(Rehearsal edge) => id => edge.Terraform.Edge.Roles.Any(role => role.Name == id);

    // CloudFormation looks for no policies that it does not know: whatever Terraform gave a role must be gone.
    private static string InTemplate(Rehearsal edge, string role)
    {
        var resources = edge.Template["Resources"]!.AsObject();
        var (id, own) = resources.Single(item => $"{item.Value!["Properties"]?["RoleName"]}" == role);
        var policies = (own!["Properties"]!["Policies"]?.AsArray() ?? []).Select(policy => $"{policy!["PolicyName"]}")
            .Concat(resources.Where(item => $"{item.Value!["Type"]}" == "AWS::IAM::Policy"
                    && item.Value!["Properties"]!["Roles"]!.AsArray().Any(of => $"{of!["Ref"]}" == id))
                .Select(item => $"{item.Value!["Properties"]!["PolicyName"]}"));
        return $"{role}: {string.Join(", ", policies.Order())}; {own["Properties"]!["ManagedPolicyArns"]}";
    }

    private string InAccount(string role)
    {
        var own = story.Aws.Call("iam", "list_role_policies", "RoleName", role)["PolicyNames"]!.AsArray().Select(name => $"{name}");
        var attached = story.Aws.Call("iam", "list_attached_role_policies", "RoleName", role)["AttachedPolicies"]!.AsArray()
            .Select(policy => $"{policy!["PolicyArn"]}");
        return $"{role}: {string.Join(", ", own.Order())}; {string.Join(", ", attached)}";
    }

    private Dictionary<string, string> RoleIds(Rehearsal edge) => Imported(edge).Where(IsRole(edge))
        .ToDictionary(name => name, name => $"{story.Aws.Call("iam", "get_role", "RoleName", name)["Role"]!["RoleId"]}");

    // Exactly those that the plan says stay.
    private void DeleteRetained(Rehearsal edge, IReadOnlyList<string> left)
    {
        var loop = edge.Read("plan.md").Split('\n').Single(line => line.StartsWith("for group in ", StringComparison.Ordinal));
        var groups = loop["for group in ".Length..].Replace("; do", "", StringComparison.Ordinal).Split(' ');
        Assert.Equal(left, groups.Select(name => $"log group {name}"));
        foreach (var name in groups)
            story.Aws.Call("logs", "delete_log_group", "logGroupName", name);
    }

    // What Terraform has destroyed by its state, and nothing else. Network interfaces go with what they belong to.
    private static void Gone(Rehearsal edge, IReadOnlyList<string> expected) => Assert.Equal(
        expected.Order(StringComparer.Ordinal),
        edge.Before.Except(edge.Now()).Where(thing => !thing.StartsWith("network interface", StringComparison.Ordinal)));

    private static void ForgotAndRemembered(Rehearsal edge)
    {
        var all = edge.Terraform.Addresses;
        Succeeded(edge.Forget());
        Assert.NotEqual(all, edge.Terraform.Addresses);
        Succeeded(edge.Forget());
        Succeeded(edge.Remember());
        Assert.Equal(all, edge.Terraform.Addresses);
    }

    // The mappings from a queue of the vendor: state and function.
    private IEnumerable<string> Readers(string queue) =>
        story.Aws.Call("lambda", "list_event_source_mappings")["EventSourceMappings"]!.AsArray()
            .Where(mapping => $"{mapping!["EventSourceArn"]}".EndsWith($":{queue}", StringComparison.Ordinal))
            .Select(mapping => $"{mapping!["State"]} {$"{mapping["FunctionArn"]}".Split("function:")[^1].Split(':')[0]}");

    private static void Unchanged(Inventory before, Inventory after)
    {
        Assert.Empty(before.Except(after));
        Assert.Empty(after.Except(before));
    }

    private static void Succeeded(CommandResult result) => Assert.True(result.ExitCode == 0, result.Output + result.Error);
}
