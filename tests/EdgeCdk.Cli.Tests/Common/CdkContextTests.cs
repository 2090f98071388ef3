using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Tests.Common;

/// <summary>The context of cdk.json reaches the application, whoever starts it.</summary>
public sealed class CdkContextTests : IDisposable
{
    private readonly Session _session = new();

    public CdkContextTests() =>
        // In place of the application: a template that is the context.
        _session.Write("src/EdgeCdk.App/run.mjs", """
            import { writeFileSync } from 'node:fs';
            for (let i = 3; i < process.argv.length; i += 2) writeFileSync(process.argv[i + 1], process.env.CDK_CONTEXT_JSON);
            """);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_template_is_made_with_it()
    {
        _session.Write(
            "cdk.json", """{ "app": "x", "context": { "@aws-cdk/core:bootstrapQualifier": "abc", "edges": "nowhere", "list": [1] } }""");

        Assert.Equal(0, _session.Run("template", "--release", "16.6.5").ExitCode);

        var context = JsonNode.Parse(_session.Read("portable/edge-16.6.5.template.json"))!;
        Assert.Equal("abc", (string?)context["@aws-cdk/core:bootstrapQualifier"]);
        Assert.Equal("[1]", context["list"]!.ToJsonString());
        // What the command itself says wins.
        Assert.EndsWith("releases", (string?)context["releases"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{ "context": [] }""")]
    public void A_file_that_cannot_be_read_is_named(string text)
    {
        _session.Write("cdk.json", text);

        var result = _session.Run("template", "--release", "16.6.5");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("cdk.json cannot be read", result.Error, StringComparison.Ordinal);
    }
}
