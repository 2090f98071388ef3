namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What tasks and functions mount.</summary>
internal static class StorageChecks
{
    /// <summary>The file system is reachable from each private subnet.</summary>
    public static IEnumerable<Finding> MountTargets(VerifyTarget edge)
    {
        foreach (var system in edge.Stack.OfType("AWS::EFS::FileSystem"))
        {
            var wanted = edge.Stack.OfType("AWS::EFS::MountTarget").Where(target => edge.Stack.Target(target.Template.Properties["FileSystemId"]) == system).ToList();
            var states = edge.List("MountTargets", "efs", "describe-mount-targets", "--file-system-id", system.PhysicalId)
                .ToDictionary(target => (string)target["MountTargetId"]!, target => (string)target["LifeCycleState"]!);
            var missing = wanted.Where(target => states.GetValueOrDefault(target.PhysicalId) != "available").ToList();
            if (missing.Count == 0)
                yield return Finding.Ok("file system", $"{wanted.Count} of {wanted.Count} mount targets are available");
            foreach (var target in missing)
                yield return Finding.Failed("file system", $"{target.Path} is {states.GetValueOrDefault(target.PhysicalId, "gone")}", "wait if it is being made; if it is gone, `edge verify --drift` tells what else was changed");
        }
    }
}
