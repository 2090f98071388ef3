namespace EdgeCdk.Cli.Tests;

public sealed class OutputTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void An_output_that_cannot_be_written_is_told()
    {
        _session.Write("taken", "");

        var result = _session.Run("catalog", "--output", "taken");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("edge: taken", result.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be written", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("edge.name", "--edge", "Acme_Prod", "--region", "eu-central-1")]
    [InlineData("account.region", "--edge", "acme-prod", "--region", "mars-1")]
    public void What_could_not_be_deployed_is_not_written(string key, params string[] options)
    {
        var result = _session.Run(["prerequisites", .. options]);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"edge: {key} is ", result.Error, StringComparison.Ordinal);
        Assert.False(_session.Has("prerequisites.template.json"));
    }
}
