using System.Text.Json.Nodes;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Review.Judges;

/// <summary>Single properties whose change a review must judge, one at a time.</summary>
public sealed class PropertyRuleTests
{
    [Theory]
    [InlineData("FileSystem/FileSystem", "Encrypted", "false", "is not encrypted")]
    [InlineData("GeneralKey/Key", "Enabled", "false", "is disabled: nothing that it encrypts can be read")]
    [InlineData("GeneralKey/Key", "EnableKeyRotation", "false", "is not rotated")]
    [InlineData("GeneralKey/Key", "RotationPeriodInDays", "91", "is rotated every 91 days instead of 90")]
    [InlineData("GeneralKey/Key", "RotationPeriodInDays", "366", "is rotated every 366 days instead of 90")]
    public void A_weaker_value_needs_a_decision(string path, string property, string value, string words) =>
        Assert.Contains(Changes(path, property, value), change => change.IsOpen && change.Sentence == $"{path} {words}");

    [Theory]
    [InlineData("GeneralKey/Key", "Enabled", "true")]
    [InlineData("GeneralKey/Key", "RotationPeriodInDays", "89")]
    [InlineData("GeneralKey/Key", "RotationPeriodInDays", "90")]
    [InlineData("Cleanup/Function/Role/Role", "PermissionsBoundary", "\"arn:aws:iam::123456789011:policy/boundary\"")]
    public void A_value_that_is_as_strong_or_stronger_needs_none(string path, string property, string value) =>
        Assert.DoesNotContain(Changes(path, property, value), change => change.IsOpen);

    [Fact]
    public void A_boundary_that_a_role_gets_is_shown() => Assert.Contains(
        Changes("Cleanup/Function/Role/Role", "PermissionsBoundary", "\"arn:aws:iam::123456789011:policy/boundary\""),
        change => change.Sentence.EndsWith(
            "has the permissions boundary arn:aws:iam::123456789011:policy/boundary", StringComparison.Ordinal));

    private static IReadOnlyList<Change> Changes(string path, string property, string value)
    {
        var before = Templates.Of(EdgeFiles.Demo);
        var after = before.DeepClone().AsObject();
        after.PropertiesAt(path)[property] = JsonNode.Parse(value);
        return [.. Assert.Single(Templates.Review([(before, after)])).Changes];
    }
}
