using System.CommandLine;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.Terraform;
using EdgeCdk.Cli.Files.VendorBundle;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>Makes edge file, plan and files for an edge that the vendor's Terraform created. Changes nothing in the account.</summary>
internal static class TakeoverCommand
{
    private const string InPlace = "in-place", Beside = "beside";

    public static Command Create(CommandContext context)
    {
        var edge = new EdgeArguments();
        var state = new CheckedOption<string>("--state", OptionRules.File(context, StateFile.HowTo))
        {
            Description = "What `terraform show -json` prints, or a state file of version 4",
            Required = true,
        };
        var way = new CheckedOption<string>("--way", OptionRules.OneOf(InPlace, Beside))
        {
            Description = $"{InPlace}: the edge keeps name, keys and file system. {Beside}: a second edge of this name replaces the one "
                + $"in the state. Default: {InPlace}",
            DefaultValueFactory = _ => InPlace,
        };
        var module = new Option<string?>("--module")
        {
            Description = "Address of the edge's module, such as module.edge, when the state has more than one edge. Default: everything",
        };
        var map = new CheckedOption<string?>("--map", OptionRules.File(context, ImportMap.HowTo))
        {
            Description = "File that says what resources are: {\"<address>\": \"<part, leave or keep>\"}. Default: map.json in the "
                + "directory of the plan, if it is there",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "A value of the edge file that the state does not have: controlPlane.eventSources=disabled",
            DefaultValueFactory = _ => [],
        };
        var template = new CheckedOption<string?>("--template", OptionRules.File(context, "use what `npx cdk synth` writes"))
        {
            Description = "The template of the edge, as `npx cdk synth` writes it. Default: it is synthesized",
        };
        var output = new CheckedOption<string?>("--output", OptionRules.OutputDirectory(context), "-o")
        {
            Description = "Directory to write to. Default: takeover/<edge>",
        };
        var quiet = new Option<bool>(
            "--non-interactive")
        { Description = "Ask nothing. List what is missing or not clear, and write nothing then" };
        var command = new Command(
            "takeover", "Plans how a running edge of the vendor's Terraform becomes a stack: decisions, files and steps; changes nothing")
        { state, way, module, map, set, template, output, quiet };
        edge.AddTo(command);
        command.SetAction(given =>
        {
            var name = edge.Name(given)!;
            return new TakeoverRun(context, edge.Directories(given, context), name)
            {
                State = context.PathOf(given.GetValue(state)!),
                Way = given.GetValue(way) == Beside ? Way.Beside : Way.InPlace,
                Module = given.GetValue(module),
                Map = given.GetValue(map) is { } named ? context.PathOf(named) : null,
                Assignments = given.GetValue(set)!,
                Template = given.GetValue(template) is { } file ? context.PathOf(file) : null,
                Output = context.PathOf(given.GetValue(output), Path.Combine("takeover", name)),
                Asks = !given.GetValue(quiet),
            }.Run(() => edge.Definition(given, context));
        });
        return command;
    }
}
