using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Verify;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>A template and an account are compared without the values that only CloudFormation knows.</summary>
public sealed class WrittenValueTests
{
    [Theory]
    [InlineData("""{ "a": "1", "b": ["x", "y"] }""", """{ "b": ["y", "x"], "a": "1" }""")]
    [InlineData("""{ "a": "x" }""", """{ "a": ["x"] }""")]
    [InlineData("""{ "a": ["x"] }""", """{ "a": "x" }""")]
    [InlineData("""{ "a": { "Ref": "Key" } }""", """{ "a": "arn:key" }""")]
    [InlineData("""{ "Fn::Join": ["", [{ "Ref": "Key" }, "/*"]] }""", "\"arn:key/*\"")]
    [InlineData("""[{ "Fn::If": ["C", "x", { "Ref": "AWS::NoValue" }] }, "y"]""", """["y"]""")]
    [InlineData("""[{ "Fn::If": ["C", "x", { "Ref": "AWS::NoValue" }] }, "y"]""", """["y", "x"]""")]
    [InlineData("""{ "a": { "Fn::If": ["C", "x", { "Ref": "AWS::NoValue" }] } }""", "{}")]
    [InlineData("""{ "a": { "Ref": "List" } }""", """{ "a": ["x", "y"] }""")]
    [InlineData("""{ "a": { "Fn::If": ["C", "x", { "Fn::If": ["D", "y", "z"] }] } }""", """{ "a": "z" }""")]
    [InlineData("""{ "a": { "Ref": "AWS::NoValue" } }""", "{}")]
    public void What_CloudFormation_may_make_of_it_is_the_same(string written, string actual) => Assert.True(Is(written, actual));

    [Theory]
    [InlineData("""{ "a": "1" }""", """{ "a": "2" }""")]
    [InlineData("""{ "a": "1" }""", """{ "a": "1", "b": "2" }""")]
    [InlineData("""{ "a": "1", "b": "2" }""", """{ "a": "1" }""")]
    [InlineData("""["x", "y"]""", """["x"]""")]
    [InlineData("""["x"]""", """["x", "y"]""")]
    [InlineData("""{ "Ref": "Key" }""", "\"*\"")]
    [InlineData("""{ "a": { "Ref": "List" } }""", """{ "a": ["x", "*"] }""")]
    [InlineData("""{ "Fn::Join": ["", [{ "Ref": "Key" }, "/*"]] }""", "\"arn:key\"")]
    [InlineData("""[{ "Fn::If": ["C", "x", "z"] }, "y"]""", """["y", "w"]""")]
    [InlineData("""{ "a": { "Fn::If": ["C", "x", "y"] } }""", """{ "a": "w" }""")]
    // The name of a condition is no value.
    [InlineData("""{ "a": { "Fn::If": ["C", "x", "y"] } }""", """{ "a": "C" }""")]
    [InlineData("""{ "a": { "Ref": "AWS::NoValue" } }""", """{ "a": "x" }""")]
    [InlineData("""{ "a": { "Ref": "Key" } }""", "{}")]
    [InlineData("""{ "a": { "Ref": "Key" } }""", """{ "a": { "b": "x" } }""")]
    [InlineData("""[{ "Ref": "Key" }]""", "[]")]
    public void Anything_else_is_not(string written, string actual) => Assert.False(Is(written, actual));

    [Theory]
    [InlineData("\"x\"", "x True")]
    [InlineData("""["x", { "Ref": "Key" }, null]""", """x True, {"Ref":"Key"} True""")]
    [InlineData("""["x", { "Fn::If": ["C", "y", { "Ref": "AWS::NoValue" }] }, { "Ref": "AWS::NoValue" }]""", "x True, y False")]
    [InlineData("null", "")]
    public void Items_of_a_list_are_required_unless_a_condition_decides(string list, string items) => Assert.Equal(
        items,
        string.Join(", ", WrittenValue.Items(JsonNode.Parse(list)).Select(item =>
            $"{(item.Item is JsonValue ? $"{item.Item}" : item.Item.ToJsonString())} {item.IsRequired}")));

    private static bool Is(string written, string actual) => WrittenValue.Is(JsonNode.Parse(written), JsonNode.Parse(actual));
}
