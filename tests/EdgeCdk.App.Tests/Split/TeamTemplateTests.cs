using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Split;

/// <summary>
/// The templates that other teams apply: together with the stack of the edge, they are the stack that creates everything.
/// </summary>
public sealed class TeamTemplateTests(SynthesizedEdges edges)
{
    private static readonly Dictionary<string, DividedEdge> Known = [];

    [Theory]
    [InlineData(EdgeFiles.Watched)]
    [InlineData(EdgeFiles.Full)]
    [InlineData(EdgeFiles.Mirror)]
    public void Each_resource_is_in_one_template(string name)
    {
        var divided = Divided(name);

        Assert.Equal(divided.OfTeams.Count, divided.Parts.Sum(part => part.Count));
        Assert.Empty(divided.OfTeams.Except(edges[name].Resources.Select(resource => resource.LogicalId)));
        Assert.Equal(
            edges[name].Resources.Where(resource => IsOfTeams(resource.Type)).Select(resource => resource.LogicalId).Order(),
            divided.OfTeams.Order());
    }

    [Fact]
    public void What_the_teams_do_not_create_is_what_the_stack_has_where_all_of_theirs_exists()
    {
        var divided = Divided(EdgeFiles.Watched);

        var own = edges.Synthesize(ExistingResources.In(EdgeFiles.Text(EdgeFiles.Watched))).Resources.Select(resource => resource.Path);

        Assert.Equal(
            edges.Watched.Resources.Where(resource => !divided.OfTeams.Contains(resource.LogicalId))
                .Select(resource => resource.Path).Order(),
            own.Order());
    }

    // Everything in a policy of one stack is in that of the teams: as it is, or matched by a pattern that is listed. Nothing else is.
    [Theory]
    [InlineData(EdgeFiles.Watched)]
    [InlineData(EdgeFiles.Full)]
    [InlineData(EdgeFiles.Longest)]
    public void Policies_say_the_same_but_for_the_patterns_that_are_listed(string name)
    {
        var divided = Divided(name);
        var (one, teams) = (Resolved(WithNamesOf(divided.Together, edges[name]), name), Resolved(divided.Together, name));
        var listed = divided.Wider.Select(wider => $"{wider.Holder} {wider.Sid}").ToHashSet();

        var found = new HashSet<string>();
        foreach (var (id, before) in one)
        {
            var after = teams[id];
            Assert.Equal(before.Texts.Count, after.Texts.Count);
            Assert.All(before.Texts.Zip(after.Texts), pair => Assert.True(Matches(pair.Second, pair.First), $"{id}: {pair}"));
            if (!before.Texts.SequenceEqual(after.Texts))
                found.Add($"{before.Role} {before.Sid}");
        }

        Assert.Equal(one.Keys.Order(), teams.Keys.Order());
        Assert.Equal(listed.Order(), found.Order());
    }

    [Fact]
    public void A_pattern_in_a_condition_is_compared_as_a_pattern()
    {
        var identity = Divided(EdgeFiles.Watched).Template("Identity").ToJsonString();

        Assert.Equal(
            Regex.Count(identity, "elasticfilesystem:AccessPointArn"),
            Regex.Count(identity, "\"StringLike\":\\{\"elasticfilesystem:AccessPointArn"));
    }

    [Fact]
    public void Roles_have_the_names_and_the_path_that_the_edge_expects()
    {
        var text = EdgeFiles.Text(EdgeFiles.Watched) + "iam: { roles: existing, rolePath: /teams/ }\n";
        var definition = edges.Definition(text);
        var template = new DividedEdge(definition, edges.Watched).Template("Identity");
        var roles = template["Resources"]!.AsObject().Select(pair => pair.Value!)
            .Where(resource => (string?)resource["Type"] == "AWS::IAM::Role").Select(resource => resource["Properties"]!).ToList();

        Assert.Equal(new EdgeNames(EdgeFiles.Watched).ExistingRoles(definition), roles.Select(role => (string)role["RoleName"]!).Order());
        Assert.All(roles, role => Assert.Equal("/teams/", (string?)role["Path"]));
        Assert.Contains(
            ":role/teams/watched-job-dqc",
            new DividedEdge(definition, edges.Watched).Template("Keys").ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_have_the_tag_by_which_who_deploys_may_use_them() => Assert.All(
        Divided(EdgeFiles.Watched).Template("Keys")["Resources"]!.AsObject().Select(pair => pair.Value!)
            .Where(resource => (string?)resource["Type"] == "AWS::KMS::Key"),
        key => Assert.Contains(
            key["Properties"]!["Tags"]!.AsArray(),
            tag => (string?)tag!["Key"] == EdgeTags.Name && (string?)tag["Value"] == EdgeFiles.Watched));

    // The output is the value of the key in the file: the file is read with it.
    [Fact]
    public void Outputs_are_lines_for_the_edge_file()
    {
        var divided = Divided(EdgeFiles.Watched);
        var file = EdgeFiles.Text(EdgeFiles.Watched)
            .With("  publicSubnetIds:", $"  securityGroups: {Line("Network", id => $"sg-{id:x8}")}\n  publicSubnetIds:")
            + $"kms: {Line("Keys", id => $"arn:aws:kms:eu-central-1:123456789011:key/{new Guid(id, 0, 0, new byte[8])}")}\n";

        var config = edges.Definition(file).Config;

        Assert.NotNull(config.Kms.GeneralKeyArn);
        Assert.NotNull(config.Vpc.SecurityGroups?.TelemetryCollector);
        Assert.Equal(config.Vpc.SecurityGroups.PlaneManager, $"sg-{Number("Network", "PlaneManager"):x8}");

        string Line(string team, Func<int, string> value) => string.Concat(
            divided.Template(team)["Outputs"]!["EdgeFile"]!["Value"]!["Fn::Join"]![1]!.AsArray()
                .Select(part => part is JsonValue ? part.ToString() : value(NumberOf(part!))));
        int Number(string team, string output) => NumberOf(divided.Template(team)["Outputs"]![output]!["Value"]!);
        int NumberOf(JsonNode reference) => divided.OfTeams.ToList().IndexOf((string)reference["Fn::GetAtt"]![0]!);
    }

    [Fact]
    public void Parameters_are_the_keys_and_the_ids_that_are_not_known_before() => Assert.Equal(
        ["DataQualityKeyArn", "FileSystemDriversId", "FileSystemId", "FileSystemOtelId", "GeneralKeyArn"],
        Divided(EdgeFiles.Watched).Parameters.Order());

    private DividedEdge Divided(string name) => Known.TryGetValue(name, out var divided)
        ? divided
        : Known[name] = new(edges.Definition(EdgeFiles.Text(name)), edges[name]);

    private static bool IsOfTeams(string type) =>
        type.StartsWith("AWS::IAM::", StringComparison.Ordinal)
        || type.StartsWith("AWS::KMS::", StringComparison.Ordinal)
        || type.StartsWith("AWS::EC2::SecurityGroup", StringComparison.Ordinal);

    // The names of roles are the only difference that the edge expects.
    private static SynthesizedTemplate WithNamesOf(SynthesizedTemplate teams, SynthesizedTemplate created)
    {
        var json = created.Json.DeepClone().AsObject();
        foreach (var role in teams.OfType("AWS::IAM::Role"))
            json["Resources"]![role.LogicalId]!["Properties"]!["RoleName"] = role.String("RoleName");
        return SynthesizedTemplate.Of(json);
    }

    // The texts of each statement of the roles, in order.
    private Dictionary<string, (string Role, string Sid, IReadOnlyList<string> Texts)> Resolved(SynthesizedTemplate template, string name)
    {
        var stack = edges.Resolve(template, EdgeFiles.Text(name));
        return (
            from resource in template.Resources
            where resource.Type is "AWS::IAM::Role" or "AWS::IAM::Policy"
            let role = resource.Type is "AWS::IAM::Role" ? resource : template.Target(resource["Roles[0]"])!
            from node in Resource.Walk(resource.Properties).OfType<JsonObject>()
            where node.ContainsKey("Sid")
            let sid = (string)node["Sid"]!
            let texts = (IReadOnlyList<string>)[.. Texts(stack, node)]
            select (Key: $"{resource.Path} {sid}", Role: role.String("RoleName")!, sid, Texts: texts)).ToDictionary(
                one => one.Key, one => (one.Role, one.sid, one.Texts));
    }

    private static IEnumerable<string> Texts(ResolvedStack stack, JsonObject statement) =>
        from node in Resource.Walk(stack.Resolve(Plain(statement)))
        where node is JsonValue
        select node.ToString();

    // Both operators compare the same values.
    private static JsonNode Plain(JsonObject statement) =>
        JsonNode.Parse(statement.ToJsonString().Replace("\"StringLike\"", "\"StringEquals\"", StringComparison.Ordinal))!;

    private static bool Matches(string pattern, string text) => pattern == text
        || Regex.IsMatch(text, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$");
}
