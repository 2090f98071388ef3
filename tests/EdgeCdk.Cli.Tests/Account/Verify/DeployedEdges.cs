using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>The edge with the most in it as it is deployed, from the kept template of the newest release, for tests of one check.</summary>
internal static class DeployedEdges
{
    private const string Region = FakeAccount.Region;

    private static readonly string Template = File.ReadAllText(
        Repository.Path(GoldenTemplates.PathOf(GoldenTemplates.Releases[^1], EdgeFiles.Watched)));

    private static readonly EdgeDefinition Watched = Defined(text => text);

    private static readonly string Resources = Listed().ToJsonString();

    /// <summary>The stack before an account.</summary>
    /// <param name="edit">A change of the edge file. Default: none.</param>
    /// <param name="stack">A change of what CloudFormation says of the stack. Default: none.</param>
    /// <param name="refused">What AWS refuses, by operation. Default: nothing.</param>
    /// <param name="answers">What AWS answers, by operation.</param>
    public static VerifyTarget Of(
        Func<string, string>? edit, Action<JsonObject>? stack, Dictionary<string, AwsException>? refused,
        params (string Operation, string Json)[] answers)
    {
        var aws = new FakeAws(
        [
            .. answers, ("cloudformation get-template", $$"""{"TemplateBody":{{Template}}}"""),
            ("cloudformation list-stack-resources", Resources),
        ]);
        foreach (var (operation, refusal) in refused ?? [])
            aws.Refused[operation] = refusal;
        var found = new JsonObject
        {
            ["StackName"] = "Edge-watched",
            ["StackId"] = $"arn:aws:cloudformation:{Region}:{FakeAccount.Account}:stack/Edge-watched/1",
            ["StackStatus"] = "UPDATE_COMPLETE",
            ["Outputs"] = new JsonArray(FakeAccount.Pair("Output", "Release", GoldenTemplates.Releases[^1])),
        };
        stack?.Invoke(found);
        return new VerifyTarget(
            new RegionalAws(aws, Region),
            new EdgePlace("watched", Region) { Definition = edit is null ? Watched : Defined(edit) },
            DeployedStack.Of(aws, Region, found),
            TimeSpan.FromHours(1));
    }

    /// <summary>The stack before an account that answers.</summary>
    public static VerifyTarget Of(params (string Operation, string Json)[] answers) => Of(null, null, null, answers);

    /// <summary>Answers for a stack with other resources than those of the edge: each has its logical id as its physical one.</summary>
    public static (string Operation, string Json)[] Stack(string resources) =>
    [
        ("cloudformation get-template", $$$"""{"TemplateBody":{"Resources":{{{resources}}}}}"""),
        ("cloudformation list-stack-resources", $$"""
            {"StackResourceSummaries":[{{string.Join(',', JsonNode.Parse(resources)!.AsObject()
                .Select(resource => $$"""{"LogicalResourceId":"{{resource.Key}}","PhysicalResourceId":"{{resource.Key}}"}"""))}}]}
            """),
    ];

    /// <summary>
    /// Every finding has the outcome and the words, and a remedy with words of its own, unless all is well. Waits: whether waiting helps.
    /// </summary>
    public static void All(IEnumerable<Finding> findings, string outcome, string words, string remedy = "", bool? waits = null)
    {
        var found = findings.ToList();
        Assert.NotEmpty(found);
        Assert.All(found, finding =>
        {
            Assert.Equal(outcome, finding.Outcome.ToString());
            Assert.Contains(words, finding.What, StringComparison.Ordinal);
            Assert.Equal(outcome == "Ok", finding.Remedy is null);
            Assert.Contains(remedy, finding.Remedy ?? "", StringComparison.Ordinal);
            Assert.Equal(waits ?? finding.WaitingCanHelp, finding.WaitingCanHelp);
        });
    }

    private static EdgeDefinition Defined(Func<string, string> edit)
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("edges/watched.yaml", edit(EdgeFiles.Text(EdgeFiles.Watched)));
        return Assert.Single(Fleet.Load(file, Repository.Releases));
    }

    private static JsonObject Listed() => new()
    {
        ["StackResourceSummaries"] = new JsonArray(
        [
            .. JsonNode.Parse(Template)!["Resources"]!.AsObject().Select(resource => new JsonObject
            {
                ["LogicalResourceId"] = resource.Key,
                ["PhysicalResourceId"] = PhysicalId(resource.Key, (string)resource.Value!["Type"]!, resource.Value["Properties"]),
                ["ResourceType"] = resource.Value["Type"]!.DeepClone(),
                ["ResourceStatus"] = "CREATE_COMPLETE",
            }),
        ]),
    };

    private static string PhysicalId(string id, string type, JsonNode? properties) => type switch
    {
        "AWS::ECS::Service" => $"arn:aws:ecs:{Region}:{FakeAccount.Account}:service/watched-management/{id}",
        "AWS::Lambda::Version" => $"arn:aws:lambda:{Region}:{FakeAccount.Account}:function:{id}:1",
        "AWS::Logs::LogGroup" => properties.Text("LogGroupName"),
        _ => id,
    };
}
