using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Files.Network;

/// <summary>Shows where the workloads of an edge connect to, and writes the hosts for a firewall.</summary>
internal static class NetworkCommand
{
    public static Command Create(CommandContext context)
    {
        var edge = new EdgeArguments();
        var hosts = new Option<bool>("--hosts")
        {
            Description = "Only the hosts that a firewall must allow, each on a line with its port",
        };
        var firewall = new CheckedOption<string?>("--firewall", OptionRules.OutputFile(context))
        {
            Description = "File to write: a CloudFormation template with these hosts as rule group of AWS Network Firewall",
        };
        var command = new Command("network", "Shows all connections that the workloads of an edge open, and where each of them ends")
        {
            firewall,
        };
        edge.AddTo(command);
        AnswerFormat.AddTo(command, hosts);
        command.SetAction(given =>
        {
            var report = new NetworkReport(context, edge.Definition(given, context).Definition.Config);
            if (given.GetValue(firewall) is { } file)
                return report.WriteFirewall(file);
            return given.GetValue(hosts) ? report.WriteHosts() : report.Write();
        });
        return command;
    }
}
