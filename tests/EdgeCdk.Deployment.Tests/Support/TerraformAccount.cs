using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// An edge of Terraform in the emulated account, made without any stack of ours, and as much of Terraform as a takeover meets: its state,
/// and that it destroys what is in it.
/// </summary>
internal sealed class TerraformAccount
{
    private readonly AwsClient _aws;
    private readonly Dictionary<string, string> _ids = [];
    private readonly List<(string Address, string Type, JsonObject Values)> _all;
    private List<(string Address, string Type, JsonObject Values)> _state;

    /// <param name="aws">The account.</param>
    /// <param name="customer">What the customer has before.</param>
    /// <param name="shape">How the edge looks.</param>
    /// <param name="hasWorkloads">Whether tasks, functions and rules are there, and not in the state alone.</param>
    public TerraformAccount(AwsClient aws, Customer customer, TerraformShape shape, bool hasWorkloads)
    {
        _aws = aws;
        Edge = new TerraformEdge(shape)
        {
            Account = Places.Account,
            Region = Places.Region,
            Vpc = customer.VpcId,
            Subnets = customer.PrivateSubnetIds,
            RouteTable = customer.RouteTableId,
            Ids = _ids,
        };
        new TerraformFoundation(aws, Edge, _ids).Seed();
        if (hasWorkloads)
            new TerraformWorkloads(aws, Edge, _ids).Seed();
        Show = Edge.Show();
        _all = [.. Resources(Show).Where(item => $"{item["mode"]}" == "managed")
            .Select(item => ($"{item["address"]}", $"{item["type"]}", item["values"]!.AsObject()))];
        _state = [.. _all];
    }

    public TerraformEdge Edge { get; }

    /// <summary>What <c>terraform show -json</c> prints.</summary>
    public JsonObject Show { get; }

    /// <summary>Addresses in the state.</summary>
    public IReadOnlyList<string> Addresses => [.. _state.Select(item => item.Address)];

    /// <summary>The id of something that was seeded.</summary>
    public string this[string what] => _ids[what];

    /// <summary>Runs forget.sh, with a program in place of Terraform that knows this state.</summary>
    public CommandResult Forget(string script, TemporaryDirectory directory) => Run(directory, [script]);

    /// <summary>The way back: gives Terraform the state again that forget.sh has kept.</summary>
    public CommandResult Remember(TemporaryDirectory directory) =>
        Run(directory, ["-c", "\"$TERRAFORM\" state push -force before.tfstate"]);

    private CommandResult Run(TemporaryDirectory directory, string[] command)
    {
        var list = directory.Write($"terraform-{Edge.Shape.Edge}/state.list", string.Concat(Addresses.Select(address => $"{address}\n")));
        var program = directory.Write($"terraform-{Edge.Shape.Edge}/terraform", $$"""
            #!/bin/sh
            case "$2" in
              pull | list) cat '{{list}}' ;;
              push) cp "$4" '{{list}}' ;;
              rm) grep -vxF -- "$3" '{{list}}' > '{{list}}.new'; mv '{{list}}.new' '{{list}}' ;;
            esac

            """);
        WholeFile.AllowExecution(program);
        var result = ChildProcess.Run(
            "sh", command, Path.GetDirectoryName(list)!, new Dictionary<string, string?> { ["TERRAFORM"] = program });
        var left = File.ReadAllLines(list).ToHashSet(StringComparer.Ordinal);
        _state = [.. _all.Where(item => left.Contains(item.Address))];
        return result;
    }

    /// <summary>Destroys what is in the state.</summary>
    /// <returns>What an inventory calls it.</returns>
    public IReadOnlyList<string> Destroy()
    {
        var destroyed = new TerraformDestruction(_aws).Destroy(_state);
        _state.Clear();
        return destroyed;
    }

    private static IEnumerable<JsonNode> Resources(JsonObject show)
    {
        var root = show["values"]!["root_module"]!;
        var module = root["child_modules"] is JsonArray children ? children[0]! : root;
        return module["resources"]!.AsArray().OfType<JsonNode>();
    }
}
