using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>The network: that of the prerequisites, or the user's own.</summary>
internal static class NetworkStep
{
    public const string Onboarding = "onboarding.yaml";

    private const string Part = "network";
    private const string Template = "prerequisites.template.json";
    private const int ExpectedMinutes = 10;

    public static TrialStep Step { get; } = new(
        "network", "the stack of `edge prerequisites`: a VPC with two zones and one NAT gateway, a bucket and a role for results, a key; "
            + "with --onboarding nothing", 5, "the NAT gateway and its address by the hour, the key by the month")
    {
        Do = Do,
        Undo = Undo,
    };

    /// <summary>The step when the network is the user's own.</summary>
    public static TrialStep OfUser { get; } = Step with
    {
        Makes = "nothing: reads the file of --onboarding",
        Minutes = 1,
        PaidFor = TrialStep.Nothing,
    };

    /// <summary>The stack of the network that the trial has made.</summary>
    public static TrialStack Stack(TrialRun run) => new(run, run.Names.PrerequisitesStack);

    /// <summary>Deletes it.</summary>
    public static void Undo(TrialRun run)
    {
        if (run.State.Onboarding is not null)
            return;
        Stack(run).Delete();
        TaggedRest.Delete(run, Part);
    }

    private static void Do(TrialRun run)
    {
        run.Delete(run.PathOf(Onboarding));
        if (run.State.Onboarding is { } own)
        {
            run.Write(Onboarding, File.ReadAllText(own));
            run.NotDecided("network-time", "the network is the user's own");
            return;
        }

        Succeeded(run.EdgeAlone("prerequisites", "--edge", run.Name, "--output", run.PathOf(Template)));
        var stack = Stack(run);
        stack.Create(Part, run.PathOf(Template), ("EdgeName", run.Name), ("Zones", "2"), ("NatGateways", "one"));
        OperationTime.Answer(run, stack, "network-time", ExpectedMinutes);
        Succeeded(run.EdgeAlone(
            "prerequisites", "--onboarding", run.Names.PrerequisitesStack, "--region", run.State.Region, "--output",
            run.PathOf(Onboarding)));
    }

    private static void Succeeded(EdgeResult result)
    {
        if (!result.Succeeded)
            throw new CommandException($"`npx edge prerequisites`: {result.Words()}");
    }
}
