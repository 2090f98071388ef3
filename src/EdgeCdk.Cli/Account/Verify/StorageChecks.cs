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
        var states = target.Aws.List("MountTargets", "efs", "describe-mount-targets", "--file-system-id", system.PhysicalId)
            .ToDictionary(mount => mount.Text("MountTargetId"), mount => mount.Text("LifeCycleState"));
        var missing = wanted.Where(mount => states.GetValueOrDefault(mount.PhysicalId) != "available").ToList();
        return missing.Count == 0
            ? [Finding.Ok(About, $"{wanted.Count} of {wanted.Count} mount targets are available")]
            : missing.Select(mount => new Finding(Outcome.Failed, About)
            {
                What = $"{mount.Path} is {states.GetValueOrDefault(mount.PhysicalId, "deleted")}",
                Remedy = "wait while it is being created; if it was deleted, `edge verify --drift` shows what else was changed",
            });
    }
}
