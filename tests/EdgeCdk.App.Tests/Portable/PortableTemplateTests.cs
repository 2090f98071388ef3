using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Portable;

public sealed class PortableTemplateTests(SynthesizedEdges edges)
{
    private const string Newest = "16.6.5";

    private JsonObject Template => edges.Portable(Newest).Json;

    [Fact]
    public void It_is_within_what_cloudformation_takes()
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(edges.Portable(Newest, retainData: true).Text), 1, 1_000_000);
        Assert.InRange(Template["Parameters"]!.AsObject().Count, 1, 200);
        Assert.InRange(Template["Resources"]!.AsObject().Count, 1, 500);
        Assert.InRange(Template["Outputs"]!.AsObject().Count, 1, 200);
    }

    [Fact]
    public void It_needs_no_bootstrap_no_asset_no_macro_and_no_other_stack()
    {
        Assert.Null(Template["Transform"]);
        Assert.DoesNotContain("BootstrapVersion", Template["Parameters"]!.AsObject().Select(parameter => parameter.Key));
        Assert.DoesNotContain("cdk-hnb659fds", Template.ToJsonString(), StringComparison.Ordinal);
        edges.Assertions($"edge-{Newest}").ResourceCountIs("AWS::CloudFormation::Stack", 0);
    }

    [Fact]
    public void For_a_stack_set_it_says_nothing_that_is_checked_in_another_account_than_that_of_the_edge()
    {
        var written = SynthesizedEdges.TemplateNames
            .Where(name => name.StartsWith("edge-stack-set-", StringComparison.Ordinal))
            .Select(name => edges[name].Json)
            .ToList();

        Assert.Equal(2, written.Count);
        Assert.All(written, template =>
        {
            var types = template["Parameters"]!.AsObject().Select(parameter => (string)parameter.Value!["Type"]!).Distinct().Order();
            Assert.Equal(["Number", "String"], types);
            Assert.DoesNotContain("Fn::ValueOf", template["Rules"]!.ToJsonString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void For_a_stack_set_it_differs_in_what_CloudFormation_looks_up_and_in_nothing_else()
    {
        var (own, ofStackSet) = (Template.DeepClone().AsObject(), edges[$"edge-stack-set-{Newest}"].Json.DeepClone().AsObject());
        Assert.True(own["Rules"]!.AsObject().Remove("SubnetsAreOfTheVpc"));
        foreach (var name in (string[])["VpcId", "PrivateSubnet1", "PrivateSubnet2"])
        {
            var parameter = ofStackSet["Parameters"]![name]!;
            Assert.Equal(name == "VpcId", Regex.IsMatch("vpc-0f1924823027c00c7", (string)parameter["AllowedPattern"]!));
            Assert.Equal(name != "VpcId", Regex.IsMatch("subnet-0fa6e2c437dd0e5fd", (string)parameter["AllowedPattern"]!));
            Assert.Equal((string?)own["Parameters"]![name]!["Description"], (string?)parameter["Description"]);
            Assert.True(own["Parameters"]!.AsObject().Remove(name) && ofStackSet["Parameters"]!.AsObject().Remove(name));
        }

        Assert.Equal(own.ToJsonString(), ofStackSet.ToJsonString());
    }

    // AWS documents Fn::Join for texts.
    [Fact]
    public void What_is_joined_is_a_text_in_every_case()
    {
        var joined = SynthesizedEdges.TemplateNames.SelectMany(name => Resource.Walk(edges[name].Json))
            .OfType<JsonObject>()
            .Where(node => node["Fn::Join"] is not null)
            .SelectMany(node => Cases(node["Fn::Join"]![1]!));

        Assert.All(joined, item => Assert.True(item is JsonObject || item.GetValueKind() is JsonValueKind.String, item.ToJsonString()));

        static IEnumerable<JsonNode> Cases(JsonNode node) => node switch
        {
            JsonArray list => list.SelectMany(item => Cases(item!)),
            JsonObject map when map["Fn::If"] is JsonArray { Count: 3 } choice => choice.Skip(1).SelectMany(item => Cases(item!)),
            _ => [node],
        };
    }

    [Fact]
    public void Every_parameter_has_a_label_and_stands_under_one_heading()
    {
        var form = Template["Metadata"]!["AWS::CloudFormation::Interface"]!;
        var parameters = Template["Parameters"]!.AsObject().Select(parameter => parameter.Key).Order().ToList();

        Assert.Equal(parameters, form["ParameterLabels"]!.AsObject().Select(label => label.Key).Order());
        Assert.Equal(
            parameters,
            form["ParameterGroups"]!.AsArray().SelectMany(group => group!["Parameters"]!.AsArray()).Select(name => (string)name!).Order());
    }

    [Fact]
    public void Secrets_are_never_shown() => Assert.Equal(
        ["OtlpAuthorization", "OtlpEndpoint", "RegistryPassword", "RegistryUsername"],
        edges.Assertions($"edge-{Newest}").FindParameters("*", new Map { ["NoEcho"] = true }).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_templates_that_keep_and_delete_data_differ_in_what_happens_to_it_and_in_nothing_else()
    {
        var (keeps, deletes) = (edges.Portable(Newest, retainData: true).Json.DeepClone().AsObject(), Template.DeepClone().AsObject());
        Assert.Equal(
            keeps["Resources"]!.AsObject().Where(
                resource => resource.Value!["Metadata"]?["DataRetention"] is not null).Select(resource => resource.Key),
            keeps["Resources"]!.AsObject().Where(
                resource => (string?)resource.Value!["DeletionPolicy"] == "RetainExceptOnCreate"
                    && (string)resource.Value!["Type"]! != "AWS::Lambda::Version").Select(resource => resource.Key));
        var resources = new[] { keeps, deletes }.SelectMany(template => template["Resources"]!.AsObject());
        foreach (var resource in resources.Select(resource => resource.Value!.AsObject()))
        {
            resource.Remove("DeletionPolicy");
            resource.Remove("UpdateReplacePolicy");
            resource["Metadata"]!.AsObject().Remove("DataRetention");
        }

        deletes["Description"] = keeps["Description"]!.DeepClone();
        Assert.Equal(keeps.ToJsonString(), deletes.ToJsonString());
    }

    [Fact]
    public void From_one_release_to_the_next_no_logical_id_changes_but_those_of_function_versions() => Assert.Equal(
        LogicalIds(edges.Portable("16.6.4")),
        LogicalIds(edges.Portable(Newest)));

    private static IEnumerable<(string LogicalId, string Type)> LogicalIds(SynthesizedTemplate template) =>
        template.Resources.Where(resource => resource.Type != "AWS::Lambda::Version")
            .Select(resource => (resource.LogicalId, resource.Type));

    [Fact]
    public void Nothing_depends_on_what_may_not_be_there()
    {
        var resources = edges.Portable(Newest).Resources.ToDictionary(resource => resource.LogicalId);
        Assert.All(resources.Values, resource => Assert.All(resource.DependsOn, dependency =>
            Assert.True(
                (string?)resources[dependency].Json["Condition"] is not { } condition || condition == (string?)resource.Json["Condition"],
                $"{resource.Path} waits for {dependency}")));
    }

    [Fact]
    public void The_form_the_conditions_and_the_rules_are_the_reviewed_ones()
    {
        var reviewed = new JsonObject(
            new[] { "Metadata", "Parameters", "Rules", "Conditions" }.Select(
                section => KeyValuePair.Create(section, Template[section]?.DeepClone())));
        Assert.True(reviewed["Metadata"]!.AsObject().Remove("EdgeCdk"), "the version of the product is missing");
        var text = reviewed.ToJsonString(
            new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Null(Snapshot.Compare($"{text}\n", "tests", "snapshots", "edge-form.json"));
    }
}
