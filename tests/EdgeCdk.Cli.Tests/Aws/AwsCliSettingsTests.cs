using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Handover.Bundle;
using EdgeCdk.Cli.Handover.StackSets;
using EdgeCdk.Cli.Handover.Template;
using EdgeCdk.Cli.Handover.Waves;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Aws;

/// <summary>The settings of the AWS CLI that a user may have: those that change what it prints, asks or keeps do not reach our calls and
/// scripts, all others do.</summary>
public sealed class AwsCliSettingsTests
{
    // As https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html and cli-configure-envvars.html list them in November
    // 2026, with botocore 1.43.11. The first are the values that a user may have, and the second those that a call must get.
    private static readonly Dictionary<string, (string Given, string Wanted)> Fixed = new()
    {
        ["AWS_PAGER"] = ("less", ""),
        ["AWS_CLI_AUTO_PROMPT"] = ("on", "off"),
        ["AWS_CLI_ERROR_FORMAT"] = ("json", "legacy"),
        ["AWS_CLI_OUTPUT_ENCODING"] = ("UTF-16", "UTF-8"),
        ["PYTHONIOENCODING"] = ("latin-1", "UTF-8"),
    };

    // Where and as whom a call is made, and how often: an organization may have set it for its network.
    private static readonly string[] Respected =
    [
        "AWS_PROFILE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
        "AWS_CA_BUNDLE", "AWS_DATA_PATH", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT", "AWS_STS_REGIONAL_ENDPOINTS", "AWS_RETRY_MODE", "AWS_MAX_ATTEMPTS",
        "AWS_DEFAULTS_MODE", "AWS_METADATA_SERVICE_TIMEOUT", "AWS_METADATA_SERVICE_NUM_ATTEMPTS", "AWS_EC2_METADATA_DISABLED",
        "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_SDK_UA_APP_ID", "HTTPS_PROXY", "NO_PROXY",
    ];

    [Fact]
    public void Settings_that_change_an_answer_do_not_reach_a_call_and_all_others_do()
    {
        using var session = new Session();
        session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));
        session.Write("bin/aws", $$"""
            #!/bin/sh
            env > {{session.PathOf("environment")}}
            echo "$@" > {{session.PathOf("arguments")}}
            echo '{}'

            """);
        ChildProcess.Run("chmod", ["+x", session.PathOf("bin/aws")]);
        var environment = new Dictionary<string, string?>
        {
            ["PATH"] = $"{session.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["AWS_DEFAULT_OUTPUT"] = "table",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_CLI_HISTORY_FILE"] = session.PathOf("history.db"),
        };
        foreach (var (name, (given, _)) in Fixed)
            environment[name] = given;
        foreach (var name in Respected)
            environment[name] = $"of the user: {name}";

        ChildProcess.Run(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "EdgeCdk.Cli.dll"), "verify", "demo", "--edges", session.PathOf("edges"),
                "--releases", Repository.Releases], environment: environment, input: "");

        var got = session.Read("environment").Split('\n').Where(line => line.Contains('=', StringComparison.Ordinal))
            .Select(line => line.Split('=', 2)).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.All(Fixed, setting => Assert.Equal(setting.Value.Wanted, got[setting.Key]));
        Assert.All(Respected, name => Assert.Equal($"of the user: {name}", got[name]));
        Assert.Equal("sts get-caller-identity --region eu-central-1 --output json\n", session.Read("arguments"));
        // Answers have secrets in them.
        Assert.NotEqual(session.PathOf("history.db"), got["AWS_CLI_HISTORY_FILE"]);
        Assert.False(File.Exists(got["AWS_CLI_HISTORY_FILE"]));
    }

    [Fact]
    public void Every_script_that_is_written_sets_them()
    {
        var edge = Fleet.Load(EdgeExamples.PathOf(EdgeExamples.Smallest), Repository.Releases).Single();
        var texts = new[]
        {
            DeployScript.Write([], [edge], ""), CdkScript.Write([edge], "", ""), new PortableDeployment(edge).Script(),
            new BundleReadme(edge, true, [], "hnb659fds").Text(),
        };
        Assert.All(texts, text => Assert.Contains($"\n{AwsCliSettings.Export}\n", text, StringComparison.Ordinal));

        var environment = ChildProcess.Run("sh", ["-c", $"{AwsCliSettings.Export}\nenv"], input: "").Output.Split('\n');
        Assert.All(["AWS_PAGER", "AWS_CLI_AUTO_PROMPT", "AWS_CLI_ERROR_FORMAT"], name =>
            Assert.Contains($"{name}={Fixed[name].Wanted}", environment));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("Warning: a plug-in\n{}")]
    public void An_answer_that_is_not_a_json_object_is_an_error_of_the_AWS_CLI(string output)
    {
        if (output.Length == 0)
            Assert.Empty(AwsCli.Read(0, output, ""));
        else
            Assert.Contains("not a JSON object", Assert.Throws<CommandException>(() => AwsCli.Read(0, output, "")).Message);
    }

    [Theory]
    [InlineData("ec2", "DescribeVpcs", "ec2:DescribeVpcs")]
    [InlineData("s3api", "HeadObject", "s3:GetObject")]
    [InlineData("s3api", "HeadBucket", "s3:ListBucket")]
    [InlineData("efs", "DescribeMountTargets", "elasticfilesystem:DescribeMountTargets")]
    [InlineData("resourcegroupstaggingapi", "GetResources", "tag:GetResources")]
    [InlineData("service-quotas", "GetAWSDefaultServiceQuota", "servicequotas:GetAWSDefaultServiceQuota")]
    [InlineData("", "DescribeVpcs", "DescribeVpcs")]
    public void A_refusal_names_the_permission(string service, string operation, string permission) => Assert.StartsWith(
        $"AWS refused {permission} (AccessDenied): no",
        AwsException.Parse($"An error occurred (AccessDenied) when calling the {operation} operation: no", service)!.Message,
        StringComparison.Ordinal);
}
