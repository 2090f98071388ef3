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

    [Fact]
    public void A_new_account_is_enough_when_nothing_is_provisioned() =>
        Assert.Empty(QuotaChecks.Lambda(Targets.Of(Lambda(10, 10), text => $"{text}\n{NoProvisioning}\n")));

    [Theory]
    [InlineData(100, "", "")]
    [InlineData(10, "Warning", "10 vCPUs of Fargate On-Demand are allowed at a time; a deployment needs up to 4.5, and 14.5")]
    [InlineData(4, "Failed", "4 vCPUs of Fargate On-Demand are allowed")]
    public void Fargate_may_run_enough(int vCpus, string outcome, string words) => Targets.Has(
        FargateQuotaChecks.Find(Targets.Of(
            new FakeAws(("service-quotas get-service-quota", $$$"""{"Quota":{"Value":{{{vCpus}}}}}""")))),
        outcome, words);

    [Fact]
    public void The_quota_that_AWS_gives_by_default_counts_when_the_account_has_none_of_its_own() => Targets.Has(
        FargateQuotaChecks.Find(Targets.Of(
            new FakeAws(("service-quotas get-aws-default-service-quota", """{"Quota":{"Value":4}}"""))
                .Without("service-quotas get-service-quota"))),
        "Failed", "4 vCPUs");

    private static FakeAws Lambda(int limit, int free) => new(("lambda get-account-settings",
        $$$"""{"AccountLimit":{"ConcurrentExecutions":{{{limit}}},"UnreservedConcurrentExecutions":{{{free}}}}}"""));
}
