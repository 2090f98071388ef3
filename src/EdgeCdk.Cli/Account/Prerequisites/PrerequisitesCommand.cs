using System.CommandLine;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Account.Prerequisites;

/// <summary>Writes the template of what an edge needs first; afterwards, the onboarding values of what was deployed.</summary>
internal static class PrerequisitesCommand
{
    private const string TemplateFile = "prerequisites.template.json";
    private const string OnboardingFile = "onboarding.yaml";

    public static Command Create(CommandContext context)
    {
        var edge = new Option<string?>("--edge") { Description = "Name of the edge, for the commands that are shown" };
        var onboarding = new Option<string?>("--onboarding") { Description = "Name of the deployed stack: write its onboarding values" };
        var region = new Option<string?>("--region") { Description = "Region of the stack" };
        var output = new Option<string?>("--output", "-o") { Description = $"File to write. Default: {TemplateFile} or {OnboardingFile}" };
        var command = new Command("prerequisites", "Writes a template for network, result bucket and role, for those who have none yet") { edge, onboarding, region, output };
        command.Validators.Add(given =>
        {
            if (given.GetResult(onboarding) is not null && given.GetResult(region) is null)
                given.AddError("--onboarding needs --region");
            foreach (var problem in new[] { (Key: "edge.name", Option: edge), (Key: "account.region", Option: region) }.SelectMany(pair => Faults(pair.Key, given.GetValue(pair.Option))))
                given.AddError($"{problem.Message}");
        });
        command.SetAction(given =>
        {
            var (file, next) = given.GetValue(onboarding) is { } stack
                ? WriteOnboarding(context, stack, given.GetValue(region)!, given.GetValue(output))
                : WriteTemplate(context, given.GetValue(edge) ?? "<edge>", given.GetValue(region) ?? "<region>", given.GetValue(output));
            if (given.GetValue(EdgeCommand.Json))
            {
                context.WriteJson(new { File = context.Shown(file), Next = next });
                return 0;
            }

            context.WriteLine(context.Shown(file), " was written; next:");
            foreach (var line in next)
                context.WriteLine("", $"  {line}");
            return 0;
        });
        return command;
    }

    private static IReadOnlyList<Problem> Faults(string key, string? value) => value is null ? [] : ConfigKey.Find(ConfigKey.OfEdge, key)!.Check(value);

    private static (string File, string[] Next) WriteTemplate(CommandContext context, string edge, string region, string? output)
    {
        var file = Path.GetFullPath(output ?? TemplateFile, context.Directory);
        context.WriteFile(file, TemplateSynthesis.Make(context, "prerequisites"));
        return (file,
        [
            $"aws cloudformation deploy --region {region} --stack-name Prerequisites-{edge} --template-file {context.Shown(file)} --capabilities CAPABILITY_IAM --parameter-overrides EdgeName={edge}",
            $"npx edge prerequisites --onboarding Prerequisites-{edge} --region {region}",
        ]);
    }

    private static (string File, string[] Next) WriteOnboarding(CommandContext context, string stack, string region, string? output)
    {
        var file = Path.GetFullPath(output ?? OnboardingFile, context.Directory);
        var deployed = DeployedPrerequisites.Read(context.Aws, stack, region);
        if (File.Exists(file) && File.ReadAllText(file) != deployed.Onboarding)
            throw new CommandException($"{context.Shown(file)} is there already, with other values; remove it, or name another file with --output");
        context.WriteFile(file, deployed.Onboarding);
        return (file,
        [
            $"npx edge init --from {context.Shown(file)} --set edge.name={deployed.EdgeName} --set vpc.cidrBlocks={deployed.CidrBlocks} --set vpc.privateRouteTableIds={deployed.PrivateRouteTableIds}",
        ]);
    }
}
