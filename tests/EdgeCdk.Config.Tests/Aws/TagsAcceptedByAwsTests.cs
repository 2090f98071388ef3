using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeCdk.Config.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Config.Tests.Aws;

/// <summary>
/// A tag goes to every resource of the stack: what a file may say, each service takes that has tags, and the AWS CLI too.
/// </summary>
public sealed class TagsAcceptedByAwsTests : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void The_name_of_a_tag_is_one_that_every_service_takes() => AssertSame(
        AwsReach.TagKeys,
        ["cost-center", "a"],
        128,
        name => MessagesOf(name, "v"),
        name => name.Contains("ataccama:edge:", StringComparison.Ordinal));

    [Fact]
    public void The_value_of_a_tag_is_one_that_every_service_takes() =>
        AssertSame(AwsReach.TagValues, ["Data Team", "a"], 256, value => MessagesOf("n", value), _ => false);

    [Theory]
    [InlineData("Ataccama:Edge:release")]
    [InlineData("ataccama:edge:")]
    public void The_names_of_the_edge_itself_are_taken(string name) => Assert.Single(MessagesOf(name, "v"));

    [Fact]
    public void With_those_of_the_stack_and_of_a_resource_there_are_50_tags_at_most()
    {
        var most = Enumerable.Range(1, 60).Last(count =>
        {
            var tags = Enumerable.Range(0, count).Select(number => $"t{number}: v");
            return MessagesOf(string.Join(", ", tags)).Count == 0;
        });
        var own = Directory.GetFiles(Repository.Path("tests", "golden"), "*.template.json", SearchOption.AllDirectories)
            .SelectMany(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("Resources").EnumerateObject())
            .Max(resource => CountOfTags(resource.Value));

        // CloudFormation adds three of its own to those of the stack.
        Assert.InRange(own, 3, 50);
        Assert.InRange(most + own + 3, 41, 50);
    }

    private static int CountOfTags(JsonElement resource)
    {
        if (!resource.TryGetProperty("Properties", out var properties) || !properties.TryGetProperty("Tags", out var tags))
            return 0;
        return tags.ValueKind is JsonValueKind.Array ? tags.GetArrayLength() : 0;
    }

    // Of spaces only that of ASCII: the others look like it, and a search for the tag does not find them.
    private static bool IsUnusualSpace(string text) => text.Any(character => character is not ' ' && char.IsSeparator(character));

    private static void AssertSame(
        ShapeName[] names,
        string[] samples,
        int longest,
        Func<string, IReadOnlyList<string>> messagesOf,
        Func<string, bool> isOwn)
    {
        var shapes = names.Select(AwsModels.Of).ToList();
        string[] values =
        [
            .. samples.SelectMany(AwsValues.Around), new('a', longest), new('a', longest + 1), new('字', longest), new('字', longest + 1),
            "aws:x", "Aws:x", "aws", "file://x", "https://x", "a=b", "=", "-", "--a", " a", "a ", "a  b",
        ];
        foreach (var value in values.Distinct().Where((value, index) => !isOwn(value) && Turn.Has(index, 3)))
        {
            var refusing = shapes.FirstOrDefault(shape => !shape.Takes(value))?.Name;
            var isAllowed = messagesOf(value).Count == 0;
            var fault = isAllowed ? $"is allowed, but {refusing} refuses it" : "is refused, but every service takes it";
            Assert.True(isAllowed == (refusing is null) || !isAllowed && IsUnusualSpace(value), $"\"{value}\": {fault}");
        }
    }

    private IReadOnlyList<string> MessagesOf(string name, string value) =>
        MessagesOf($"{JsonSerializer.Serialize(name, Json)}: {JsonSerializer.Serialize(value, Json)}");

    private IReadOnlyList<string> MessagesOf(string tags)
    {
        var text = Workspace.Edited(Workspace.TextOf("edge.yaml"), ("artifacts:", $"tags: {{ {tags} }}\nartifacts:"));
        return _workspace.Write(Workspace.Edge, text).Messages();
    }
}
