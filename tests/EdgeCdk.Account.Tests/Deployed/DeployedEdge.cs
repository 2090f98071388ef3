using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Deployed;

/// <summary>An edge that is deployed and well. A test that breaks something repairs it.</summary>
public sealed class DeployedEdge : IDisposable
{
    public const string Name = "after";
    public const string StackName = $"Edge-{Name}";

    /// <summary>What a user typed as the registry's password.</summary>
    public const string Password = "Typed-By-The-User-7";

    private readonly EmulatedAccount _account;

    public DeployedEdge(EmulatedAccount account)
    {
        _account = account;
        Site = new CustomerSite(account.Everything);
        Site.Deploy(Name, "create", "alarms: { create: true }", ("RegistryUsername", "u"), ("RegistryPassword", Password));
    }

    internal CustomerSite Site { get; }

    public AccountApi Api => _account.Everything;

    internal Emulator Emulator => _account.Emulator;

    internal IAws Aws => _account.Aws;

    /// <summary>Does what a command of the AWS CLI says.</summary>
    public void Do(string command)
    {
        var words = command.Split(' ');
        Assert.True(words is ["aws", .., "--region", Places.Region], command);
        Aws.Ask(Places.Region, words[1..^2]);
        _account.Aws.ForgetAll();
    }

    /// <summary>The edge as the commands see it.</summary>
    internal static EdgePlace Place { get; } = new(Name, Places.Region);

    /// <summary>Physical id of the resource at a construct path.</summary>
    public string this[string path] => DeployedStack.Find(Aws, Place)!.Resources.Single(resource => resource.Path == path).PhysicalId;

    /// <summary>Runs the command.</summary>
    public CommandResult Run(params string[] arguments) => RunAgainst(Aws, arguments);

    /// <summary>Runs a command that answers in JSON.</summary>
    public JsonNode Json(params string[] arguments)
    {
        var result = Run([.. arguments, "--json"]);
        Assert.True(result.Output.Length > 0, result.Error);
        return JsonNode.Parse(result.Output)!;
    }

    internal CommandResult RunAgainst(IAws aws, params string[] arguments) =>
        new EdgeRunner(Site.Repository) { Aws = aws }.Run([.. arguments, "--releases", Repository.Releases]);

    /// <summary>Writes a line to a log group, now.</summary>
    public void Log(string component, params string[] lines)
    {
        var (group, stream) = ($"/ataccama/edge/{Name}/{component}", $"{Guid.NewGuid()}");
        Api.Call("logs", "create_log_stream", new JsonObject { ["logGroupName"] = group, ["logStreamName"] = stream });
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        Api.Call("logs", "put_log_events", new JsonObject
        {
            ["logGroupName"] = group,
            ["logStreamName"] = stream,
            ["logEvents"] = new JsonArray(
                [.. lines.Select((line, index) => new JsonObject { ["timestamp"] = now + index, ["message"] = line })]),
        });
    }

    /// <summary>Removes what was written to a log group.</summary>
    public void ForgetLog(string component)
    {
        var group = $"/ataccama/edge/{Name}/{component}";
        foreach (var stream in Api.Call("logs", "describe_log_streams", "logGroupName", group)["logStreams"]!.AsArray())
        {
            Api.Call("logs", "delete_log_stream", new JsonObject
            {
                ["logGroupName"] = group,
                ["logStreamName"] = stream!["logStreamName"]!.DeepClone(),
            });
        }
    }

    public void Dispose() => Site.Dispose();
}

/// <summary>The tests of one deployed edge: one after the other.</summary>
[CollectionDefinition(nameof(DeployedEdge))]
public sealed class DeployedEdgeTests : ICollectionFixture<DeployedEdge>;
