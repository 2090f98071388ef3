using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>The file system that tasks and functions mount.</summary>
internal static class StorageChecks
{
    private const string About = "file system";

    /// <summary>It can be reached from each private subnet.</summary>
    public static IEnumerable<Finding> MountTargets(VerifyTarget target) =>
        target.Stack.OfType("AWS::EFS::FileSystem").SelectMany(system => Of(target, system));

    private static IEnumerable<Finding> Of(VerifyTarget target, DeployedResource system)
    {
        var wanted = target.Stack.OfType("AWS::EFS::MountTarget")
            .Where(mount => target.Stack.Target(mount.Template.Properties["FileSystemId"]) == system).ToList();
        var states = target.Aws.Find("efs", "describe-mount-targets", "--file-system-id", system.PhysicalId)
            .Items("MountTargets").ToDictionary(mount => mount.Text("MountTargetId"), mount => mount.Text("LifeCycleState"));
        var missing = wanted.Select(mount => (mount.Path, State: states.GetValueOrDefault(mount.PhysicalId, "deleted")))
            .Where(mount => mount.State != "available").ToList();
        return missing.Count == 0
            ? [Finding.Ok(About, $"{wanted.Count} of {wanted.Count} mount targets are available")]
            : missing.Select(mount => new Finding(Outcome.Failed, About)
            {
                What = mount.State.Length == 0 ? $"AWS does not show the state of {mount.Path}" : $"{mount.Path} is {mount.State}",
                Remedy = Remedy(target, mount.State, system.PhysicalId),
                WaitingCanHelp = IsInTransit(mount.State),
            });
    }

    private static bool IsInTransit(string state) => state is "creating" or "updating";

    private static string Remedy(VerifyTarget target, string state, string system) => state switch
    {
        _ when IsInTransit(state) => "wait until it is available; --watch waits and checks again",
        "deleting" or "deleted" => $"somebody deleted it: `npx edge verify {target.Edge.Name} --drift` shows what else was changed",
        _ => $"see {target.Command($"efs describe-mount-targets --file-system-id {system}")}",
    };
}
