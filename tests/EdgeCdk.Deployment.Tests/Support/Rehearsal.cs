using System.Text.Json.Nodes;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>The takeover of one edge: what was there before, the files of its plan, and its stack.</summary>
internal sealed class Rehearsal
{
    private readonly TakeoverStory _story;
    private readonly string _state;

    /// <summary>Makes the edge of Terraform.</summary>
    /// <param name="story">The account.</param>
    /// <param name="shape">Name of its shape.</param>
    /// <param name="edge">Its name.</param>
    /// <param name="name">Name of the edge that takes its place. Default: the same.</param>
    /// <param name="hasWorkloads">Whether tasks, functions and rules of Terraform are in the account, too. Default: true.</param>
    public Rehearsal(TakeoverStory story, string shape, string edge, string? name = null, bool hasWorkloads = true)
    {
        _story = story;
        Name = name ?? edge;
        Terraform = new TerraformAccount(story.Aws, story.Customer, TerraformShape.Of(edge)[shape], hasWorkloads);
        Before = Inventory.Of(story.Aws);
        _state = story.Directory.Write($"{edge}.json", Terraform.Show.ToJsonString());
    }

    public string Name { get; }

    public TerraformAccount Terraform { get; }

    /// <summary>The account with the edge of Terraform alone.</summary>
    public Inventory Before { get; }

    public EdgeDefinition Definition { get; private set; } = null!;

    public JsonObject Template { get; private set; } = null!;

    private string Stack => $"Edge-{Name}";

    // Each edge alone: rules over several edges are not what is rehearsed.
    private string EdgeFiles => Path.Combine(_story.Directory.Path, $"edges-{Name}");

    private string Folder => Path.Combine(_story.Directory.Path, "takeover", Name);

    /// <summary>Runs the command, which writes the edge file at its first run.</summary>
    /// <param name="more">More arguments.</param>
    public CommandResult Plan(params string[] more)
    {
        var file = Path.Combine(EdgeFiles, $"{Name}.yaml");
        var template = Path.Combine(_story.Directory.Path, $"{Name}.template.json");
        if (!File.Exists(template))
        {
            // The edge file first: there is no template before.
            var first = Run(more);
            Assert.True(File.Exists(file), $"{first}");
            Definition = Fleet.Load(file, Repository.Releases).Single();
            Template = SynthesizedEdges.Synthesize(Definition).Json;
            File.WriteAllText(template, Template.ToJsonString());
        }

        return Run(["--template", template, .. more]);
    }

    public string Import() =>
        _story.Execute(Stack, "IMPORT", ImportTemplate, JsonNode.Parse(Read("resources-to-import.json"))!.AsArray());

    public string Deploy() => _story.Execute(Stack, "UPDATE", Template, edge: Definition);

    public string Create() => _story.Execute(Stack, "CREATE", Template, edge: Definition);

    /// <summary>The way back after a deployment: the template of the import again.</summary>
    public string Return() => _story.Execute(Stack, "UPDATE", ImportTemplate);

    public void DeleteStack() => _story.Aws.Call("cloudformation", "delete_stack", "StackName", Stack);

    public CommandResult Forget() => Terraform.Forget(Path.Combine(Folder, "forget.sh"), _story.Directory);

    /// <summary>The way back after that.</summary>
    public CommandResult Remember() => Terraform.Remember(_story.Directory);

    /// <summary>The groups with a rule that names a group which is destroyed: what the command of the plan answers.</summary>
    public IEnumerable<string> GroupsThatNameDestroyed()
    {
        var ids = Read("plan.md").Split("Name=ip-permission.group-id,Values=")[1].Split(' ')[0].Split(',');
        var filter = new JsonObject { ["Name"] = "ip-permission.group-id", ["Values"] = new JsonArray([.. ids]) };
        return _story.Aws.Call("ec2", "describe_security_groups", "Filters", new JsonArray(filter))["SecurityGroups"]!.AsArray()
            .Select(group => $"{group!["GroupId"]}").Order();
    }

    /// <summary>Revokes the rules that the plan names, and destroys what is in the state.</summary>
    /// <returns>What an inventory calls what was destroyed.</returns>
    public IReadOnlyList<string> DestroyRest()
    {
        foreach (var command in Read("plan.md").Split('\n').Where(line => line.StartsWith("aws ec2 revoke-", StringComparison.Ordinal)))
            Assert.Equal("", ChildProcess.Run("sh", ["-c", command], null, _story.Emulator.Environment).Error);
        return Terraform.Destroy();
    }

    public CommandResult Finish() => ChildProcess.Run("sh", [Path.Combine(Folder, "finish.sh")], null, _story.Emulator.Environment);

    public StackView? View => StackView.Find(_story.Aws, Stack);

    /// <summary>What differs between the stack and the account, as CloudFormation finds it.</summary>
    public IReadOnlyList<string> Drift()
    {
        _story.Aws.Call("cloudformation", "detect_stack_drift", "StackName", Stack);
        return
        [
            .. _story.Aws.Call("cloudformation", "describe_stack_resource_drifts", "StackName", Stack)["StackResourceDrifts"]!.AsArray()
                .Where(item => $"{item!["StackResourceDriftStatus"]}" != "IN_SYNC").Select(item => item!.ToJsonString()),
        ];
    }

    public Inventory Now() => Inventory.Of(_story.Aws);

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>The files of the plan, with their content.</summary>
    public string Files() => string.Concat(
        Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{file}\n{File.ReadAllText(file)}"));

    private JsonObject ImportTemplate => JsonNode.Parse(Read($"assembly/{Stack}.template.json"))!.AsObject();

    private CommandResult Run(string[] more) => new EdgeRunner(_story.Directory.Path).Run(
    [
        "takeover", Name, "--state", _state, "--non-interactive", "--releases", Repository.Releases, "--edges", EdgeFiles,
        "--set", $"artifacts.bucket={Customer.Releases}", "--set", "artifacts.prefix=edge/16.6.5/",
        "--set", $"registry.secretArn={_story.Customer.RegistrySecretArn}", "--set", $"s3.bucketName={Customer.ResultBucket}",
        "--set", "controlPlane.eventSources=enabled",
        .. Terraform.Edge.Shape.WithoutEndpoints.Contains("s3") ? ["--set", $"vpc.privateRouteTableIds={_story.Customer.RouteTableId}"]
            : (string[])[],
        .. more,
    ]);
}
