using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Preflight;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>Quotas of a new account.</summary>
public sealed class QuotaChecksTests
{
    private const string NoProvisioning =
        "functions: { metadataBrowsing: { provisionedConcurrency: 0 }, dqResultsReader: { provisionedConcurrency: 0 } }";

    [Theory]
    [InlineData(1000, 1000, "", "")]
    [InlineData(10, 10, "Failed", "Lambda has 10 concurrent executions that no function reserves; the edge provisions ")]
    [InlineData(102, 102, "", "")]
    [InlineData(101, 101, "Failed", "and 100 must be left")]
    [InlineData(1000, 101, "Failed", "Lambda has 101 concurrent executions")]
    public void Lambda_has_enough_concurrent_executions(int limit, int free, string outcome, string words) =>
        Targets.Has(QuotaChecks.Lambda(Targets.Of(Lambda(limit, free))), outcome, words);

    [Fact]
    public void What_the_functions_reserve_counts() => Targets.Has(
        QuotaChecks.Lambda(Targets.Of(Lambda(150, 150), text => $"{text}\nfunctions: {{ reservedConcurrentExecutions: 20 }}\n")),
        "Failed", "the edge reserves 80, and 100 must be left");

    [Theory]
    [InlineData("reservedConcurrentExecutions: 20", "remove functions.reservedConcurrentExecutions; or aws service-quotas ")]
    [InlineData(
        "metadataBrowsing: { provisionedConcurrency: 1 }",
        "functions.metadataBrowsing.provisionedConcurrency: 0 and functions.dqResultsReader.provisionedConcurrency: 0; or aws ")]
    public void The_key_that_asks_for_less_is_named(string functions, string remedy) => Assert.StartsWith(
        remedy,
        Assert.Single(QuotaChecks.Lambda(Targets.Of(Lambda(10, 10), text => $"{text}\nfunctions: {{ {functions} }}\n"))).Remedy,
        StringComparison.Ordinal);

    [Fact]
    public void A_deployed_edge_has_its_concurrency() => Assert.Empty(QuotaChecks.Lambda(Targets.Of(new FakeAws(
        ("cloudformation describe-stacks", Targets.DeployedStack),
        ("lambda get-account-settings", """{"AccountLimit":{"ConcurrentExecutions":10,"UnreservedConcurrentExecutions":10}}""")))));

    [Fact]
    public void A_new_account_is_enough_when_nothing_is_provisioned() =>
        Assert.Empty(QuotaChecks.Lambda(Targets.Of(Lambda(10, 10), text => $"{text}\n{NoProvisioning}\n")));

    [Theory]
    [InlineData("planeManager: { cpu: 4096, memoryMiB: 8192 }", false, "needs up to 16.5, and 26.5 with")]
    [InlineData("observability: { enabled: true }", false, "needs up to 5.5, and 15.5 with")]
    [InlineData("", true, "needs up to 2.5, and 12.5 with")]
    public void What_runs_and_what_is_replaced_needs_vCPUs(string more, bool isDeployed, string words)
    {
        (string, string)[] stack = isDeployed ? [("cloudformation describe-stacks", Targets.DeployedStack)] : [];
        var aws = new FakeAws([("service-quotas get-service-quota", """{"Quota":{"Value":1}}"""), .. stack]);

        Targets.Has(FargateQuotaChecks.Find(Targets.Of(aws, text => $"{text}\n{more}\n")), "Failed", words);
    }

    [Theory]
    [InlineData(100, "", "")]
    [InlineData(14.5, "", "")]
    [InlineData(4.5, "Warning", "4.5 vCPUs of Fargate On-Demand are allowed")]
    [InlineData(10, "Warning", "10 vCPUs of Fargate On-Demand are allowed at a time; a deployment needs up to 4.5, and 14.5")]
    [InlineData(4, "Failed", "4 vCPUs of Fargate On-Demand are allowed")]
    public void Fargate_may_run_enough(double vCpus, string outcome, string words) => Targets.Has(
        FargateQuotaChecks.Find(Targets.Of(
            new FakeAws(("service-quotas get-service-quota", Quota(vCpus))))),
        outcome, words);

    [Fact]
    public void The_quota_that_AWS_gives_by_default_counts_when_the_account_has_none_of_its_own() => Targets.Has(
        FargateQuotaChecks.Find(Targets.Of(
            new FakeAws(("service-quotas get-aws-default-service-quota", """{"Quota":{"Value":4}}"""))
                .Without("service-quotas get-service-quota"))),
        "Failed", "4 vCPUs");

    private static string Quota(double value) => new JsonObject { ["Quota"] = new JsonObject { ["Value"] = value } }.ToJsonString();

    private static FakeAws Lambda(int limit, int free) => new(("lambda get-account-settings",
        $$$"""{"AccountLimit":{"ConcurrentExecutions":{{{limit}}},"UnreservedConcurrentExecutions":{{{free}}}}}"""));
}
