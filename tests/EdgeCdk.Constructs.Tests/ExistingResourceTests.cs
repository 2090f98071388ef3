using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests;

/// <summary>
/// Roles, security groups and keys that the stack does not create: the template is the same without them, and names what exists in
/// every place where it referenced them.
/// </summary>
public sealed partial class ExistingResourceTests(SynthesizedEdges edges)
{
    private const string Edge = EdgeFiles.Watched;

    private static readonly string[] RoleTypes = ["AWS::IAM::Role", "AWS::IAM::Policy"];
    private static readonly string[] KeyTypes = ["AWS::KMS::Key", "AWS::KMS::Alias"];

    private static readonly string[] GroupTypes =
        ["AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress"];

    /// <summary>What stands in place of references: the end of the name of a role, or the key of a group, by construct path.</summary>
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["PlaneManager/Task/TaskRole/Role"] = "plane-manager",
        ["PlaneManager/Task/ExecutionRole/Role"] = "plane-manager-execution",
        ["ConnectorsRollout/Task/TaskRole/Role"] = "connectors-rollout",
        ["ConnectorsRollout/Task/ExecutionRole/Role"] = "connectors-rollout-execution",
        ["Observability/Task/TaskRole/Role"] = "observability",
        ["Observability/Task/ExecutionRole/Role"] = "observability-execution",
        ["Jobs/Dqc/TaskRole/Role"] = "job-dqc",
        ["Jobs/Dqc/ExecutionRole/Role"] = "job-dqc-execution",
        ["Jobs/AnomalyDetection/TaskRole/Role"] = "job-anomaly-detection",
        ["Jobs/AnomalyDetection/ExecutionRole/Role"] = "job-anomaly-detection-execution",
        ["Jobs/AnomalyDetectionAuxiliary/TaskRole/Role"] = "job-anomaly-detection-auxiliary",
        ["Jobs/AnomalyDetectionAuxiliary/ExecutionRole/Role"] = "job-anomaly-detection-auxiliary-execution",
        ["Jobs/MetadataImport/TaskRole/Role"] = "job-metadata-import",
        ["Jobs/MetadataImport/ExecutionRole/Role"] = "job-metadata-import-execution",
        ["Jobs/SnowflakePushdown/TaskRole/Role"] = "job-snowflake-pushdown",
        ["Jobs/SnowflakePushdown/ExecutionRole/Role"] = "job-snowflake-pushdown-execution",
        ["Jobs/CreateTable/TaskRole/Role"] = "job-create-table",
        ["Jobs/CreateTable/ExecutionRole/Role"] = "job-create-table-execution",
        ["MetadataBrowsing/Function/Role/Role"] = "metadata-browsing",
        ["DqResultsReader/Function/Role/Role"] = "dq-results-reader",
        ["DeploymentSupport/Function/Role/Role"] = "deployment-support",
        ["Cleanup/Function/Role/Role"] = "cleanup",
        ["CleanupSchedule/Role/Role"] = "cleanup-schedule",
        ["ImageUpdate/Role/Role"] = "image-update",
    };

    private static readonly Dictionary<string, string> Groups = new()
    {
        ["PlaneManager/Network/SecurityGroup"] = "planeManager",
        ["Jobs/Network/SecurityGroup"] = "jobs",
        ["ConnectorsRollout/Network/SecurityGroup"] = "connectorsRollout",
        ["MetadataBrowsing/Function/Network/SecurityGroup"] = "metadataBrowsing",
        ["DqResultsReader/Function/Network/SecurityGroup"] = "dqResultsReader",
        ["Cleanup/Function/Network/SecurityGroup"] = "cleanup",
        ["DeploymentSupport/Function/Network/SecurityGroup"] = "deploymentSupport",
        ["FileSystem/SecurityGroup"] = "fileSystem",
        ["Endpoints/SecurityGroup"] = "endpoints",
        ["Observability/Otlp/SecurityGroup"] = "telemetryLoadBalancer",
        ["Observability/Otlp/TargetSecurityGroup"] = "telemetryCollector",
    };

    [Theory]
    [InlineData("", true, true, true)]
    [InlineData("", true, false, false)]
    [InlineData("", false, true, true)]
    [InlineData("functions: { ownFunctionsInVpc: true }", true, true, true)]
    [InlineData("functions: { ownFunctionsInVpc: true }", false, true, false)]
    public void A_template_with_existing_parts_is_the_same_without_them(string lines, bool roles, bool groups, bool keys)
    {
        var file = $"{EdgeFiles.Text(Edge)}{lines}\n";
        var existing = edges.Synthesize(ExistingResources.In(file, roles, groups, keys));

        var expected = Expected(edges.Synthesize(file), roles, groups, keys);

        Assert.Equal(Lines(expected), Lines(Normal(existing)));
    }

    [Fact]
    public void Nothing_of_what_exists_is_in_the_template()
    {
        var existing = edges.Synthesize(ExistingResources.In(EdgeFiles.Text(Edge)));

        Assert.DoesNotContain(existing.Resources, resource => RoleTypes.Concat(KeyTypes).Concat(GroupTypes).Contains(resource.Type));
    }

    [Fact]
    public void The_names_of_existing_roles_are_those_that_the_template_uses()
    {
        var file = ExistingResources.In(EdgeFiles.Text(Edge));

        var used = RoleArn().Matches(edges.Synthesize(file).Text).Select(match => match.Groups["name"].Value).Distinct();

        Assert.Equal(new EdgeNames(Edge).ExistingRoles(edges.Definition(file)), used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_for_other_teams_names_every_role()
    {
        var definition = edges.Definition(ExistingResources.In(EdgeFiles.Text(Edge)));
        var jobs = definition.Release.Jobs.Keys.Select(job => Config.Yaml.Names.Value(job)).ToList();
        var table = Page().Split("<!-- roles -->")[1].Split("<!-- end of roles -->")[0];

        var named = NameInPage().Matches(table).Select(match => match.Groups["name"].Value).Where(name => name != "job-dqc")
            .SelectMany(name => jobs.Select(job => name.Replace("<job>", job, StringComparison.Ordinal))).Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(new EdgeNames(Edge).ExistingRoles(definition), named.Select(name => $"{Edge}-{name}"));
    }

    [Fact]
    public void The_page_for_other_teams_has_the_policy_of_the_general_key()
    {
        var text = Page().Split("```json\n")[^1].Split("```")[0].Replace("acme-prod", EdgeFiles.Demo, StringComparison.Ordinal)
            .Replace("123456789012", "123456789011", StringComparison.Ordinal);

        Assert.True(JsonNode.DeepEquals(
            Sorted(JsonNode.Parse(text)), Sorted(edges.Demo.At("GeneralKey/Key")["KeyPolicy.Statement"])));

        static JsonNode? Sorted(JsonNode? node) => node switch
        {
            JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
            JsonArray list => new JsonArray([.. list.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
    }

    [Fact]
    public void No_role_of_one_edge_can_have_the_name_of_a_role_of_another()
    {
        var suffixes = new EdgeNames("").ExistingRoles(edges.Definition(ExistingResources.In(EdgeFiles.Text(Edge))));

        Assert.All(
            suffixes,
            suffix => Assert.DoesNotContain(suffixes, other => other != suffix && other.EndsWith(suffix, StringComparison.Ordinal)));
    }

    private static string Page() => File.ReadAllText(Repository.Path("docs", "other-teams.md"));

    // The template of an edge that creates all of it, after what exists has taken the place of its own.
    private static JsonObject Expected(SynthesizedTemplate created, bool roles, bool groups, bool keys)
    {
        string[] left = [.. roles ? RoleTypes : [], .. groups ? GroupTypes : [], .. keys ? KeyTypes : []];
        var gone = created.Resources.Where(resource => left.Contains(resource.Type)).ToDictionary(resource => resource.LogicalId);
        // The policy of the key names roles as text.
        var path = roles ? ExistingResources.RolePath : "/";
        var text = created.Text.Replace($":role/{Edge}-", $":role{path}{Edge}-", StringComparison.Ordinal);
        var template = Normal(SynthesizedTemplate.Parse(text));
        foreach (var (id, resource) in template["Resources"]!.AsObject().ToList())
        {
            if (left.Contains((string?)resource!["Type"]))
            {
                template["Resources"]!.AsObject().Remove(id);
                continue;
            }

            // What a group waited for, those wait for that have the group.
            var one = new Resource(id, resource.AsObject());
            var inherited = one.References.Where(other => gone.GetValueOrDefault(other)?.Type == "AWS::EC2::SecurityGroup")
                .SelectMany(group => gone[group].DependsOn);
            Wait(resource.AsObject(), [.. one.DependsOn.Concat(inherited).Distinct().Where(other => !gone.ContainsKey(other))]);
        }

        return Substituted(template, reference => gone.TryGetValue(reference, out var one) ? one : null)!.AsObject();
    }

    private static JsonNode? Substituted(JsonNode? node, Func<string, Resource?> find)
    {
        if (node is JsonObject map && Resource.TargetOf(map) is { } id && find(id) is { } target)
            return InPlaceOf(target, map.ContainsKey("Ref"));
        return node switch
        {
            JsonObject join when join["Fn::Join"]?[1] is JsonArray parts && (string?)join["Fn::Join"]![0] == "" =>
                Joined(parts.Select(part => Substituted(part, find)!)),
            JsonObject block => new JsonObject(block.Select(pair => KeyValuePair.Create(pair.Key, Substituted(pair.Value, find)))),
            JsonArray list => new JsonArray([.. list.Select(item => Substituted(item, find))]),
            _ => node?.DeepClone(),
        };
    }

    private static string InPlaceOf(Resource target, bool isName) => target.Type switch
    {
        "AWS::IAM::Role" when isName => $"{Edge}-{Roles[target.Path]}",
        "AWS::IAM::Role" => $"arn:aws:iam::123456789011:role{ExistingResources.RolePath}{Edge}-{Roles[target.Path]}",
        "AWS::EC2::SecurityGroup" => ExistingResources.Groups[Groups[target.Path]],
        "AWS::KMS::Key" when target.Path.StartsWith("General", StringComparison.Ordinal) => ExistingResources.GeneralKeyArn,
        "AWS::KMS::Key" => ExistingResources.DataQualityKeyArn,
        _ => throw new ArgumentException($"nothing stands for {target.Path}", nameof(target)),
    };

    // Texts that stand beside each other are one.
    private static JsonNode Joined(IEnumerable<JsonNode> parts)
    {
        var joined = new List<JsonNode>();
        foreach (var part in parts)
        {
            if (part is JsonValue && joined.LastOrDefault() is JsonValue last)
                joined[^1] = (string)last! + (string)part!;
            else
                joined.Add(part);
        }

        return joined is [JsonValue only] ? only : new JsonObject { ["Fn::Join"] = new JsonArray("", new JsonArray([.. joined])) };
    }

    // Resources by path. A version is named after the hash of all that it is made from, where a reference is not its value.
    private static JsonObject Normal(SynthesizedTemplate template)
    {
        var versions = template.OfType("AWS::Lambda::Version");
        var text = versions.Aggregate(
            template.Text, (text, version) => text.Replace(version.LogicalId, version.Path, StringComparison.Ordinal));
        var json = JsonNode.Parse(Hash().Replace(text, "(hash)"))!.AsObject();
        var resources = json["Resources"]!.AsObject().Select(pair => (pair.Key, Value: pair.Value!.DeepClone().AsObject())).ToList();
        foreach (var (id, resource) in resources)
            Wait(resource, new Resource(id, resource).DependsOn);

        json["Resources"] = new JsonObject(resources.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        return Substituted(json, _ => null)!.AsObject();
    }

    private static void Wait(JsonObject resource, IReadOnlyList<string> others)
    {
        resource.Remove("DependsOn");
        if (others.Count > 0)
            resource["DependsOn"] = new JsonArray([.. others.Order(StringComparer.Ordinal).Select(other => (JsonNode)other)]);
    }

    private static string[] Lines(JsonObject template) =>
        [.. template.SelectMany(section => section.Value is JsonObject block
            ? block.Select(pair => $"{section.Key} {pair.Key}: {pair.Value?.ToJsonString()}")
            : [$"{section.Key}: {section.Value?.ToJsonString()}"]).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\([0-9a-f]{12}\)")]
    private static partial Regex Hash();

    [GeneratedRegex("`acme-prod-(?<name>[a-z<>-]+)`")]
    private static partial Regex NameInPage();

    [GeneratedRegex($"role{ExistingResources.RolePath}(?<name>[a-z-]+)")]
    private static partial Regex RoleArn();
}
