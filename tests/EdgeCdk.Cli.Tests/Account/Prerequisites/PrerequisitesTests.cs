using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Prerequisites;

/// <summary>What <c>edge prerequisites</c> makes of a stack, and which commands it says come next.</summary>
public sealed class PrerequisitesTests : IDisposable
{
    private const string Stack = "Prerequisites-acme";

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("CREATE_COMPLETE", null)]
    [InlineData("UPDATE_ROLLBACK_COMPLETE", null)]
    [InlineData("CREATE_IN_PROGRESS", "is in CREATE_IN_PROGRESS: the first deployment is in progress; wait until it is complete")]
    [InlineData("UPDATE_ROLLBACK_FAILED", "is in UPDATE_ROLLBACK_FAILED: the last update failed, and so did its rollback; deploy it again")]
    [InlineData("CREATE_COMPLETE", "has no parameter EdgeName; name the stack that was deployed with the template of", "EdgeName")]
    [InlineData("CREATE_COMPLETE", "has no output CidrBlocks; name the stack that was deployed with the template of", "CidrBlocks")]
    public void The_onboarding_values_are_those_of_a_stack_that_is_complete(string status, string? fault, string missing = "")
    {
        var result = Onboard(Account(status, missing));

        Assert.Equal(fault is null ? 0 : 1, result.ExitCode);
        Assert.StartsWith(fault is null ? "" : $"edge: the stack {Stack} {fault}", result.Error, StringComparison.Ordinal);
        Assert.Equal(fault is null, _session.Has("onboarding.yaml"));
        if (fault is null)
        {
            Assert.Equal("account: {}\n", _session.Read("onboarding.yaml"));
            Assert.Equal("""
                onboarding.yaml was written; next:
                  npx edge init --from onboarding.yaml --set edge.name=acme --set vpc.cidrBlocks=10.0.0.0/16 |
                    --set vpc.privateRouteTableIds=rtb-1,rtb-2
                  aws ec2 revoke-security-group-ingress --region eu-central-1 --group-id sg-1 |
                    --ip-permissions 'IpProtocol=-1,UserIdGroupPairs=[{GroupId=sg-1}]'
                  aws ec2 revoke-security-group-egress --region eu-central-1 --group-id sg-1 |
                    --ip-permissions 'IpProtocol=-1,IpRanges=[{CidrIp=0.0.0.0/0}]'

                """.ReplaceLineEndings("\n").Replace("|\n    ", "", StringComparison.Ordinal), result.Output);
        }
    }

    [Fact]
    public void A_stack_that_is_not_there_is_told_with_the_account_that_was_asked() => Assert.Equal(
        $"edge: there is no stack {Stack} in eu-central-1 of account 123456789011; correct the name or --region, or use credentials of the "
            + "account that has it, for example with AWS_PROFILE\n",
        Onboard(new FakeAccount()).Error);

    [Theory]
    [InlineData("account: {}\n", 0)]
    [InlineData("account: { region: mine }\n", 1)]
    public void A_file_with_other_values_is_not_replaced(string there, int exitCode)
    {
        _session.Write("my values.yaml", there);

        var result = Onboard(Account("CREATE_COMPLETE"), "--output", "my values.yaml");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(there, _session.Read("my values.yaml"));
        // A command that can be pasted.
        Assert.Equal(exitCode == 0, result.Output.Contains("npx edge init --from 'my values.yaml' --set ", StringComparison.Ordinal));
        Assert.Equal(exitCode == 1, result.Error.Contains("my values.yaml exists already, with other values", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "prerequisites.template.json", "'<region>'", "'Prerequisites-<edge>'", "'<edge>'")]
    [InlineData("--edge acme --region eu-west-1 -o other.json", "other.json", "eu-west-1", "Prerequisites-acme", "acme")]
    public void The_template_is_written_with_the_commands_that_deploy_it(
        string options, string file, string region, string stack, string edge)
    {
        _session.Write("src/EdgeCdk.App/run.mjs", """
            import { writeFileSync } from 'node:fs';
            writeFileSync(process.argv[4], `of ${process.argv[3]}`);
            """);

        var result = _session.Run(["prerequisites", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal("of prerequisites", _session.Read(file));
        Assert.Equal(
            $"{file} was written; next:\n  aws cloudformation deploy --region {region} --stack-name {stack} --template-file {file} "
                + $"--capabilities CAPABILITY_IAM --parameter-overrides EdgeName={edge}\n"
                + $"  npx edge prerequisites --onboarding {stack} --region {region}\n",
            result.Output);
    }

    [Fact]
    public void Values_of_a_stack_need_its_region() => Assert.StartsWith(
        "edge: --onboarding needs --region\n", _session.Run("prerequisites", "--onboarding", Stack).Error, StringComparison.Ordinal);

    private CommandResult Onboard(FakeAccount aws, params string[] more) =>
        _session.Run(aws, ["prerequisites", "--onboarding", Stack, "--region", FakeAccount.Region, .. more]);

    private static FakeAccount Account(string status, string missing = "")
    {
        var aws = new FakeAccount();
        var stack = aws.Stack(Stack, status, edge: null);
        stack["Parameters"] = Entries("Parameter", missing, ("EdgeName", "acme"));
        stack["Outputs"] = Entries(
            "Output", missing, ("Onboarding", "account: {}"), ("CidrBlocks", "10.0.0.0/16"), ("PrivateRouteTableIds", "rtb-1,rtb-2"),
            ("DefaultSecurityGroupId", "sg-1"));
        return aws;
    }

    private static JsonArray Entries(string kind, string missing, params (string Name, string Value)[] entries) =>
        new([.. entries.Where(entry => entry.Name != missing).Select(entry => FakeAccount.Pair(kind, entry.Name, entry.Value))]);
}
