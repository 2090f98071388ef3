using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.CDK;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Config;
using EdgeCdk.Config.Validation;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Library;

/// <summary>An edge in an application of somebody else: as a stack with any name, and as a part of another stack.</summary>
public sealed partial class EdgeTests(SynthesizedEdges edges)
{
    private EdgeDefinition Demo => edges.Definition(EdgeFiles.Text(EdgeFiles.Demo));

    private EdgeDefinition Watched => edges.Definition(EdgeFiles.Text(EdgeFiles.Watched));

    [Fact]
    public void A_stack_of_another_name_has_the_same_template()
    {
        var template = Template(app => new EdgeStack(app, "Payments-Edge", Demo));

        Assert.True(JsonNode.DeepEquals(edges.Demo.Json, JsonNode.Parse(
            template.ToJsonString().Replace("\"Payments-Edge/", "\"Edge-demo/", StringComparison.Ordinal))));
    }

    [Fact]
    public void Properties_of_the_stack_win_over_the_definition_and_tags_are_added()
    {
        var app = new Amazon.CDK.App(new AppProps { AutoSynth = false });
        var tags = new Dictionary<string, string> { ["team"] = "payments", [EdgeTags.Name] = "another" };

        var stack = new EdgeStack(app, "Own", Demo, new StackProps
        {
            StackName = "payments-edge",
            Description = "Payments",
            TerminationProtection = false,
            Tags = tags,
        });

        Assert.Equal(("payments-edge", "Payments"), (stack.StackName, stack.TemplateOptions.Description));
        Assert.False(stack.TerminationProtection);
        var given = stack.Tags.TagValues();
        Assert.Equal(("payments", "demo"), (given["team"], given[EdgeTags.Name]));
    }

    [Fact]
    public void Feature_flags_of_the_application_change_nothing()
    {
        var context = FeatureFlags.Enabled.ToDictionary(flag => flag, object (_) => false);
        foreach (var flag in FeatureFlags.Disabled)
            context[flag] = true;
        context["aws:cdk:enable-path-metadata"] = false;
        context["aws:cdk:enable-asset-metadata"] = true;
        var full = edges.Definition(EdgeFiles.Text(EdgeFiles.Full));

        var template = Template(app => new EdgeStack(app, "Edge-full", full), context);

        Assert.True(JsonNode.DeepEquals(edges.Full.Json, template));
    }

    [Fact]
    public void An_edge_in_another_stack_has_the_same_resources_each_with_the_tags_of_the_edge()
    {
        var own = SynthesizedTemplate.Of(Template(app => Host(app, stack => new Edge(stack, "Edge", Watched))));
        var usual = edges.Watched;

        var resources = Resources(own, "Edge/");
        Assert.Equal(Resources(usual, "").Keys, resources.Keys);
        Assert.All(Resources(usual, ""), resource => Assert.Equal(resource.Value, resources[resource.Key]));
        Assert.Equal(usual.Json["Outputs"]!.AsObject().Select(pair => pair.Key), own.Json["Outputs"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal("construct", own.Json["Parameters"]!["DeploymentMethod"]!["Default"]!.ToString());
        var queue = own.OfType("AWS::SQS::Queue")[0].Properties["Tags"]!.AsArray();
        Assert.Contains(queue, tag => tag!["Key"]!.ToString() == EdgeTags.Name && tag["Value"]!.ToString() == "watched");
    }

    [Fact]
    public void A_stack_has_one_edge()
    {
        var problem = Refused(app => Host(app, stack =>
        {
            new Edge(stack, "First", Demo);
            new Edge(stack, "Second", Watched);
        }));

        Assert.StartsWith(
            "edge.name is \"watched\", but stack Own has an edge already; use one edge in a stack; ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
    }

    [Fact]
    public void The_environment_of_the_stack_is_that_of_the_edge()
    {
        var problems = Refused(app => new EdgeStack(app, "Own", Demo, new StackProps
        {
            Env = new Amazon.CDK.Environment { Region = "us-east-1" },
        })).Split('\n');

        Assert.Equal(2, problems.Length);
        Assert.StartsWith("account.region is \"eu-central-1\", but stack Own is in us-east-1; ", problems[0], StringComparison.Ordinal);
        Assert.StartsWith("account.accountId is \"123456789011\", but stack Own names none; ", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_nested_stack_has_no_edge() => Assert.Contains("is a nested stack; ", Refused(
        app => Host(app, stack => new Edge(new NestedStack(stack, "Inner"), "Edge", Demo))), StringComparison.Ordinal);

    [Theory, InlineData(true, 0), InlineData(false, 1)]
    public void A_stack_that_can_be_deleted_with_its_edge_is_warned_of(bool isProtected, int warnings)
    {
        var app = new Amazon.CDK.App(new AppProps { AutoSynth = false });

        var stack = Host(app, stack => new Edge(stack, "Edge", Demo), isProtected);

        Assert.Equal(warnings, Amazon.CDK.Assertions.Annotations.FromStack(stack)
            .FindWarning("*", Amazon.CDK.Assertions.Match.StringLikeRegexp("can be deleted, and the edge with it")).Length);
    }

    private static Stack Host(Amazon.CDK.App app, Action<Stack> fill, bool isProtected = true)
    {
        var stack = new Stack(app, "Own", new StackProps
        {
            Env = new Amazon.CDK.Environment { Account = "123456789011", Region = "eu-central-1" },
            TerminationProtection = isProtected,
        });
        fill(stack);
        return stack;
    }

    private static JsonObject Template(Func<Amazon.CDK.App, Stack> create, Dictionary<string, object>? context = null) =>
        EdgeApp.Template(create, context);

    private static string Refused(Func<Amazon.CDK.App, Stack> create) =>
        Assert.Throws<ConfigException>(() => create(new Amazon.CDK.App(new AppProps { AutoSynth = false }))).Message;

    // With construct paths in place of logical ids, and without what the scope decides: paths, tags, the order of ids, and the hash of
    // all that a function has.
    private static SortedDictionary<string, string> Resources(SynthesizedTemplate template, string scope)
    {
        var ids = template.Resources.OrderByDescending(resource => resource.LogicalId.Length).ToList();
        var resources = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in template.Resources)
        {
            var json = resource.Json.DeepClone().AsObject();
            json.Remove("Metadata");
            if (json["Properties"]?.AsObject() is { } properties)
            {
                ((string[])["Tags", "FileSystemTags", "AccessPointTags"]).ToList().ForEach(tags => properties.Remove(tags));
                if (properties.Count == 0)
                    json.Remove("Properties");
            }

            var text = ids.Aggregate(json.ToJsonString(), (known, id) => known.Replace(
                $"\"{id.LogicalId}\"", $"\"{id.Path[scope.Length..]}\"", StringComparison.Ordinal));
            var named = JsonNode.Parse(text)!.AsObject();
            if (named["DependsOn"] is JsonArray before)
                named["DependsOn"] = string.Join(' ', before.Select(one => $"{one}").Order(StringComparer.Ordinal));
            resources[resource.Path[scope.Length..]] = Hash().Replace(named.ToJsonString(), "(hash)");
        }

        return resources;
    }

    [GeneratedRegex(@"\([0-9a-f]{12}\)")]
    private static partial Regex Hash();
}
