using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>
/// What a customer types is in the secrets of AWS, and nowhere else. Alpha's password and beta's authorization come as stack
/// parameters and are in the environment of the CLI; beta's password is in a secret of the customer's own.
/// </summary>
public sealed class SecretsTests(Story story)
{
    public static TheoryData<string> Secrets => [Story.Password, Story.OwnPassword, Story.Authorization];

    [Theory, MemberData(nameof(Secrets))]
    public void No_file_that_a_deployment_writes_holds_a_secret(string secret)
    {
        _ = story.BetaDestroyed;
        var files = story.WrittenFiles.ToList();

        Assert.Contains(files, file => file.EndsWith("Edge-alpha.template.json", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("cdk.log", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("functions.log", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => Story.Read(file).Contains(secret, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Secrets))]
    public void In_aws_nothing_but_secrets_manager_holds_a_secret(string secret)
    {
        Assert.Equal(["secretsmanager"], story.Exposed.Of(secret));

        // The search would find it elsewhere: these places hold the name of the parameter, or of the container's variable.
        string[] looked = ["ecs", "cloudformation get_template Edge-alpha", "cloudformation get_template Edge-beta"];
        Assert.Empty(looked.Except(story.Exposed.Of("RegistryPassword").Concat(story.Exposed.Of("OTLP_AUTHORIZATION"))));
        Assert.Contains(story.Exposed.Of("RegistryPassword"), place => place.StartsWith("s3 cdk-", StringComparison.Ordinal));
    }

    [Fact]
    public void CloudFormation_does_not_show_it()
    {
        var parameters = story.Deployed.Alpha!.Json["Parameters"]!.AsArray().ToDictionary(
            item => item!["ParameterKey"]!.GetValue<string>(),
            item => item!["ParameterValue"]!.GetValue<string>());

        Assert.Equal(["DeploymentMethod", "RegistryPassword", "RegistryUsername"], parameters.Keys.Order());
        Assert.All(parameters.Where(parameter => parameter.Key != "DeploymentMethod"), parameter => Assert.Equal("****", parameter.Value));
    }

    [Fact]
    public void A_deployment_without_parameters_keeps_what_it_has_and_tells_nothing_at_its_most_verbose()
    {
        Assert.Contains("[trace]", story.PutBack.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain(Story.Password, story.PutBack.Printed, StringComparison.Ordinal);
    }

    // The CLI's doing, not ours. When it no longer does, the warning can go.
    [Fact]
    public void The_readme_warns_that_the_cli_prints_parameters_when_it_is_verbose()
    {
        const string secret = "pw-printed-0c55";

        var printed = story.Cli.ListVerbosely($"RegistryPassword={secret}");

        var readme = File.ReadAllText(Repository.Path("README.md"));
        Assert.Equal(
            $"{printed.Output}{printed.Error}".Contains(secret, StringComparison.Ordinal),
            readme.Contains("`--verbose`", StringComparison.Ordinal));
    }
}
