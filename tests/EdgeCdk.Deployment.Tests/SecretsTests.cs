using EdgeCdk.Deployment.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>What a customer types is in the secrets of AWS, and nowhere else.</summary>
public sealed class SecretsTests(Story story)
{
    [Theory, InlineData(Story.Password), InlineData(Story.Authorization)]
    public void No_file_that_a_deployment_writes_holds_a_secret(string secret)
    {
        _ = story.BetaDestroyed;
        var files = story.WrittenFiles.ToList();

        Assert.Contains(files, file => file.EndsWith("Edge-alpha.template.json", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("cdk.log", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("functions.log", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => Story.Read(file).Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public void CloudFormation_does_not_show_it()
    {
        var parameters = story.Deployed.Alpha!.Json["Parameters"]!.AsArray().ToDictionary(item => item!["ParameterKey"]!.GetValue<string>(), item => item!["ParameterValue"]!.GetValue<string>());

        Assert.Equal(["RegistryPassword", "RegistryUsername"], parameters.Keys.Order());
        Assert.All(parameters.Values, value => Assert.Equal("****", value));
        Assert.DoesNotContain(Story.Password, story.Deployed.Alpha.Template.Text, StringComparison.Ordinal);
    }
}
