using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>The functions and what feeds them.</summary>
internal static class FunctionChecks
{
    /// <summary>The alias stands on the version that was deployed, and what is to be kept warm is.</summary>
    public static IEnumerable<Finding> Aliases(VerifyTarget edge)
    {
        foreach (var alias in edge.Stack.OfType("AWS::Lambda::Alias"))
        {
            var (part, name) = (alias.Path.Split('/')[0], (string)alias.Template.Properties["Name"]!);
            var function = edge.Stack.Target(alias.Template.Properties["FunctionName"])?.PhysicalId ?? "";
            var stands = (string?)edge.Ask("lambda", "get-alias", "--function-name", function, "--name", name)["FunctionVersion"];
            // arn:…:function:<function>:<version>
            var deployed = edge.Stack.Target(alias.Template.Properties["FunctionVersion"])?.PhysicalId.Split(':')[^1];
            if (stands != deployed)
            {
                yield return Finding.Failed(part, $"alias {name} is on version {stands}, version {deployed} was deployed", "deploy again");
                continue;
            }

            var state = (string?)edge.Ask("lambda", "get-function-configuration", "--function-name", function, "--qualifier", name)["State"] ?? "Active";
            // AWS takes the network interfaces of a function away that was not called for weeks; the next call gives them back.
            var fault = state is "Active" or "Inactive" ? Provisioning(edge, part, function, name) : $"the function is {state}";
            yield return fault is null
                ? Finding.Ok(part, $"alias {name} is on the version that was deployed, {deployed}")
                : Finding.Failed(part, fault, $"look in the log group {edge.Edge.LogGroupPrefix}; deploy again");
        }
    }

    /// <summary>The control plane's queues are connected, if the edge file says so.</summary>
    public static IEnumerable<Finding> Mappings(VerifyTarget edge)
    {
        var mappings = edge.Stack.OfType("AWS::Lambda::EventSourceMapping");
        var wanted = edge.Config.ControlPlane.EventSources == EventSources.Enabled;
        if (wanted != mappings.Count > 0)
            return [Finding.Failed("event sources", wanted ? "controlPlane.eventSources is enabled, but the queues are not connected" : "controlPlane.eventSources is disabled, but the queues are connected", "deploy again")];

        return wanted ? mappings.Select(mapping => Mapping(edge, mapping)) : [Finding.Ok("event sources", "not connected yet, as controlPlane.eventSources says")];
    }

    private static string? Provisioning(VerifyTarget edge, string part, string function, string name)
    {
        var functions = edge.Config.Functions;
        if ((part == "MetadataBrowsing" ? functions.MetadataBrowsing : functions.DqResultsReader).ProvisionedConcurrency == 0)
            return null;
        try
        {
            var found = edge.Ask("lambda", "get-provisioned-concurrency-config", "--function-name", function, "--qualifier", name);
            return (string?)found["Status"] == "READY" ? null : $"provisioned concurrency is {found["Status"]}: {found["StatusReason"]}".TrimEnd(' ', ':');
        }
        catch (AwsException exception) when (exception.Code == "ProvisionedConcurrencyConfigNotFoundException")
        {
            return "provisioned concurrency was taken away";
        }
    }

    private static Finding Mapping(VerifyTarget edge, DeployedResource mapping)
    {
        var part = mapping.Path.Split('/')[0];
        JsonObject found;
        try
        {
            found = edge.Ask("lambda", "get-event-source-mapping", "--uuid", mapping.PhysicalId);
        }
        catch (AwsException exception) when (exception.Code == "ResourceNotFoundException")
        {
            return Finding.Failed("event sources", $"the event source of {part} was deleted", "set controlPlane.eventSources to disabled and deploy, then to enabled and deploy");
        }

        var (state, result, queue) = ((string?)found["State"], (string?)found["LastProcessingResult"] ?? "", ((string?)found["EventSourceArn"])?.Split(':')[^1]);
        if (state != "Enabled")
            return Finding.Failed("event sources", $"{part} does not read {queue}: it is {state}", edge.Command($"lambda update-event-source-mapping --uuid {mapping.PhysicalId} --enabled"));
        return result.StartsWith("PROBLEM", StringComparison.Ordinal)
            ? Finding.Failed("event sources", $"{part} reads {queue} with a problem: {result}", "the vendor's queue or its key does not let the function in: tell the vendor")
            : Finding.Ok("event sources", $"{part} reads {queue}");
    }
}
