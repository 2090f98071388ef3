using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>What functions of our own call from inside the VPC.</summary>
public sealed class OwnFunctionsInVpcTests(SynthesizedEdges edges)
{
    private static readonly string[] Own = ["Cleanup", "DeploymentSupport"];

    // S3 has a gateway endpoint in every VPC of an edge.
    [Fact]
    public void Validate_names_an_endpoint_for_each_service_that_they_call()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("edges/demo.yaml", $"{EdgeFiles.Text(EdgeFiles.Demo)}\nfunctions: {{ ownFunctionsInVpc: true }}\n");
        var warning = Assert.Single(Fleet.Check([file], Repository.Releases).Problems, problem => problem.IsWarning);
        var rights = edges.Full.Resources.Where(resource => Own.Contains(resource.Path.Split('/')[0]) || IsOfDeploymentSupport(resource));
        var called = rights.SelectMany(resource => resource.Type is "AWS::IAM::Policy"
                ? PolicyStatement.Of(resource["PolicyDocument"])
                : PolicyStatement.Of(resource["Policies[0].PolicyDocument"]))
            .Where(statement => statement.IsAllow)
            .SelectMany(statement => statement.Actions)
            .Select(action => action.Split(':')[0])
            .Except(["s3", "kms", "logs", "sqs", "ec2"])
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Contains($"has no {string.Join(", ", called)}, which Cleanup and Deployment Support call", warning.ToString(),
            StringComparison.Ordinal);
    }

    // Each custom resource has its rights beside it, in a policy of the function's role.
    private bool IsOfDeploymentSupport(Resource resource) => resource.Type == "AWS::IAM::Policy"
        && resource["Roles[0]"] is { } role
        && edges.Full.Target(role)?.Path.StartsWith("DeploymentSupport/", StringComparison.Ordinal) is true;
}
