using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What the tasks that run were made from.</summary>
internal static class ImageChecks
{
    /// <summary>One name stands for one image: a tag that was moved would let tasks of one release run different code.</summary>
    public static IEnumerable<Finding> Digests(VerifyTarget edge)
    {
        var running = edge.Stack.OfType("AWS::ECS::Cluster").SelectMany(cluster => Containers(edge, cluster.PhysicalId))
            .Where(container => container["image"] is not null && container["imageDigest"] is not null)
            .GroupBy(container => (string)container["image"]!, container => (string)container["imageDigest"]!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Distinct().Order(StringComparer.Ordinal).ToList());
        var mixed = running.Where(image => image.Value.Count > 1).OrderBy(image => image.Key, StringComparer.Ordinal).ToList();
        if (mixed.Count == 0)
            return [Finding.Ok("images", running.Count == 0 ? "nothing runs" : string.Join(", ", running.OrderBy(image => image.Key, StringComparer.Ordinal).Select(image => $"{image.Key} is {Short(image.Value[0])}")))];
        return mixed.Select(image => Finding.Failed(
            "images",
            $"{image.Key} runs as {string.Join(" and as ", image.Value.Select(Short))}: its tag was moved",
            $"ask whoever owns the registry which is right, then {edge.Command("ecs update-service --force-new-deployment --cluster <cluster> --service <service>")}"));
    }

    /// <summary>The tasks that run on a cluster.</summary>
    public static IEnumerable<JsonObject> Tasks(VerifyTarget edge, string cluster) =>
        EcsTasks.Of(edge.Aws, edge.Edge.Region, cluster, "RUNNING");

    private static IEnumerable<JsonObject> Containers(VerifyTarget edge, string cluster) =>
        Tasks(edge, cluster).SelectMany(task => task["containers"] as JsonArray ?? []).Select(container => container!.AsObject());

    private static string Short(string digest) => digest.Length > 19 ? digest[..19] : digest;
}
