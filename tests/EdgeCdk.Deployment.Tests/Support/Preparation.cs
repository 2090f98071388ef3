using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>An emulated AWS with what a customer has before the first edge, bootstrapped for the CDK.</summary>
internal sealed class Preparation : IDisposable
{
    /// <param name="edges">Names of the edges that the vendor knows. Default: alpha and beta.</param>
    public Preparation(params string[] edges)
    {
        TestPackages.InstallPython();
        TestPackages.InstallNode();
        // The edge files are in a repository of their own: artifacts.directory is below the directory with a cdk.json.
        Directory.Write("cdk.json", "{}");
        Emulator = new Emulator(Directory.Path);
        try
        {
            Aws = new AwsClient(Directory.Path, Emulator.Environment);
            Customer = new Customer(Aws, edges is [] ? ["alpha", "beta"] : edges);
            Cli = CliWith(serviceRole: null, []);
            Bootstrap = Cli.Bootstrap();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where everything is written: edge files, cloud assemblies, logs.</summary>
    public TemporaryDirectory Directory { get; } = new();

    public Emulator Emulator { get; }

    public AwsClient Aws { get; } = null!;

    public Customer Customer { get; } = null!;

    public CdkCli Cli { get; } = null!;

    public CommandResult Bootstrap { get; } = null!;

    /// <summary>The CDK CLI of somebody who is not the administrator.</summary>
    /// <param name="serviceRole">ARN of the role that CloudFormation gets. Default: that of the bootstrap.</param>
    /// <param name="credentials">Variables of the environment.</param>
    public CdkCli CliWith(string? serviceRole, Dictionary<string, string> credentials)
    {
        // As a CI has them: the values that become parameters are in the environment of the CLI, and so in that of the application.
        var environment = new Dictionary<string, string?>(Emulator.Environment)
        {
            ["REGISTRY_PASSWORD"] = Story.Password,
            ["OTLP_AUTHORIZATION"] = Story.Authorization,
        };
        foreach (var (name, value) in credentials)
            environment[name] = value;
        return new CdkCli(Directory.Path, environment, serviceRole);
    }

    /// <summary>Takes the termination protection from a stack.</summary>
    public void Unprotect(string stack) => Aws.Call("cloudformation", "update_termination_protection", new JsonObject
    {
        ["StackName"] = stack,
        ["EnableTerminationProtection"] = false,
    });

    public void Dispose()
    {
        Aws?.Dispose();
        Emulator.Dispose();
        Directory.Dispose();
    }
}
