using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>An emulated AWS with what a customer has before the first edge, bootstrapped for the CDK.</summary>
internal sealed class Preparation : IDisposable
{
    public Preparation(string directory)
    {
        Command.InstallPythonPackages();
        Command.InstallNodePackages();
        Emulator = new Emulator(directory);
        try
        {
            Aws = new Aws(directory, Emulator.Environment);
            Customer = new Customer(Aws, "alpha", "beta");
            // As a CI has them: the values that become parameters are in the environment of the CLI, and so in that of the application.
            Cli = new CdkCli(directory, new Dictionary<string, string?>(Emulator.Environment) { ["REGISTRY_PASSWORD"] = Story.Password, ["OTLP_AUTHORIZATION"] = Story.Authorization });
            Bootstrap = Cli.Bootstrap();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Emulator Emulator { get; }

    public Aws Aws { get; } = null!;

    public Customer Customer { get; } = null!;

    public CdkCli Cli { get; } = null!;

    public CommandResult Bootstrap { get; } = null!;

    public void Dispose()
    {
        Aws?.Dispose();
        Emulator.Dispose();
    }
}
