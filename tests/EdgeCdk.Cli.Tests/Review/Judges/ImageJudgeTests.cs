using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Tests.Review.Judges;

/// <summary>Images, code and versions, and values with a name.</summary>
public sealed class ImageJudgeTests
{
    [Theory]
    [InlineData("r.io/a/b:1", "r.io/a/b:2", "runs b 2 instead of 1")]
    [InlineData("r.io/b@sha256:11", "r.io/b@sha256:22", "runs b sha256:22 instead of sha256:11")]
    [InlineData("r.io:5000/b", "r.io:5000/b:2", "runs b 2 instead of without a tag")]
    [InlineData("r.io/b:1", "s.io/b:1", "runs an image from another place: s.io/b:1 instead of r.io/b:1")]
    public void An_image_is_told_by_its_tag(string before, string after, string says) => Assert.Equal(
        $"replaced: TaskDefinition gets a new revision, {says} [Properties.ContainerDefinitions[0].Image]",
        SmallStack.Review("AWS::ECS::TaskDefinition", Image(before), Image(after)));

    [Fact]
    public void What_several_containers_have_in_common_is_said_once() => Assert.Equal(
        "replaced: TaskDefinition gets a new revision, runs b 2 instead of 1 "
            + "[Properties.ContainerDefinitions[0].Image, Properties.ContainerDefinitions[1].Image]",
        SmallStack.Review("AWS::ECS::TaskDefinition", Two("b:1"), Two("b:2")));

    [Fact]
    public void A_place_that_two_judges_name_is_named_once() => Assert.Equal(
        "replaced: TaskDefinition gets a new revision, names f-1.2.4 instead of f-1.2.3 [Properties.Family]",
        SmallStack.Review("AWS::ECS::TaskDefinition", """{"Family": "f-1.2.3"}""", """{"Family": "f-1.2.4"}"""));

    [Theory]
    [InlineData("""{"Code": {"ZipFile": "a"}}""", """{"Code": {"ZipFile": "b"}}""", "has other code", "Code.ZipFile")]
    [InlineData("""{"Code": {"S3Key": "a"}}""", """{"Code": {"S3Key": "b"}}""", "has other code: b instead of a", "Code.S3Key")]
    [InlineData("""{"Runtime": "a"}""", """{"Runtime": "b"}""", "has Runtime b instead of a", "Runtime")]
    [InlineData("""{"Handler": "a"}""", """{"Handler": "b"}""", "has Handler b instead of a", "Handler")]
    [InlineData("""{"Description": "of 1.2.3"}""", """{"Description": "of 1.2.4"}""", "names of 1.2.4 instead of of 1.2.3", "Description")]
    [InlineData(
        """{"Environment": {"Variables": {"V": "1.2.3"}}}""", """{"Environment": {"Variables": {"V": "1.2.4"}}}""",
        "names 1.2.4 instead of 1.2.3 in variable V", "Environment.Variables.V")]
    public void Code_and_versions_are_those_of_a_release(string before, string after, string says, string place) => Assert.Equal(
        $"updated: Function {says} [Properties.{place}]", SmallStack.Review("AWS::Lambda::Function", before, after));

    [Theory]
    [InlineData("ECS::Service", "PlatformVersion")]
    [InlineData("Lambda::Alias", "FunctionVersion")]
    public void A_version_of_a_resource_is_one_of_a_release(string type, string property) => Assert.Equal(
        $"updated: {type.Split(':')[^1]} has {property} b instead of a [Properties.{property}]",
        SmallStack.Review($"AWS::{type}", $$"""{"{{property}}": "a"}""", $$"""{"{{property}}": "b"}"""));

    [Theory]
    [InlineData("\"10.0.1.0/24\"", "\"10.0.2.0/24\"")]
    [InlineData("\"1.2.3\"", "\"other\"")]
    [InlineData("\"other\"", "\"1.2.3\"")]
    [InlineData("1", "\"1\"")]
    public void What_is_no_version_is_told_without_its_value(string before, string after) => Assert.Equal(
        "updated: Parameter is updated: SSM Parameter [Properties.Value]",
        SmallStack.Review("AWS::SSM::Parameter", $$"""{"Value": {{before}} }""", $$"""{"Value": {{after}} }"""));

    [Fact]
    public void The_description_of_a_stack_is_told()
    {
        JsonObject Described(string words) => new() { ["Description"] = words, ["Resources"] = new JsonObject() };

        Assert.Equal(
            "updated: Edge is described as \"b\" instead of \"a\" [Description]", SmallStack.Review(Described("a"), Described("b")));
    }

    // The number of a variable in its list says nothing.
    [Theory]
    [InlineData("""["A", "1"]""", """["A", "2"]""", "updated: Service has another value of tag A [Properties.Tags[0].Value]")]
    [InlineData("""["A", "1"]""", "", "updated: Service loses tag A [Properties.Tags]")]
    [InlineData("", """["A", "1"]""", "updated: Service gets tag A [Properties.Tags]")]
    [InlineData("""["A", "1", "B", "1"]""", """["B", "1", "A", "1"]""", "updated: Service is updated: ECS Service [Properties.Tags[0].Key, "
        + "Properties.Tags[1].Key]")]
    [InlineData("""["A", "1", "B", "1"]""", """["A", "2", "B", "2"]""", """
        updated: Service has another value of tag A [Properties.Tags[0].Value]
        updated: Service has another value of tag B [Properties.Tags[1].Value]
        """)]
    public void A_value_with_a_name_is_told_by_it(string before, string after, string says) =>
        Assert.Equal(says, SmallStack.Review("AWS::ECS::Service", Tags(before), Tags(after)));

    [Theory]
    [InlineData("""{"Name": "a", "Value": "1"}""", """{"Name": "a", "Value": "2"}""", "has another value of dimension a", "[0].Value")]
    [InlineData(
        """{"Name": "a", "Value": "1", "Unit": "s"}""", """{"Name": "a", "Value": "2", "Unit": "s"}""",
        "is updated: CloudWatch Alarm", "[0].Value")]
    [InlineData(
        """{"Name": "a", "Value": "1"}, {"Of": "b", "Value": "1"}""", """{"Name": "a", "Value": "2"}, {"Of": "b", "Value": "1"}""",
        "is updated: CloudWatch Alarm", "[0].Value")]
    [InlineData("""{"Of": "a", "Value": "1"}""", """{"Of": "a", "Value": "2"}""", "is updated: CloudWatch Alarm", "[0].Value")]
    public void Only_a_list_of_names_and_values_has_values_with_names(string before, string after, string says, string place) =>
        Assert.Equal(
            $"updated: Alarm {says} [Properties.Dimensions{place}]",
            SmallStack.Review("AWS::CloudWatch::Alarm", $$"""{"Dimensions": [{{before}}]}""", $$"""{"Dimensions": [{{after}}]}"""));

    [Theory]
    [InlineData("{}", """{"A": "1"}""", "gets variable A", "")]
    [InlineData("""{"A": "1", "B": "1"}""", """{"A": "2", "B": "1"}""", "has another value of variable A", ".A")]
    [InlineData("""{"A": "1", "B": "1"}""", """{"B": "1"}""", "loses variable A", ".A")]
    public void A_variable_of_a_function_is_told_by_its_name(string before, string after, string says, string place) => Assert.StartsWith(
        $"updated: Function {says} [Properties.Environment.Variables{place}",
        SmallStack.Review(
            "AWS::Lambda::Function", $$"""{"Environment": {"Variables": {{before}} } }""",
            $$"""{"Environment": {"Variables": {{after}} } }"""),
        StringComparison.Ordinal);

    private static string Two(string image) =>
        $$"""{"ContainerDefinitions": [{"Name": "c", "Image": "{{image}}"}, {"Name": "d", "Image": "{{image}}"}]}""";

    private static string Image(string image) => $$"""{"ContainerDefinitions": [{"Name": "c", "Image": "{{image}}"}]}""";

    private static string Tags(string pairs)
    {
        var items = JsonNode.Parse(pairs.Length > 0 ? pairs : "[]")!.AsArray().Chunk(2)
            .Select(pair => $$"""{"Key": "{{pair[0]}}", "Value": "{{pair[1]}}"}""");
        return pairs.Length > 0 ? $$"""{"Tags": [{{string.Join(", ", items)}}]}""" : "{}";
    }
}
