using EdgeCdk.Account.Tests.Support;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Deployed;

/// <summary>An edge of Service Catalog is checked, supported, upgraded and planned for destruction like any other, and nothing of it is
/// called left over.</summary>
[Collection(nameof(DeployedEdge))]
public sealed class CatalogEdgeTests(DeployedEdge edge, CatalogEdge catalog) : IClassFixture<CatalogEdge>
{
    private static readonly string[] Deletions = ["delete-", "schedule-key-deletion", "terminate-provisioned-product", "cdk destroy"];

    private static string OfCatalog(string operation) =>
        $"aws servicecatalog {operation} --region {Places.Region} --provisioned-product-id pp-abcdefgh";

    [Theory]
    [InlineData("")]
    [InlineData($"--stack {CatalogEdge.StackName}")]
    public void It_is_well(string option)
    {
        Assert.NotNull(catalog);

        var result = edge.Run(["verify", CatalogEdge.Name, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains($"{CatalogEdge.StackName} is CREATE_COMPLETE", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Support_has_its_stack()
    {
        var result = edge.Run("support", CatalogEdge.Name, "-o", "catalog.zip");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        using var archive = new SupportArchive(Path.Combine(edge.Site.Repository, "catalog.zip"));
        Assert.Equal(CatalogEdge.StackName,
            (string?)archive.Json("stack.json")["stackName"] ?? (string?)archive.Json("stack.json")["StackName"]);
    }

    [Fact]
    public void Its_plan_has_the_commands_of_service_catalog()
    {
        var steps = edge.Json("destroy-plan", CatalogEdge.Name)["steps"]!.AsArray().Select(step => (string)step!).ToList();

        Assert.Contains(OfCatalog("terminate-provisioned-product"), steps);
        Assert.DoesNotContain(steps, step => step.Contains("cdk destroy", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_of_it_is_left_over()
    {
        var result = edge.Run("destroy-plan", CatalogEdge.Name, "--after");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"edge: {CatalogEdge.StackName} still exists, in CREATE_COMPLETE", result.Error, StringComparison.Ordinal);
        Assert.All(Deletions, deletion => Assert.DoesNotContain(deletion, result.Output + result.Error, StringComparison.Ordinal));
    }

    [Fact]
    public void Preflight_sends_to_service_catalog_and_deletes_nothing()
    {
        var result = edge.Run("preflight", CatalogEdge.Name);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches($"{CatalogEdge.StackName} +has the edge {CatalogEdge.Name}, and was deployed by Service Catalog\n", result.Output);
        Assert.Contains(OfCatalog("update-provisioned-product"), result.Output, StringComparison.Ordinal);
        Assert.All(Deletions, deletion => Assert.DoesNotContain(deletion, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_release_is_known_to_upgrade()
    {
        using var file = Changed(text => text.With($"release: {CustomerSite.Release}", "release: 16.6.4"));

        var result = edge.Run("upgrade", CatalogEdge.Name, "--deployed", "account", "--yes");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"but {CustomerSite.Release} is deployed", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("support")]
    [InlineData("destroy-plan")]
    [InlineData("destroy-plan --after")]
    [InlineData("preflight")]
    public void A_file_with_another_region_is_corrected_and_nothing_else_is_offered(string command)
    {
        using var file = Changed(text => text.Replace(Places.Region, "eu-west-1", StringComparison.Ordinal));

        var result = Run(edge.Aws, command);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"the edge {CatalogEdge.Name} is deployed in {Places.Region}, as the stack {CatalogEdge.StackName}, not in "
            + $"eu-west-1; set account.region to {Places.Region}", result.Output + result.Error, StringComparison.Ordinal);
        Assert.All(Deletions, deletion => Assert.DoesNotContain(deletion, result.Output + result.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("support")]
    [InlineData("destroy-plan")]
    [InlineData("preflight")]
    [InlineData("discover")]
    [InlineData("upgrade --deployed account")]
    public void Credentials_of_another_account_end_it(string command)
    {
        var aws = new OtherAnswers(edge.Aws, (operation, answer) =>
        {
            if (operation == "sts get-caller-identity")
                answer["Account"] = "222233334444";
        });

        var result = Run(aws, command);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("222233334444", result.Output + result.Error, StringComparison.Ordinal);
        Assert.Equal(["sts get-caller-identity"], aws.Asked.Distinct());
    }

    private CommandResult Run(IAws aws, string command) =>
        edge.RunAgainst(aws, [command.Split(' ')[0], CatalogEdge.Name, .. command.Split(' ').Skip(1)]);

    // The file with other words, until the end of a test.
    private ChangedFile Changed(Func<string, string> change) =>
        new(Path.Combine(edge.Site.Repository, "edges", $"{CatalogEdge.Name}.yaml"), change);

    private sealed class ChangedFile : IDisposable
    {
        private readonly string _path;
        private readonly string _text;

        public ChangedFile(string path, Func<string, string> change)
        {
            (_path, _text) = (path, File.ReadAllText(path));
            File.WriteAllText(path, change(_text));
        }

        public void Dispose() => File.WriteAllText(_path, _text);
    }
}
