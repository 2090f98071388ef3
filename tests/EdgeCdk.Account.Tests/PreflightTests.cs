using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>What <c>edge preflight</c> says about an account as a whole.</summary>
public sealed class PreflightTests(EmulatedAccount account) : Broken(account)
{
    [Fact]
    public void An_account_with_all_that_an_edge_needs_has_neither_error_nor_warning()
    {
        Assert.All(Find(), finding => Assert.True((string?)finding["outcome"] == "unknown", finding.ToJsonString()));
        Assert.DoesNotContain(Find(), finding => ((string)finding["what"]!).Contains("AWS refused", StringComparison.Ordinal));
        Assert.All(
            ["ataccama.azurecr.io", "*.blob.core.windows.net", "*.data.azurecr.io"],
            host => Assert.Contains(Find(), finding => ((string)finding["what"]!).Contains(host, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_text_has_the_worst_first_with_what_would_happen_and_what_to_do()
    {
        var edgeFile = Land.EdgeFile
            .With(Landscape.ResultBucket, "no-such-bucket")
            .With("secretsManager: create", "secretsManager: existing");
        using var session = new Session(Aws, edgeFile);

        var result = session.Run("preflight", "acme");

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Matches(
            """
            ^FAILED   s3\.bucketName  +there is no bucket no-such-bucket
             +then: the deployment succeeds; then no result can be written: NoSuchBucket
             +do: aws s3 mb s3://no-such-bucket --region eu-central-1, or correct s3\.bucketName
            warning  vpc\.endpoints\.secretsManager +is existing, but
            """, result.Output);
        Assert.Contains("\nunknown  ", result.Output, StringComparison.Ordinal);
        Assert.Matches("\n1 failed, 1 warning, [0-9]+ could not be checked\n$", result.Output);
    }

    [Fact]
    public void With_credentials_of_another_account_nothing_else_is_asked()
    {
        var finding = Assert.Single(Find(text => text.Replace(Places.Account, "123456789011", StringComparison.Ordinal)));

        Assert.Equal("account.accountId", (string?)finding["about"]);
        Assert.Contains($"but the credentials belong to {Places.Account}", (string?)finding["what"], StringComparison.Ordinal);
        Assert.Contains("Need to perform AWS calls for account 123456789011", (string?)finding["later"], StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_that_aws_does_not_take_are_the_only_finding()
    {
        var finding = Assert.Single(Find(aws: new Refusing(Aws, "sts", "ExpiredToken")));

        Assert.Equal(("failed", "credentials"), ((string?)finding["outcome"], (string?)finding["about"]));
    }

    [Fact]
    public void What_may_not_be_asked_is_not_taken_for_right_and_the_rest_is_checked()
    {
        var findings = Find(text => text.With(Landscape.ResultBucket, "no-such-bucket"), new Refusing(Aws, "iam", "AccessDenied"));

        Assert.Equal("s3.bucketName", (string?)Assert.Single(findings, finding => (string?)finding["outcome"] == "failed")["about"]);
        Assert.Contains(
            findings,
            finding => (string?)finding["about"] == "s3.iamRoleArn"
                && (string?)finding["outcome"] == "unknown"
                && ((string)finding["remedy"]!).StartsWith("allow the caller to call GetRole", StringComparison.Ordinal));
    }

    [Fact]
    public void A_service_that_is_not_reached_does_not_end_the_rest()
    {
        var findings = Find(text => text.With(Landscape.ResultBucket, "no-such-bucket"), new Unreached(Aws, "sqs"));

        Assert.Equal("s3.bucketName", (string?)Assert.Single(findings, finding => (string?)finding["outcome"] == "failed")["about"]);
        Assert.Contains(
            findings,
            finding => (string?)finding["about"] == "controlPlane.requestQueueArn"
                && (string?)finding["what"] == "could not be checked: for a test");
    }

    [Fact]
    public void Without_an_aws_cli_that_is_told_and_nothing_else()
    {
        using var session = new Session(new Unreached(Aws, "sts"), Land.EdgeFile);

        var result = session.Run("preflight", "acme");

        Assert.Equal(new CommandResult(1, "", "edge: for a test\n"), result);
    }

    [Fact]
    public void A_file_with_a_fault_is_told_before_anything_is_asked()
    {
        var edgeFile = Land.EdgeFile.With("name: acme, release: 16.6.5", "name: acme, release: 1.0.0");
        using var session = new Session(new Refusing(Aws, "", "Unused"), edgeFile);

        var result = session.Run("preflight", "acme");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("edge.release is \"1.0.0\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_asked_twice()
    {
        var counting = new Counting(Aws);

        Find(aws: counting);

        Assert.Equal(counting.Calls.Distinct(), counting.Calls);
        Assert.All(counting.Calls, call => Assert.Matches("^[a-z0-9-]+ (describe|get|list|head)-", call));
    }

    private sealed class Refusing(IAws aws, string service, string code) : IAws
    {
        public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
        {
            if (service.Length > 0 && arguments[0] != service)
                return aws.Ask(region, arguments);
            var words = arguments[1].Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]);
            throw new Cli.Aws.AwsException(code, "for a test", string.Concat(words));
        }
    }

    private sealed class Unreached(IAws aws, string service) : IAws
    {
        public JsonObject Ask(string region, params IReadOnlyList<string> arguments) =>
            arguments[0] == service ? throw new CommandException("for a test") : aws.Ask(region, arguments);
    }

    private sealed class Counting(IAws aws) : IAws
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Calls { get; } = new();

        public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
        {
            Calls.Enqueue(string.Join(' ', arguments));
            return aws.Ask(region, arguments);
        }
    }
}
