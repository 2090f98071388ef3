using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>Preflight, and what it says that a new account lacks.</summary>
internal static class PreflightStep
{
    private const string Bootstrap = "CDKToolkit";
    private const string Part = "bootstrap";
    private const string LinkedRoles = "linkedRoles";
    private const string CreateRole = "aws iam create-service-linked-role --aws-service-name ";
    private const string CdkBootstrap = "npx cdk bootstrap ";

    public static TrialStep Step { get; } = new(
        "preflight", "where the account has none: the bootstrap of the CDK, and service-linked roles; asks AWS everything that "
            + "`edge preflight` asks", 3, "storage of the bootstrap, less than a cent")
    {
        Needs = ["edge-file"],
        Do = Do,
        Undo = Undo,
    };

    /// <summary>Deletes the bootstrap and the roles, if the trial has made them and nobody else uses them.</summary>
    public static void Undo(TrialRun run)
    {
        var bootstrap = AccountStacks.Describe(run.Aws.Account, run.Aws.Region, Bootstrap);
        if (bootstrap?.Tag(TrialRun.Tag) == run.Name)
        {
            // Another stack of the CDK may use it by now.
            var users = run.Aws.List("Stacks", "cloudformation", "describe-stacks").Where(UsesBootstrap)
                .Select(stack => stack.Text("StackName")).ToList();
            if (users.Count > 0)
            {
                run.Note(TrialRun.Kept, $"the bootstrap of the CDK, which {string.Join(", ", users)} may use by now");
                return;
            }

            new TrialStack(run, Bootstrap).Delete();
        }

        TaggedRest.Delete(run, Part);
        foreach (var service in Noted(run))
            DeleteLinkedRole(run, service);
        run.State.Notes.Remove(LinkedRoles);
    }

    /// <summary>Creates a service-linked role that the account does not have, and notes it.</summary>
    public static void CreateLinkedRole(TrialRun run, string service)
    {
        // Before it is there: an interruption in between leaves nothing behind.
        run.Note(LinkedRoles, string.Join(' ', [.. Noted(run), service]));
        run.Aws.Ask("iam", "create-service-linked-role", "--aws-service-name", service);
    }

    private static void Do(TrialRun run)
    {
        var result = run.Edge("preflight", run.Name);
        var remedies = result.Json.Items("findings").Select(finding => finding.Text("remedy")).Distinct().ToList();
        foreach (var remedy in remedies.Where(remedy => remedy.StartsWith(CreateRole, StringComparison.Ordinal)))
            CreateLinkedRole(run, remedy[CreateRole.Length..]);
        // One that is old is not the trial's to change.
        if (remedies.FirstOrDefault(remedy => remedy.StartsWith(CdkBootstrap, StringComparison.Ordinal)) is { } command
            && AccountStacks.Describe(run.Aws.Account, run.Aws.Region, Bootstrap) is null)
        {
            MakeBootstrap(run, command[CdkBootstrap.Length..]);
        }

        if (!result.Succeeded)
            result = run.Edge("preflight", run.Name);
        var unknown = result.Findings("unknown");
        run.Answer("preflight-answered", unknown.Count == 0, Words.List(unknown, "everything was answered"));
        if (!result.Succeeded)
            throw new CommandException($"`npx edge preflight {run.Name}`: {result.Words()}");
    }

    private static void MakeBootstrap(TrialRun run, string arguments)
    {
        var (exitCode, output, error) = run.Cdk(
        [
            "bootstrap", .. arguments.Split(' '), "--tags", $"{TrialRun.Tag}={run.Name}", "--tags", $"{TrialRun.PartTag}={Part}",
            "--no-notices",
        ]);
        if (exitCode != 0)
            throw new CommandException($"`cdk bootstrap` ended with {exitCode}: {(error.Length > 0 ? error : output).Trim()}");
    }

    private static IEnumerable<string> Noted(TrialRun run) =>
        (run.Noted(LinkedRoles) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct();

    private static bool UsesBootstrap(JsonNode stack) =>
        stack.Entry("Parameter", "BootstrapVersion") is not null || stack.Tag(EdgeTags.ManagedBy) is not null;

    // AWS refuses to delete a role that is in use.
    private static void DeleteLinkedRole(TrialRun run, string service)
    {
        var role = run.Aws.List("Roles", "iam", "list-roles", "--path-prefix", $"/aws-service-role/{service}/")
            .Select(one => one.Text("RoleName")).FirstOrDefault();
        if (role is not null)
            run.Aws.Find("iam", "delete-service-linked-role", "--role-name", role);
    }
}
