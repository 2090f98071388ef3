using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Files.Takeover;

/// <summary>A user whose edge was made with Terraform.</summary>
internal sealed class TakeoverSession : IDisposable
{
    /// <summary>A template with the values of the state: the snapshot of the smallest edge.</summary>
    public static readonly string Template = Repository.Path("tests", "snapshots", "Edge-demo.template.json");

    /// <summary>What the vendor gives to a second edge.</summary>
    public static string[] SecondEdge =>
    [
        "--set", "controlPlane.edgeAccessRoleArn=arn:aws:iam::999988887777:role/edge-access-second",
        "--set", "controlPlane.requestQueueArn=arn:aws:sqs:eu-central-1:999988887777:second-requests",
        "--set", "controlPlane.resultReaderQueueArn=arn:aws:sqs:eu-central-1:999988887777:second-results",
    ];

    public TakeoverSession(TerraformEdge edge, bool isStateFile = false)
    {
        Edge = edge;
        Session.Write("state.json", (isStateFile ? edge.State() : edge.Show()).ToJsonString());
    }

    public TakeoverSession(string shape)
        : this(new TerraformEdge(TerraformShape.Of("demo")[shape]))
    {
    }

    public TerraformEdge Edge { get; }

    public Session Session { get; } = new();

    public string Plan => Session.Read("takeover/demo/plan.md");

    public CommandResult Run(params IEnumerable<string> more) => RunAs("demo", more);

    /// <summary>Plans an edge of a name, with the values that no state has.</summary>
    public CommandResult RunAs(string name, IEnumerable<string> more) => Run(name, TemplateOf(name), more);

    /// <summary>Plans an edge with another template.</summary>
    public CommandResult RunWith(string template, string name = "demo", params IEnumerable<string> more) => Run(name, template, more);

    private CommandResult Run(string name, string template, IEnumerable<string> more) => Session.Run(
    [
        "takeover", name, "--state", "state.json", "--template", template, "--non-interactive",
        "--set", "artifacts.bucket=vendor-releases-eu-central-1", "--set", "artifacts.prefix=edge/16.6.5/",
        .. Edge.Shape.WithoutEndpoints.Contains("s3") ? ["--set", "vpc.privateRouteTableIds=rtb-0aa11bb22cc33dd44"] : (string[])[],
        .. more,
    ]);

    /// <summary>What becomes of every resource, by address.</summary>
    public IReadOnlyDictionary<string, JsonNode> Decisions(params IEnumerable<string> more)
    {
        var answer = Run([.. more, "--json"]);
        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        return JsonNode.Parse(answer.Output)!["resources"]!.AsArray()
            .ToDictionary(item => item!["address"]!.GetValue<string>(), item => item!);
    }

    /// <summary>A file of the plan.</summary>
    public JsonNode File(string name) => JsonNode.Parse(Session.Read($"takeover/demo/{name}"))!;

    public void Dispose() => Session.Dispose();

    // Names in it do not matter to an edge beside another.
    private string TemplateOf(string name)
    {
        if (name == "demo")
            return Template;
        var template = JsonNode.Parse(System.IO.File.ReadAllText(Template))!;
        template["Outputs"]!["EdgeName"]!["Value"] = name;
        return Session.Write($"{name}.template.json", template.ToJsonString()).PathOf($"{name}.template.json");
    }
}
