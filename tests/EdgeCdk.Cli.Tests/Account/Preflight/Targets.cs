using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>The demo edge before an account, for tests of one check.</summary>
internal static class Targets
{
    public const string VpcId = "vpc-0f1924823027c00c7";
    public const string First = "subnet-0fa6e2c437dd0e5fd";
    public const string Second = "subnet-0156acffabb5aa872";

    /// <summary>Both private subnets, in two zones.</summary>
    public const string Subnets = $$"""
        {"Subnets":[
          {"SubnetId":"{{First}}","AvailabilityZone":"eu-central-1a","CidrBlock":"10.0.0.0/24","AvailableIpAddressCount":200},
          {"SubnetId":"{{Second}}","AvailabilityZone":"eu-central-1b","CidrBlock":"10.0.1.0/24","AvailableIpAddressCount":200}]}
        """;

    /// <summary>The stack of the edge, deployed: an answer of AWS.</summary>
    public const string DeployedStack = """
        {"Stacks":[{"StackName":"Edge-demo","StackId":"arn:aws:cloudformation:eu-central-1:123456789011:stack/Edge-demo/1",
          "StackStatus":"UPDATE_COMPLETE","Outputs":[{"OutputKey":"EdgeName","OutputValue":"demo"},
            {"OutputKey":"Region","OutputValue":"eu-central-1"},{"OutputKey":"AccountId","OutputValue":"123456789011"}]}]}
        """;

    private static readonly EdgeDefinition Demo = Defined(text => text);

    public static PreflightTarget Of(IAws aws, Func<string, string>? edit = null) => new(edit is null ? Demo : Defined(edit), aws);

    /// <summary>The one finding, when the words are not empty; else there is none.</summary>
    public static void Has(IEnumerable<Finding> findings, string outcome, string words)
    {
        var found = findings.ToList();
        if (outcome.Length == 0)
        {
            Assert.Empty(found);
            return;
        }

        var finding = Assert.Single(found);
        Assert.Equal(outcome, finding.Outcome.ToString());
        Assert.Contains(words, finding.What, StringComparison.Ordinal);
        Assert.NotNull(finding.Remedy);
    }

    private static EdgeDefinition Defined(Func<string, string> edit)
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("edges/demo.yaml", edit(EdgeFiles.Text(EdgeFiles.Demo)));
        return Assert.Single(Fleet.Load(file, Repository.Releases));
    }
}
