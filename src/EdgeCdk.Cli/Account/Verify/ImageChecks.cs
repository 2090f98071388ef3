using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>The images of the running tasks.</summary>
internal static class ImageChecks
{
    private const string About = "images";

    /// <summary>One name is one image: when a tag moves, tasks of one release run different code.</summary>
    public static IEnumerable<Finding> Digests(VerifyTarget target)
    {
        var running =
            from cluster in target.Stack.OfType("AWS::ECS::Cluster")
            from task in EcsTasks.Of(target.Aws, cluster.PhysicalId, "RUNNING")
            from container in task.Items("containers")
            where container.Text("image").Length > 0 && container.Text("imageDigest").Length > 0
            group container.Text("imageDigest") by container.Text("image") into image
            orderby image.Key
            select (Name: image.Key, Digests: image.Distinct().Order(StringComparer.Ordinal).ToList());
        var images = running.ToList();
        var others = images.Where(image => image.Name.Contains('@', StringComparison.Ordinal)
            && image.Digests.Exists(digest => !image.Name.EndsWith($"@{digest}", StringComparison.Ordinal))).ToList();
        if (others.Count > 0)
            return others.Select(image => NotPinned(image.Name, image.Digests));
        var moved = images.Where(image => image.Digests.Count > 1).ToList();
        if (moved.Count > 0)
            return moved.Select(image => Moved(target, image.Name, [.. image.Digests.Select(Short)]));
        var all = string.Join(", ", images.Select(image => $"{image.Name} is {Short(image.Digests[0])}"));
        return [Finding.Ok(About, images.Count == 0 ? "no task runs" : all)];
    }

    private static Finding Moved(VerifyTarget target, string name, IReadOnlyList<string> digests) => new(Outcome.Failed, About)
    {
        What = $"{name} runs as {string.Join(" and as ", digests)}: its tag was moved",
        Remedy = "ask the owner of the registry which is right, then "
            + target.Command("ecs update-service --force-new-deployment --cluster '<cluster>' --service '<service>'"),
    };

    // ECS may name the image of one platform where the release pins the list of all.
    private static Finding NotPinned(string name, IReadOnlyList<string> digests) => new(Outcome.Unknown, About)
    {
        What = $"{name} runs as {string.Join(" and as ", digests)}, which is not the digest that the release pins",
        Remedy = $"compare with `docker buildx imagetools inspect {name}`: one of its manifests must be the image that runs",
    };

    private static string Short(string digest) => digest[..Math.Min(19, digest.Length)];
}
