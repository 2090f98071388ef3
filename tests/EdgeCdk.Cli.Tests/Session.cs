using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;
using Spectre.Console;

namespace EdgeCdk.Cli.Tests;

/// <summary>A user in a repository of their own, with the releases of this one and no edge yet.</summary>
internal sealed class Session : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public Session()
    {
        Write("cdk.json", "{}");
        foreach (var release in System.IO.Directory.GetFiles(Repository.Releases))
            Write($"releases/{Path.GetFileName(release)}", File.ReadAllText(release));
    }

    public string Directory => _directory.Path;

    /// <summary>The onboarding values as the guide has them.</summary>
    public const string Onboarding = """
        account:
          region: "eu-central-1"
          accountId: "123456789011"
        vpc:
          vpcId: "vpc-0f1924823027c00c7"
          privateSubnetIds:
            - "subnet-0fa6e2c437dd0e5fd"
            - "subnet-0156acffabb5aa872"
          publicSubnetIds:
            - "subnet-093c2ad4f707332e6"
            - "subnet-0439b68cf1fa5e1ba"
        s3:
          bucketName: "bucket-s3-ecc58765"
          iamRoleArn: "arn:aws:iam::123456789011:role/s3-role"
          region: "eu-central-1"
        """;

    public Session Write(string file, string text)
    {
        _directory.Write(file, text);
        return this;
    }

    public string PathOf(string file) => Path.Combine(Directory, file);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public bool Has(string file) => File.Exists(PathOf(file));

    /// <summary>Runs a command line.</summary>
    public CommandResult Run(params string[] arguments) => new EdgeRunner(Directory).Run(arguments);

    /// <summary>Runs a command line before an account.</summary>
    public CommandResult Run(IAws aws, params string[] arguments) => new EdgeRunner(Directory) { Aws = aws }.Run(arguments);

    /// <summary>Runs a command line in a directory of the repository.</summary>
    public CommandResult RunIn(string directory, params string[] arguments) =>
        new EdgeRunner(Path.Combine(Directory, directory)).Run(arguments);

    /// <summary>Runs a command line where questions are answered.</summary>
    public CommandResult Answer(IAnsiConsole prompts, params string[] arguments) =>
        new EdgeRunner(Directory) { Prompts = prompts }.Run(arguments);

    /// <summary>Runs a command line whose answer goes to a screen.</summary>
    public CommandResult Look(params string[] arguments) =>
        new EdgeRunner(Directory) { HasColours = true }.Run(arguments);

    /// <summary>Runs a command line that answers in JSON.</summary>
    public JsonNode Json(params string[] arguments) => JsonNode.Parse(Run(arguments).Output)!;

    public void Dispose() => _directory.Dispose();
}
