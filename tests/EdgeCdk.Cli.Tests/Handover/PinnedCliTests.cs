using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Handover.Bundle;

namespace EdgeCdk.Cli.Tests.Handover;

public sealed class PinnedCliTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("{ \"packages\": {} }")]
    [InlineData("[]")]
    [InlineData("{")]
    public void A_repository_that_pins_no_cdk_cli_is_told_how_to(string? text)
    {
        if (text is not null)
            _session.Write("package-lock.json", text);

        var fault = Assert.Throws<CommandException>(() => PinnedCli.Of(_session.Directory, "edge"));

        Assert.Equal(
            $"package-lock.json in {_session.Directory} does not pin aws-cdk, which the bundle must install in the version that this "
                + "repository has; run `npm install` there, and commit the file",
            fault.Message);
    }
}
