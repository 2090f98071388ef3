using System.Text.Json.Nodes;
using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Guards;

/// <summary>The template as a whole.</summary>
public sealed class TemplateTests(SynthesizedEdges edges)
{
    [Theory, ClassData(typeof(EveryEdge))]
    public void It_is_made_of_these_types_alone(string edge) => Sets.Has(
        [
            "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::VPCEndpoint", "AWS::ECS::Cluster", "AWS::ECS::Service",
            "AWS::ECS::TaskDefinition", "AWS::EFS::AccessPoint",
            "AWS::EFS::FileSystem", "AWS::EFS::MountTarget", "AWS::Events::Rule", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::KMS::Alias",
            "AWS::KMS::Key", "AWS::Lambda::Alias",
            "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Function", "AWS::Lambda::Version", "AWS::Logs::LogGroup", "AWS::S3::Bucket",
            "AWS::S3::BucketPolicy", "AWS::SQS::Queue",
            "AWS::SQS::QueuePolicy", "AWS::Scheduler::Schedule", "AWS::SecretsManager::Secret", "Custom::EdgeAnnounce", "Custom::EdgeCopy",
            "Custom::EdgeEmpty", "Custom::EdgeStopTasks",
            .. !edges.HasTelemetry(edge) ? (string[])[] :
            [
                "AWS::EC2::SecurityGroupEgress", "AWS::ElasticLoadBalancingV2::Listener", "AWS::ElasticLoadBalancingV2::LoadBalancer",
                "AWS::ElasticLoadBalancingV2::TargetGroup",
            ],
            .. edges.Config(edge).Alarms is null ? (string[])[] : ["AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard"],
            .. edges.Config(edge).Alarms is { Create: true } ? (string[])["AWS::SNS::Topic", "AWS::SNS::TopicPolicy"] : [],
        ],
        edges[edge].Resources.Select(resource => resource.Type));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Nothing_in_it_is_made_by_the_library_or_outlives_a_stack(string edge) =>
        Assert.DoesNotContain(edges[edge].Resources, resource =>
            resource.Type is "AWS::IAM::ServiceLinkedRole" or "AWS::CloudFormation::Stack"
                or "AWS::CloudFormation::CustomResource" or "AWS::CDK::Metadata"
            || resource.Type.StartsWith("Custom::", StringComparison.Ordinal) && !resource.Type.StartsWith(
                "Custom::Edge", StringComparison.Ordinal));

    [Theory, ClassData(typeof(EveryEdge))]
    public void It_has_no_sections_that_bring_more_than_the_edge(string edge) =>
        Sets.Has(["Description", "Metadata", "Parameters", "Resources", "Outputs"], edges[edge].Json.Select(section => section.Key));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Its_functions_are_the_four_of_the_edge_on_two_runtimes(string edge)
    {
        Assert.Equal(
            [
                "Cleanup/Function/Function python3.12", "DeploymentSupport/Function/Function python3.12",
                "DqResultsReader/Function/Function java21", "MetadataBrowsing/Function/Function java21",
            ],
            edges[edge].OfType("AWS::Lambda::Function").Select(
                function => $"{function.Path} {function.String("Runtime")}").Order(StringComparer.Ordinal));
        edges.Assertions(edge).AllResourcesProperties("AWS::Lambda::Function", new Map { ["SnapStart"] = Match.Absent() });
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void It_fits_into_what_CloudFormation_allows(string edge)
    {
        Assert.InRange(edges[edge].Resources.Count, 90, 199);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(edges[edge].Text), 50_000, 899_999);
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_reference_is_to_something_that_is_there(string edge)
    {
        var template = edges[edge];
        var known = template.Resources.Select(resource => resource.LogicalId).Concat(
            (template.Json["Parameters"]?.AsObject() ?? []).Select(parameter => parameter.Key)).ToHashSet();

        Assert.All(template.Resources, resource => Sets.Has(known, resource.DependsOn));
        Assert.All(
            Resource.Walk(template.Json).Select(Resource.TargetOf).OfType<string>(),
            id => Assert.True(known.Contains(id) || id is "AWS::Region" or "AWS::StackId", id));
        Assert.All(
            Resource.Walk(template.Json).OfType<JsonObject>().Select(node => node["Fn::Sub"]?.ToString()).OfType<string>(),
            text => Assert.DoesNotContain("${", text, StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void No_resource_waits_for_itself(string edge) =>
        Assert.All(edges[edge].Resources, resource => Assert.DoesNotContain(resource, edges[edge].Prerequisites(resource)));

    [Theory, ClassData(typeof(EveryEdge))]
    public void It_has_no_leftovers_of_a_look_up(string edge) => Assert.All(
        (string[])["vpc-12345", "s-12345", "p-12345", "rtb-12345", "dummy", "DUMMY", "12345678:"],
        text => Assert.DoesNotContain($"\"{text}", edges[edge].Text, StringComparison.Ordinal));

    [Theory, ClassData(typeof(EveryEdge))]
    public void No_text_has_an_unresolved_token(string edge) =>
        Assert.DoesNotContain("${Token[", edges[edge].Text, StringComparison.Ordinal);

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_endpoint_is_tagged_since_stack_tags_may_not_reach_it(string edge) =>
        Assert.All(edges[edge].OfType("AWS::EC2::VPCEndpoint"), endpoint => Sets.Has(
            endpoint["Tags"]!.AsArray().Select(tag => $"{tag!["Key"]}={tag["Value"]}"),
            [
                "ataccama:edge:managed-by=edge-cdk",
                $"ataccama:edge:name={edge}",
                $"ataccama:edge:release={edges[edge].Json["Outputs"]!["Release"]!["Value"]}",
            ]));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_parameter_but_that_of_the_way_of_deploying_is_secret_has_no_default_and_is_in_a_secret_alone(
        string edge) => Assert.All(Secrets(edge), parameter =>
    {
        Assert.True(parameter.Value!["NoEcho"]!.GetValue<bool>());
        Assert.Null(parameter.Value["Default"]);
        Assert.Equal(
            "AWS::SecretsManager::Secret",
            Assert.Single(edges[edge].Resources, resource => resource.References.Contains(parameter.Key)).Type);
        Assert.DoesNotContain(parameter.Key, Resource.Walk(edges[edge].Json["Outputs"]).Select(Resource.TargetOf));
    });

    [Theory, ClassData(typeof(EveryEdge))]
    public void The_parameter_of_the_way_of_deploying_has_one_value_and_nothing_uses_it(string edge)
    {
        edges.Assertions(edge).HasParameter(
            "DeploymentMethod", new Map { ["Default"] = "edge-file", ["AllowedValues"] = new[] { "edge-file" } });
        Assert.DoesNotContain(edges[edge].Resources, resource => resource.References.Contains("DeploymentMethod"));
    }

    private IEnumerable<KeyValuePair<string, JsonNode?>> Secrets(string edge) =>
        edges[edge].Json["Parameters"]!.AsObject().Where(parameter => parameter.Key != "DeploymentMethod");
}
