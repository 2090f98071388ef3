using System.Globalization;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Network;

namespace EdgeCdk.Cli.Files.Network;

/// <summary>The connections of an edge, as its file decides them.</summary>
internal sealed class NetworkReport(CommandContext context, EdgeConfig config)
{
    private const string Nowhere = "nowhere: there is neither an endpoint nor a route";

    private readonly IReadOnlyList<ServiceHost> _hosts = FirewallHosts.Of(config);

    /// <summary>Writes the connections and the hosts.</summary>
    /// <returns>The exit code.</returns>
    public int Write()
    {
        var flows = Reachability.Of(config, new FileFacts(config.Vpc)).ToList();
        return context.Answer(
            new
            {
                Edge = config.Edge.Name,
                Flows = flows.Select(flow => new
                {
                    From = Workloads.Shown(flow.Flow.From),
                    To = Plain(flow.Destination),
                    Ports = Plain(flow.Ports),
                    flow.Flow.Why,
                    End = flow.End ?? Nowhere,
                }),
                Hosts = _hosts.Select(host => new { host.Name, host.Port, host.Why }),
            },
            () =>
            {
                foreach (var workload in flows.GroupBy(flow => flow.Flow.From))
                {
                    context.WriteLine(Workloads.Shown(workload.Key));
                    foreach (var flow in workload)
                    {
                        var end = flow.End ?? Nowhere;
                        context.WriteLine("", $"  {Plain(flow.Destination)}, port {Plain(flow.Ports)}: {end}. {flow.Flow.Why}");
                    }
                }

                context.WriteLine("Hosts that a firewall must allow");
                foreach (var host in _hosts)
                    context.WriteLine("", $"  {Address(host)}: {host.Why}");
                if (_hosts.Count == 0)
                    context.WriteLine("", "  none: all services of AWS have endpoints, and images come from Amazon ECR");
            });
    }

    /// <summary>Writes the hosts, each on a line.</summary>
    /// <returns>The exit code.</returns>
    public int WriteHosts()
    {
        foreach (var host in _hosts)
            context.Out.WriteLine(Address(host));
        return 0;
    }

    /// <summary>Writes the hosts as rule group of AWS Network Firewall.</summary>
    /// <returns>The exit code.</returns>
    public int WriteFirewall(string file)
    {
        if (_hosts.Count == 0)
            throw new CommandException("this edge calls no host outside of the VPC; it needs no rule group");
        var path = context.OutputFileOf(file);
        context.WriteFile(path, JsonText.Of(FirewallTemplate.Of(config, _hosts)));
        var next = $"aws cloudformation deploy --region {config.Account.Region} --stack-name edge-{config.Edge.Name}-hosts "
            + $"--template-file {ShellText.Word(context.Shown(path))}";
        return context.Answer(new { File = context.Shown(path), Hosts = _hosts.Select(host => host.Name), Next = new[] { next } }, () =>
        {
            context.WriteLine(
                context.Shown(path), $" was written: a rule group for {_hosts.Count} hosts; next, in the account of the firewall:");
            context.WriteLine("", $"  {next}");
        });
    }

    private static string Address(ServiceHost host) => string.Create(CultureInfo.InvariantCulture, $"{host.Name}:{host.Port}");

    private static string Plain(string text) => text.Replace("`", "", StringComparison.Ordinal);
}
