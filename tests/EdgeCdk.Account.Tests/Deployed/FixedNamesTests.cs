using System.Text.Json.Nodes;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Deployed;

/// <summary>The fixed names that the commands look for are those of the templates.</summary>
public sealed class FixedNamesTests
{
    [Theory]
    [InlineData(EdgeFiles.Demo)]
    [InlineData(EdgeFiles.Watched)]
    [InlineData(EdgeFiles.Mirror)]
    public void Roles_log_groups_and_families_are_those_of_the_template(string name)
    {
        using var directory = new TemporaryDirectory();
        var fleet = Fleet.Load(directory.Write($"{name}.yaml", EdgeFiles.Text(name)), Repository.Releases);
        FleetSynthesis.Run(fleet, Path.Combine(directory.Path, "out"), SynthesizedEdges.Known, _ => { });
        var template = JsonNode.Parse(File.ReadAllText(Path.Combine(directory.Path, "out", $"Edge-{name}.template.json")))!;
        var (names, release) = (new EdgeNames(name), Assert.Single(fleet).Release);

        Assert.Equal(Named(template, "AWS::Logs::LogGroup", "LogGroupName"), names.LogGroups(release).Order(StringComparer.Ordinal));
        Assert.Equal(Named(template, "AWS::IAM::Role", "RoleName"), names.Roles(release).Order(StringComparer.Ordinal));
        Assert.Equal(Named(template, "AWS::KMS::Alias", "AliasName"), [names.KeyAlias]);
        Assert.Subset(names.TaskFamilies.ToHashSet(), Named(template, "AWS::ECS::TaskDefinition", "Family").ToHashSet());
    }

    private static IEnumerable<string> Named(JsonNode template, string type, string property) => template["Resources"]!.AsObject()
        .Where(resource => (string?)resource.Value!["Type"] == type && resource.Value["Properties"]?[property] is not null)
        .Select(resource => resource.Value!["Properties"]![property]!.ToString()).Order(StringComparer.Ordinal);
}
