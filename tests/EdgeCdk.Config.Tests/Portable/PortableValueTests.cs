using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Portable;

public sealed class PortableValueTests
{
    private static readonly EdgeDefinition Edge = Workspace.LoadEdge();

    [Fact]
    public void Every_value_but_secrets_is_stated()
    {
        var names = PortableParameters.For(Edge.Release)
            .Where(parameter => parameter is { IsSecret: false, IsFixed: false })
            .Select(parameter => parameter.Name);

        Assert.Equal(names, PortableValues.Of(Edge).Select(value => value.Key));
    }

    [Fact]
    public void What_a_file_leaves_out_has_the_default()
    {
        var values = PortableValues.Of(Edge).ToDictionary();

        Assert.Equal(
            ("2", "off", "", "false"),
            (values["PlaneManagerReplicas"], values["AlarmTopic"], values["QueueKeyArn"], values["Observability"]));
    }

    [Fact]
    public void Secrets_are_asked_for_only_where_no_secret_of_the_customers_stands_in() => Assert.Equal(
        [["RegistryUsername", "RegistryPassword"], ["OtlpEndpoint", "OtlpAuthorization"], []],
        new[]
        {
            Edge.Config,
            Edge.Config with
            {
                Registry = new RegistrySection { SecretArn = "arn" },
                Observability = new ObservabilitySection { Enabled = true },
            },
            Edge.Config with
            {
                Registry = new RegistrySection { Credentials = RegistryCredentials.None },
                Observability = new ObservabilitySection { Enabled = true, OtlpSecretArn = "arn" },
            },
        }.Select(PortableValues.Secrets));

    [Fact]
    public void An_edge_that_says_nothing_else_is_portable() => Assert.Empty(PortableValues.Obstacles(Edge));

    [Fact]
    public void What_parameters_cannot_say_is_told_with_what_to_do()
    {
        var config = Edge.Config with
        {
            Vpc = Edge.Config.Vpc with { PrivateSubnetIds = ["a", "b", "c", "d"], SecurityGroups = new() },
            Iam = new IamSection { Roles = ResourceMode.Existing },
            Kms = new KmsSection { GeneralKeyArn = "a", DataQualityKeyArn = "b" },
            CustomerRoleAccounts = ["1", "2", "3", "4", "5", "6"],
            S3 = Edge.Config.S3 with { IamRoleArn = $"arn:aws:iam::123456789011:role/{new string('a', 64)}/{new string('b', 64)}" },
            Artifacts = new ArtifactsSection { Directory = "packages" },
            Jobs = new Dictionary<Job, SizeOverride> { [Job.Dqc] = new() },
            PlaneManager = new PlaneManagerSection { Cpu = 2048, MemoryMiB = 4096 },
        };

        var problems = PortableValues.Obstacles(Edge with { Config = config }).ToList();

        Assert.Equal(
            [
                "artifacts.bucket", "vpc.privateSubnetIds", "customerRoleAccounts", "s3.iamRoleArn", "iam.roles", "vpc.securityGroups",
                "kms.generalKeyArn", "kms.dataQualityKeyArn", "jobs", "planeManager.cpu", "planeManager.memoryMiB",
            ],
            problems.Select(problem => problem.Key));
        Assert.Equal(
            "vpc.privateSubnetIds has 4 items; use at most 3 with the portable template; remove some, or deploy this edge from its file "
                + "with the CDK CLI",
            problems[1].Message);
    }
}
