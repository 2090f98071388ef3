using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Prerequisites;

/// <summary>From an empty account to an edge file: the template, the AWS CLI, the onboarding values.</summary>
public sealed class PrerequisitesTests(NewAccount customer, EmulatedAccount account) : IClassFixture<NewAccount>
{
    [Fact]
    public void The_template_is_written_and_what_comes_next_is_told()
    {
        Assert.Equal((0, ""), (customer.Written.ExitCode, customer.Written.Error));
        Assert.Contains(
            $"aws cloudformation deploy --region {Places.Region} --stack-name {NewAccount.Stack} ",
            customer.Written.Output,
            StringComparison.Ordinal);
        Assert.Contains(
            $"npx edge prerequisites --onboarding {NewAccount.Stack} --region {Places.Region}\n",
            customer.Written.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_aws_cli_alone_deploys_and_changes_it()
    {
        Assert.True(customer.Deployed.ExitCode == 0, customer.Deployed.Error);
        Assert.True(customer.Changed.ExitCode == 0, customer.Changed.Error);
        Assert.Empty(account.Emulator.Crashes);
    }

    [Fact]
    public void Each_private_subnet_goes_out_through_the_gateway_of_its_own_zone()
    {
        var network = customer.PerZone;

        Assert.Equal((3, 3), (network.NatGateways.Count, network.Addresses.Count));
        Assert.Equal(3, network.Outwards.Count);
        Assert.All(network.Outwards, way => Assert.Equal(network.Zone(way.Key), way.Value));
        Assert.Equal(3, network.Outwards.Values.Distinct().Count());
        Assert.Equal("ALL", (string?)Assert.Single(network.FlowLogs)["TrafficType"]);
    }

    [Fact]
    public void With_one_gateway_all_private_subnets_go_out_through_it()
    {
        var network = customer.OneOfTwo;

        Assert.Single(network.NatGateways);
        Assert.Single(network.Addresses);
        Assert.Equal(2, network.Outwards.Count);
        Assert.Single(network.Outwards.Values.Distinct());
        Assert.Equal(4, network.Subnets.Count);
    }

    [Fact]
    public void Names_are_resolved_in_the_vpc() => Assert.True(customer.PerZone.ResolvesNames);

    [Fact]
    public void The_onboarding_values_have_the_form_of_the_guide()
    {
        Assert.Equal((0, ""), (customer.Onboarded.ExitCode, customer.Onboarded.Error));
        Assert.Matches("""
            ^account:
              region: "eu-central-1"
              accountId: "123456789012"
            vpc:
              vpcId: "vpc-[0-9a-f]{17}"
              privateSubnetIds:
            (    - "subnet-[0-9a-f]{17}"
            ){3}  publicSubnetIds:
            (    - "subnet-[0-9a-f]{17}"
            ){3}s3:
              bucketName: "prerequisites-acme-prod-[a-z0-9-]+"
              iamRoleArn: "arn:aws:iam::123456789012:role/[A-Za-z0-9-]+"
              region: "eu-central-1"
            $
            """.ReplaceLineEndings("\n"), customer.Onboarding);
    }

    [Fact]
    public void The_command_that_comes_next_makes_an_edge_file_without_a_problem()
    {
        var command = Assert.Single(
            customer.Onboarded.Output.Split('\n'),
            line => line.Contains("npx edge init", StringComparison.Ordinal));
        var next = command.Trim().Split(' ')[2..];
        string[] vendors =
        [
            "controlPlane.edgeAccessRoleArn=arn:aws:iam::999988887777:role/edge-access-acme-prod",
            "controlPlane.requestQueueArn=arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests",
            "controlPlane.resultReaderQueueArn=arn:aws:sqs:eu-central-1:999988887777:acme-prod-results",
            "artifacts.bucket=vendor-releases",
        ];

        var result = customer.Edge([.. next, "--non-interactive", .. vendors.SelectMany(value => (string[])["--set", value])]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("edges/acme-prod.yaml was written\n", result.Output, StringComparison.Ordinal);
        Assert.Equal("1 edge: no problems\n", customer.Edge("validate").Output);
    }

    // Security Hub's control EC2.2.
    [Fact]
    public void The_commands_that_come_next_leave_no_rule_in_the_default_security_group() =>
        Assert.Equal("", customer.RulesOfDefaultGroup);

    [Fact]
    public void Nothing_of_a_deleted_stack_costs_anything_but_the_results_are_still_there()
    {
        Assert.NotEmpty(customer.PerZone.Things);
        Assert.Empty(customer.Destroyed.Things);
        var bucket = Assert.Single(
            customer.Destroyed.Buckets,
            bucket => bucket.StartsWith("prerequisites-", StringComparison.Ordinal));
        Assert.Contains($"  bucketName: \"{bucket}\"\n", customer.Onboarding, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_another_network_do_not_replace_a_file()
    {
        var words = "edge: onboarding.yaml exists already, with other values; remove it, or name another file with --output\n";
        Assert.Equal(new CommandResult(1, "", words), customer.OnboardedAgain);
        Assert.Equal(customer.Onboarding, customer.Read("onboarding.yaml"));
    }

    [Theory]
    [InlineData("edge: there is no stack Other in eu-central-1 of account 123456789012; correct the name or --region, or use credentials "
        + "of the account that has it, for example with AWS_PROFILE\n", "--onboarding", "Other", "--region", "eu-central-1")]
    [InlineData("edge: --onboarding needs --region\nedge: see `npx edge prerequisites --help`\n", "--onboarding", "Other")]
    public void What_cannot_be_done_is_told(string message, params string[] arguments) =>
        Assert.Equal(new CommandResult(1, "", message), customer.Edge(["prerequisites", .. arguments]));

    [Fact]
    public void Outside_of_the_repository_no_template_is_made() =>
        Assert.StartsWith(
            "edge: there is no node_modules/edge-cdk in ",
            customer.Edge("prerequisites").Error,
            StringComparison.Ordinal);
}
