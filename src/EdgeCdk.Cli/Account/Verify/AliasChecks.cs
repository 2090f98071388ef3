using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>The aliases of the functions: each points to the deployed version, which can be called.</summary>
internal static class AliasChecks
{
    // A stack of the user may have other functions.
    public static IEnumerable<Finding> Find(VerifyTarget target) =>
        from alias in target.Stack.OfType("AWS::Lambda::Alias")
        where Enum.TryParse<Function>(alias.Path.Split('/')[0], out _)
        let function = target.Stack.Target(alias.Template.Properties["FunctionName"])
        where function is not null
        select Of(target, alias, function.PhysicalId);

    private static Finding Of(VerifyTarget target, DeployedResource alias, string function)
    {
        var (part, name) = (alias.Path.Split('/')[0], alias.Template.Properties.Text("Name"));
        var found = target.Aws.Find("lambda", "get-alias", "--function-name", function, "--name", name);
        if (found is null)
            return DriftChecks.Deleted(target, part, $"alias {name}, or its function,");
        var actual = found.Text("FunctionVersion");
        // arn:…:function:<function>:<version>
        var deployed = target.Stack.Target(alias.Template.Properties["FunctionVersion"])?.PhysicalId.Split(':')[^1];
        if (actual != deployed)
            return Failed(part, $"alias {name} points to version {actual}, version {deployed} was deployed", "deploy again");
        return Fault(target, part, function, name) is var (fault, waitingCanHelp)
            ? Failed(part, fault, waitingCanHelp
                ? "wait until that is done; --watch waits and checks again"
                : $"see the log group {target.Edge.Names.LogGroupPrefix}; deploy again") with
            {
                WaitingCanHelp = waitingCanHelp,
            }
            : Finding.Ok(part, $"alias {name} points to the deployed version, {deployed}");
    }

    private static (string What, bool WaitingCanHelp)? Fault(VerifyTarget target, string part, string function, string alias)
    {
        var found = target.Aws.Ask("lambda", "get-function-configuration", "--function-name", function, "--qualifier", alias);
        return FaultOf(found) ?? Provisioning(target, part, function, alias);
    }

    private static (string What, bool WaitingCanHelp)? FaultOf(JsonNode found)
    {
        return (found.Text("State"), found.Text("LastUpdateStatus")) switch
        {
            // AWS removes the network interfaces of a function that was not called for weeks; the next call brings them back.
            ("Active" or "Inactive", "" or "Successful") => null,
            ("Active" or "Inactive", "Failed") =>
                (With("the last update of the function failed", found.Text("LastUpdateStatusReason")), false),
            ("Active" or "Inactive", "InProgress") => ("the function is being updated", true),
            ("Active" or "Inactive", var update) =>
                ($"the last update of the function is {update}, which this version of edge does not know", false),
            ("", _) => ("AWS does not show the state of the function", false),
            (var state, _) => (With($"the function is {state}", found.Text("StateReason")), state == "Pending"),
        };
    }

    private static string With(string what, string reason) => reason.Length == 0 ? what : $"{what}: {reason}";

    private static (string What, bool WaitingCanHelp)? Provisioning(VerifyTarget target, string part, string function, string alias)
    {
        if (target.Config.Override(Enum.Parse<Function>(part)).ProvisionedConcurrency == 0)
            return null;
        try
        {
            var found = target.Aws.Ask("lambda", "get-provisioned-concurrency-config", "--function-name", function, "--qualifier", alias);
            var status = found.Text("Status");
            return status == "READY"
                ? null
                : (With($"provisioned concurrency is {status}", found.Text("StatusReason")), status == "IN_PROGRESS");
        }
        catch (AwsException exception) when (exception.Code == "ProvisionedConcurrencyConfigNotFoundException")
        {
            return ("provisioned concurrency was removed", false);
        }
    }

    private static Finding Failed(string part, string what, string remedy) => new(Outcome.Failed, part)
    {
        What = what,
        Remedy = remedy,
    };
}
