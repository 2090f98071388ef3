using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>What fails and nobody sees: roles that were changed, versions that stay, dead letters that are lost.</summary>
public sealed class SilentFailuresTests
{
    private const string Region = "eu-central-1";

    private const string Template = """
        { "Resources": {
          "Role": { "Type": "AWS::IAM::Role", "Properties": {
            "AssumeRolePolicyDocument":
              { "Statement": [ { "Action": "sts:AssumeRole", "Principal": { "Service": "lambda.amazonaws.com" } } ] },
            "Policies": [ { "PolicyName": "Rights", "PolicyDocument":
              { "Statement": [ { "Action": ["a:B", "a:C"], "Resource": { "Ref": "Key" } } ] } } ] } },
          "More": { "Type": "AWS::IAM::Policy", "Properties": {
            "PolicyName": "More", "Roles": [ { "Ref": "Role" } ],
            "PolicyDocument": { "Statement": [ { "Action": "d:E", "Resource": "*" } ] } } },
          "Cleanup": { "Type": "AWS::Lambda::Function", "Properties": {
            "DeadLetterConfig": { "TargetArn": "x" }, "Environment": { "Variables": { "KEEP_VERSIONS": "3" } } } },
          "Reader": { "Type": "AWS::Lambda::Function", "Properties": {} },
          "Rule": { "Type": "AWS::Events::Rule", "Properties": {} },
          "Alias": { "Type": "AWS::Lambda::Alias", "Properties": { "FunctionName": { "Ref": "Reader" }, "Name": "current" } } } }
        """;

    private const string Revert = "--revert-drift";

    private const string Trust =
        """{ "Statement": [ { "Action": "sts:AssumeRole", "Principal": { "Service": "lambda.amazonaws.com" } } ] }""";

    private const string Rights = """{ "Statement": [ { "Action": ["a:C", "a:B"], "Resource": "arn:key" } ] }""";
    private const string More = """{ "Statement": [ { "Action": "d:E", "Resource": "*" } ] }""";

    public static TheoryData<string, string, string, string> Changes => new()
    {
        { Role(rights: With(Rights, "a:C", "a:*")), "Failed", "changed by hand: Rights", Revert },
        { Role(rights: With(Rights, "arn:key", "*")), "Failed", "changed by hand: Rights", Revert },
        { Role(more: null), "Failed", "lacks the inline policy More: it was deleted by hand", Revert },
        { Role(trust: With(Trust, "lambda", "ec2")), "Failed", "trusts others", Revert },
        { "", "Failed", "was deleted by hand", Revert },
        {
            Role(other: Inline("Mine", More)), "Warning", "has the inline policy Mine",
            "`aws iam delete-role-policy --role-name Role --policy-name Mine"
        },
        {
            Role(attached: "arn:aws:iam::aws:policy/X"), "Warning", "has the managed policy arn:aws:iam::aws:policy/X",
            "`aws iam detach-role-policy --role-name Role --policy-arn arn:aws:iam::aws:policy/X"
        },
        {
            Role(boundary: "arn:b"), "Warning", "has the permissions boundary arn:b",
            "`aws iam delete-role-permissions-boundary --role-name Role"
        },
    };

    [Theory, MemberData(nameof(Changes))]
    public void A_role_that_was_changed_by_hand_is_named(string role, string outcome, string what, string remedy)
    {
        var finding = Assert.Single(RoleChecks.AsDeployed(Target(roles: role)));

        Assert.Equal(outcome, $"{finding.Outcome}");
        Assert.Contains(what, finding.What, StringComparison.Ordinal);
        Assert.Contains(remedy, finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Roles_as_in_the_template_are_well() =>
        Assert.Equal("1 role with the permissions of the template", Assert.Single(RoleChecks.AsDeployed(Target())).What);

    [Fact]
    public void A_version_that_an_alias_by_hand_uses_is_one_that_Cleanup_cannot_delete()
    {
        var finding = Assert.Single(VersionChecks.Deleted(Target(aliases: """{ "Name": "mine", "FunctionVersion": "1" }""", days: 3)));

        Assert.Equal("Cleanup cannot delete version 1 of Reader: the alias mine, which is not of the stack, uses it", finding.What);
        Assert.Equal("`aws lambda delete-alias --function-name Reader --name mine --region eu-central-1`", finding.Remedy);
    }

    [Fact]
    public void An_alias_may_use_a_version_in_part() => Assert.Contains("version 1 of Reader", Assert.Single(VersionChecks.Deleted(Target(
        aliases: """{ "Name": "mine", "FunctionVersion": "4", "RoutingConfig": { "AdditionalVersionWeights": { "1": 0.1 } } }"""))).What,
        StringComparison.Ordinal);

    [Theory, InlineData(3, true), InlineData(1, false)]
    public void A_version_that_is_there_after_two_days_was_not_deleted(int days, bool isNamed)
    {
        var finding = Assert.Single(VersionChecks.Deleted(Target(days: days)));

        Assert.Equal(isNamed ? Outcome.Warning : Outcome.Ok, finding.Outcome);
        Assert.Equal(isNamed, finding.What.StartsWith("Cleanup has not deleted version 1 of Reader since ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1", "Cleanup has not deleted version 3, Cleanup has not deleted version 2, Cleanup has not deleted version 1")]
    [InlineData("2", "Cleanup has not deleted version 2, Cleanup has not deleted version 1")]
    [InlineData("4", "none that Cleanup should have deleted")]
    // Nothing is deleted by itself.
    [InlineData("0", "")]
    [InlineData("3", "", "UPDATE_FAILED")]
    [InlineData("3", "Cleanup has not deleted version 1", "UPDATE_ROLLBACK_COMPLETE")]
    public void As_many_versions_stay_as_Cleanup_is_told(string keep, string what, string status = "UPDATE_COMPLETE") => Assert.Equal(
        what,
        string.Join(", ", VersionChecks.Deleted(Target(days: 3, keep: keep, status: status))
            .Select(finding => finding.What.Split(" of ")[0])));

    [Theory]
    // The alias of the stack was set back by hand.
    [InlineData(null, "3", "1")]
    // Which aliases there are is not asked for few versions.
    [InlineData("lambda list-aliases", "4", "4")]
    [InlineData("lambda list-versions-by-function", "3", "4")]
    public void What_is_in_use_or_gone_is_not_to_be_deleted(string? notFound, string keep, string current) => Assert.Equal(
        "none that Cleanup should have deleted",
        Assert.Single(VersionChecks.Deleted(Target(days: 3, keep: keep, current: current, notFound: notFound))).What);

    [Fact]
    public void A_function_without_a_queue_for_dead_letters_is_not_asked_for_lost_ones() =>
        Assert.Equal("1 rules, and every event was delivered", Assert.Single(RuleChecks.Delivered(Target(metric: "m3"))).What);

    [Theory]
    [InlineData("m1", "Rule: InvocationsFailedToBeSentToDlq is 2")]
    [InlineData("m2", "Cleanup: DeadLetterErrors is 2")]
    public void What_could_not_be_kept_as_a_dead_letter_is_lost(string id, string what)
    {
        var finding = Assert.Single(RuleChecks.Delivered(Target(metric: id)));

        Assert.StartsWith(what, finding.What, StringComparison.Ordinal);
        Assert.StartsWith("its dead-letter queue does not accept them either", finding.Remedy, StringComparison.Ordinal);
    }

    private static string With(string text, string part, string other) => text.Replace(part, other, StringComparison.Ordinal);

    private static string Inline(string name, string document) => $$"""{ "PolicyName": "{{name}}", "PolicyDocument": {{document}} }""";

    private static string Role(
        string trust = Trust, string rights = Rights, string? more = More, string? other = null, string? attached = null,
        string? boundary = null)
    {
        string?[] inline = [Inline("Rights", rights), more is null ? null : Inline("More", more), other];
        return $$"""
            { "RoleName": "Role", "AssumeRolePolicyDocument": {{trust}},
              "RolePolicyList": [ {{string.Join(", ", inline.OfType<string>())}} ],
              "AttachedManagedPolicies": [ {{(attached is null ? "" : $$"""{ "PolicyArn": "{{attached}}" }""")}} ]
              {{(boundary is null ? "" : $$""", "PermissionsBoundary": { "PermissionsBoundaryArn": "{{boundary}}" }""")}} }
            """;
    }

    // Days: since the newest version was published, so that the first of four is not needed any more.
    private static VerifyTarget Target(
        string? roles = null, string aliases = "", int days = 0, string metric = "none", string keep = "3", string current = "4",
        string status = "UPDATE_COMPLETE", string? notFound = null)
    {
        var template = Template.Replace("\"KEEP_VERSIONS\": \"3\"", $"\"KEEP_VERSIONS\": \"{keep}\"", StringComparison.Ordinal);
        var published = DateTimeOffset.UtcNow.AddDays(-days).ToString("yyyy-MM-ddTHH:mm:ss.fff+0000", CultureInfo.InvariantCulture);
        var listed = JsonNode.Parse(Template)!["Resources"]!.AsObject()
            .Select(resource => $$"""{ "LogicalResourceId": "{{resource.Key}}", "PhysicalResourceId": "{{resource.Key}}" }""");
        var versions = Enumerable.Range(1, 4).Select(number => $$"""{ "Version": "{{number}}", "LastModified": "{{published}}" }""");
        var aws = new FakeAws(
            ("cloudformation get-template", $$"""{ "TemplateBody": {{template}} }"""),
            ("cloudformation list-stack-resources", $$"""{ "StackResourceSummaries": [ {{string.Join(", ", listed)}} ] }"""),
            ("iam get-account-authorization-details", $$"""{ "RoleDetailList": [ {{roles ?? Role()}} ] }"""),
            ("lambda list-versions-by-function", $$"""{ "Versions": [ { "Version": "$LATEST" }, {{string.Join(", ", versions)}} ] }"""),
            ("lambda list-aliases", $$"""
                { "Aliases": [ { "Name": "current", "FunctionVersion": "{{current}}" } {{(aliases.Length > 0 ? "," : "")}} {{aliases}} ] }
                """),
            ("cloudwatch get-metric-data", $$"""{ "MetricDataResults": [ { "Id": "{{metric}}", "Values": [ 2.0 ] } ] }"""));
        if (notFound is not null)
            aws.Refused[notFound] = new("ResourceNotFoundException", "for a test", "Operation");
        var json = new JsonObject
        {
            ["StackName"] = "Edge-demo",
            ["StackId"] = "arn:stack",
            ["StackStatus"] = status,
        };
        return new(new RegionalAws(aws, Region), new EdgePlace("demo", Region), DeployedStack.Of(aws, Region, json), TimeSpan.Zero);
    }
}
