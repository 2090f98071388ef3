using System.Text.Json.Nodes;
using EdgeCdk.Account.Tests.Deployed;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.DestroyPlan;

/// <summary>An edge that retains its data, before its destruction, after it, and after what is told was done.</summary>
public sealed class DestroyedEdge
{
    public const string Name = "left";

    public DestroyedEdge(DeployedEdge edge)
    {
        edge.Site.Deploy(Name, "existing", "dataRetention: retain", ("RegistryUsername", "u"), ("RegistryPassword", "p"));
        Plan = edge.Json("destroy-plan", Name);
        edge.Api.Call("cloudformation", "delete_stack", "StackName", $"Edge-{Name}");
        File.Delete(Path.Combine(edge.Site.Repository, "edges", $"{Name}.yaml"));

        Printed = edge.Run("destroy-plan", Name, "--after", "--region", Places.Region);
        Left = edge.Json("destroy-plan", Name, "--region", Places.Region);
        foreach (var command in Left["left"]!.AsArray().Select(fate => (string?)fate!["command"]).OfType<string>())
            edge.Do(command);
        Done = edge.Json("destroy-plan", Name, "--after", "--region", Places.Region);
    }

    public JsonNode Plan { get; }

    public CommandResult Printed { get; }

    public JsonNode Left { get; }

    /// <summary>What is left after the commands that were told.</summary>
    public JsonNode Done { get; }
}
