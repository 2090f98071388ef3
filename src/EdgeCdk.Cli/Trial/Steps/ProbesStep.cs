using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;
using EdgeCdk.Cli.Trial.StandIns;
using EdgeCdk.Config.Drafts;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>Small questions to CloudFormation, most of them as change sets that are never executed.</summary>
internal static class ProbesStep
{
    private const string Part = "probes";
    private const string Template = "probes.template.json";
    private const string ChangeSet = "edge-trial-probe";
    private const string Unchanged = "No updates are to be performed";

    public static TrialStep Step { get; } = new(
        Part, "a small stack with a queue, an alarm and a gateway endpoint for DynamoDB without a route, to ask CloudFormation questions",
        4, "the alarm by the hour, less than a cent")
    {
        Needs = ["network"],
        Do = Do,
        Undo = Undo,
    };

    /// <summary>Deletes it.</summary>
    public static void Undo(TrialRun run) => Stack(run).Delete();

    private static TrialStack Stack(TrialRun run) => new(run, $"edge-trial-{Part}-{run.Name}");

    private static void Do(TrialRun run)
    {
        // One that was interrupted may have been changed already.
        Undo(run);
        var vpc = FileEdit.Values(File.ReadAllText(run.PathOf(NetworkStep.Onboarding)))["vpc.vpcId"][0];
        run.Write(Template, StandInFiles.Text(Template));
        var stack = Stack(run);
        stack.Create(Part, run.PathOf(Template), ("Vpc", vpc));
        Accepted(run, stack, "conditions-take-split", SplitInCondition);
        Accepted(run, stack, "depends-on-left-out", DependsOnLeftOut);
        Refused(run, stack, "kept-parameter-checked", template => template["Parameters"]!["Kept"]!["AllowedValues"] = new JsonArray("two"));
        Refused(run, stack, "vpc-parameter-checked", _ => { }, ("Vpc", "vpc-0123456789abcdef0"));
        Patterns(run, stack);
        RuleMessage(run, stack);
        RollbackTriggers(run, stack);
        EndpointPolicy(run, stack);
    }

    private static void Accepted(TrialRun run, TrialStack stack, string claim, Action<JsonObject> change)
    {
        var refusal = Refusal(run, stack, change);
        run.Answer(claim, refusal is null, refusal ?? "the change set was created");
    }

    private static void Refused(
        TrialRun run, TrialStack stack, string claim, Action<JsonObject> change,
        params IReadOnlyList<(string Key, string Value)> parameters)
    {
        var refusal = Refusal(run, stack, change, parameters);
        run.Answer(claim, refusal is not null, refusal ?? "the change set was created");
    }

    private static void Patterns(TrialRun run, TrialStack stack)
    {
        static void Change(JsonObject template) => template["Parameters"]!["Digits"]!["AllowedPattern"] = @"^(?!0)(?=[0-9])\d{1,3}$";
        var (right, wrong) = (Refusal(run, stack, Change, ("Digits", "12")), Refusal(run, stack, Change, ("Digits", "012")));
        run.Answer(
            "patterns-of-java", right is null && wrong is not null,
            $"12: {right ?? "accepted"}; 012, which it must refuse: {wrong ?? "accepted"}");
    }

    private static void RuleMessage(TrialRun run, TrialStack stack)
    {
        const string description = "the probe asks for 77";
        var refusal = Refusal(run, stack, template => template["Rules"] = JsonNode.Parse($$"""
            { "OfTheProbe": { "Assertions": [
              { "Assert": { "Fn::Equals": [{ "Ref": "Digits" }, "77"] }, "AssertDescription": "{{description}}" } ] } }
            """));
        run.Answer(
            "rule-message", refusal?.Contains(description, StringComparison.Ordinal) is true, refusal ?? "the change set was created");
    }

    private static void RollbackTriggers(TrialRun run, TrialStack stack)
    {
        var triggers = $"RollbackTriggers=[{{Arn={stack.Output("AlarmArn")},Type=AWS::CloudWatch::Alarm}}]";
        try
        {
            stack.Ask("update-stack", ["--use-previous-template", "--rollback-configuration", triggers, .. Kept(stack, [])]);
            var has = stack.Complete()["RollbackConfiguration"].Items("RollbackTriggers").Any();
            run.Answer("rollback-triggers-alone", has, has ? "the stack has the trigger" : "the stack has no trigger after the update");
        }
        catch (AwsException exception) when (exception.Answer.Contains(Unchanged, StringComparison.Ordinal))
        {
            run.Answer("rollback-triggers-alone", false, exception.Answer);
        }
    }

    private static void EndpointPolicy(TrialRun run, TrialStack stack)
    {
        var template = JsonNode.Parse(StandInFiles.Text(Template))!.AsObject();
        template["Resources"]!["Endpoint"]!["Properties"]!.AsObject().Remove("PolicyDocument");
        run.Write(Template, template.ToJsonString());
        stack.Ask("update-stack", ["--template-body", $"file://{run.PathOf(Template)}", .. Kept(stack, [])]);
        var id = stack.Output("EndpointId");
        var policy = run.Aws.List("VpcEndpoints", "ec2", "describe-vpc-endpoints", "--vpc-endpoint-ids", id)[0].Text("PolicyDocument");
        run.Answer("endpoint-policy-reset", !policy.Contains("OfTheTrial", StringComparison.Ordinal), $"afterwards the policy is {policy}");
    }

    private static void SplitInCondition(JsonObject template)
    {
        template["Conditions"] = JsonNode.Parse("""
            { "Split": { "Fn::Equals": [
              { "Fn::Select": [1, { "Fn::Split": ["-", { "Fn::Join": ["-", ["a", { "Ref": "Kept" }]] }] }] }, "one"] } }
            """);
        template["Resources"]!["Further"] = JsonNode.Parse("""{ "Type": "AWS::SQS::Queue", "Condition": "Split" }""");
    }

    private static void DependsOnLeftOut(JsonObject template)
    {
        template["Conditions"] = JsonNode.Parse("""{ "Never": { "Fn::Equals": [{ "Ref": "Kept" }, "never"] } }""");
        template["Resources"]!["LeftOut"] = JsonNode.Parse("""{ "Type": "AWS::SQS::Queue", "Condition": "Never" }""");
        template["Resources"]!["Further"] = JsonNode.Parse("""{ "Type": "AWS::SQS::Queue", "DependsOn": "LeftOut" }""");
    }

    // Why a change set is refused; null when it is created. It is deleted without being executed.
    private static string? Refusal(
        TrialRun run, TrialStack stack, Action<JsonObject> change, params IReadOnlyList<(string Key, string Value)> parameters)
    {
        var template = JsonNode.Parse(StandInFiles.Text(Template))!.AsObject();
        // Never without a change.
        template["Resources"]!["Queue"]!["Properties"]!["DelaySeconds"] = 1;
        change(template);
        run.Write("probe.template.json", template.ToJsonString());
        try
        {
            stack.Ask(
                "create-change-set",
                [
                    "--change-set-name", ChangeSet, "--template-body", $"file://{run.PathOf("probe.template.json")}",
                    .. Kept(stack, parameters),
                ]);
        }
        catch (AwsException exception) when (!exception.IsDenied && !exception.IsThrottled)
        {
            return exception.Answer;
        }

        var described = run.Await(5, () => stack.Ask("describe-change-set", "--change-set-name", ChangeSet) is var one
            && one.Text("Status") is "CREATE_COMPLETE" or "FAILED" ? one : null)
            ?? throw new CommandException("CloudFormation did not finish a change set within five minutes");
        stack.Ask("delete-change-set", "--change-set-name", ChangeSet);
        return described.Text("Status") == "FAILED" ? described.Text("StatusReason") : null;
    }

    private static IEnumerable<string> Kept(TrialStack stack, IReadOnlyList<(string Key, string Value)> given) =>
    [
        .. stack.Tags(Part),
        "--parameters",
        .. ((string[])["Vpc", "Kept", "Digits"]).Select(key => given.FirstOrDefault(one => one.Key == key).Value is { } value
            ? $"ParameterKey={key},ParameterValue={value}"
            : $"ParameterKey={key},UsePreviousValue=true"),
    ];
}
