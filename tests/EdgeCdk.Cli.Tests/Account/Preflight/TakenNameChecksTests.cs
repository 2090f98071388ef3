using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>Fixed names that the deployment uses: who has them is asked before anything is said.</summary>
public sealed class TakenNameChecksTests
{
    private const string Role = "demo-job-dqc";
    private const string LogGroup = "/ataccama/edge/demo/dqc";

    [Fact]
    public void In_an_empty_account_none_is_taken() => Assert.Empty(Find(new FakeAccount()));

    [Fact]
    public void Without_a_stack_that_owns_them_each_is_told_with_what_it_may_hold()
    {
        var account = new FakeAccount { Roles = { Role }, LogGroups = { LogGroup, "/ataccama/edge/demo/other" } };
        account.Answers["kms describe-key"] = new() { ["KeyMetadata"] = new JsonObject { ["KeyId"] = "k-1" } };

        var findings = Find(account);

        Assert.Equal(
            [
                $"log groups 1 of the names that the edge needs exist already, such as {LogGroup}",
                $"{AliasOf(account)} exists already, for the key k-1",
                $"{Role} a role with this name exists, and no stack in this account owns it",
            ],
            findings.Select(finding => $"{finding.About} {finding.What}"));
        Assert.Equal(
            $"aws logs delete-log-group --region eu-central-1 --log-group-name {LogGroup}",
            findings[0].Remedy!.Split("then delete them: ")[1]);
    }

    [Fact]
    public void What_the_stack_of_the_edge_holds_is_not_taken()
    {
        var account = new FakeAccount { Roles = { Role }, LogGroups = { LogGroup } };
        account.Answers["kms describe-key"] = new() { ["KeyMetadata"] = new JsonObject { ["KeyId"] = "k-1" } };
        account.Stack("Edge-demo", physicalIds: [Role, LogGroup, AliasOf(account)]);

        Assert.Empty(Find(account));
    }

    [Fact]
    public void A_log_group_that_the_stack_does_not_hold_is_taken_all_the_same()
    {
        var account = new FakeAccount { LogGroups = { LogGroup, "/ataccama/edge/demo/create-table" } };
        account.Stack("Edge-demo", physicalIds: LogGroup);

        Assert.Equal(
            "1 of the names that the edge needs exist already, such as /ataccama/edge/demo/create-table",
            Assert.Single(Find(account)).What);
    }

    [Fact]
    public void What_another_stack_holds_is_in_use()
    {
        var account = new FakeAccount { LogGroups = { LogGroup } };
        account.Stack("another", edge: null, physicalIds: LogGroup);

        Targets.Has(Find(account), "Failed", $"{LogGroup} is in use: it belongs to the stack another in eu-central-1");
    }

    [Fact]
    public void A_role_may_be_that_of_a_stack_in_another_region()
    {
        var account = new FakeAccount { Roles = { Role } };
        account.Stack("another", region: "us-east-1", edge: null, physicalIds: Role);

        Targets.Has(Find(account), "Failed", $"{Role} is in use: it belongs to the stack another in us-east-1");
    }

    [Fact]
    public void As_long_as_the_owner_is_not_known_no_deletion_is_advised()
    {
        var account = new FakeAccount { LogGroups = { LogGroup }, Refused = { "cloudformation describe-stack-resources" } };

        var finding = Assert.Single(Find(account));

        Targets.Has([finding], "Unknown", $"{LogGroup} exists, and which stack owns it could not be checked: ");
        Assert.DoesNotContain("delete", finding.Remedy, StringComparison.Ordinal);
    }

    private static string AliasOf(FakeAccount account) => Targets.Of(account).Names.KeyAlias;

    private static List<Finding> Find(FakeAccount account)
    {
        var target = Targets.Of(account);
        return [.. TakenNameChecks.Of(target).SelectMany(check => check.Run())];
    }
}
