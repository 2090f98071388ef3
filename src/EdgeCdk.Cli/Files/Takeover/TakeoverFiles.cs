using System.Text;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.Terraform;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>Writes the files of a takeover. The same state, edge file and map give the same files.</summary>
/// <param name="context">Where they are written.</param>
/// <param name="state">The state.</param>
/// <param name="edge">The edge.</param>
/// <param name="stack">Its template.</param>
/// <param name="way">The way.</param>
/// <param name="items">The decisions.</param>
internal sealed class TakeoverFiles(
    CommandContext context, TerraformState state, EdgeDefinition edge, StackTemplate stack, Way way, IReadOnlyList<TakeoverItem> items)
{
    /// <summary>Name of the plan in the directory.</summary>
    public const string Plan = "plan.md";

    // A version of the format that every CDK CLI of the last years reads.
    private const string AssemblyVersion = "36.0.0";

    private string StackName => new EdgeNames(edge.Config.Edge.Name).Stack;

    /// <summary>Writes them into a directory.</summary>
    /// <returns>The paths of the files.</returns>
    public IReadOnlyList<string> Write(string directory)
    {
        var (terraform, last) = (new TerraformFiles(items), new LastDeletions(items));
        var imported = new ImportTemplate(
            state, [.. items.Where(item => item.Decision is Decision.Import && item.SettingOf is null)]);
        var template = JsonText.Of(imported.Template(
            $"Edge {edge.Config.Edge.Name}: what is imported from Terraform, as it is before the first deployment"));
        var files = new Dictionary<string, string>
        {
            [Plan] = new TakeoverPlan(new TakeoverContext(edge, way, items)
            {
                Directory = context.Shown(directory),
                Retained = Retained(),
                TemplateSize = Encoding.UTF8.GetByteCount(template),
            }).Text(),
            ["forget.sh"] = terraform.Forget(),
            ["removed.tf"] = terraform.Removed(),
            ["return.tf"] = terraform.Return(),
            ["inventory.json"] = JsonText.Of(Inventory()),
        };
        if (way is Way.InPlace)
        {
            files[$"assembly/{StackName}.template.json"] = template;
            files["assembly/manifest.json"] = JsonText.Of(Manifest());
            files["resources-to-import.json"] = JsonText.Of(imported.ResourcesToImport());
            files["resource-mapping.json"] = JsonText.Of(imported.ResourceMapping());
            if (last.Any)
                files["finish.sh"] = last.Script(edge.Config.Account.Region);
        }

        foreach (var (name, text) in files)
            context.WriteFile(Path.Combine(directory, name), text);
        foreach (var script in files.Keys.Where(name => name.EndsWith(".sh", StringComparison.Ordinal)))
            WholeFile.AllowExecution(Path.Combine(directory, script));
        return [.. files.Keys.Order(StringComparer.Ordinal).Select(name => context.Shown(Path.Combine(directory, name)))];
    }

    private List<StackResource> Retained()
    {
        var imported = items.Where(item => item.Decision is Decision.Import).Select(item => item.Counterpart?.Id).ToHashSet();
        return
        [
            .. stack.Resources.Values.Where(resource => $"{resource.Json["DeletionPolicy"]}".StartsWith("Retain", StringComparison.Ordinal)
                && resource.Type != "AWS::Lambda::Version" && !imported.Contains(resource.Id)),
        ];
    }

    // What must be there before and after, by its id.
    private JsonObject Inventory() => new(items.Where(item => item.IsForgotten && item.SettingOf is null && !item.IsDeletedLast)
        .Select(item => KeyValuePair.Create(item.Resource.Address, (JsonNode?)item.Resource.Id)));

    private JsonObject Manifest() => new()
    {
        ["version"] = AssemblyVersion,
        ["artifacts"] = new JsonObject
        {
            [StackName] = new JsonObject
            {
                ["type"] = "aws:cloudformation:stack",
                ["environment"] = $"aws://{edge.Config.Account.AccountId}/{edge.Config.Account.Region}",
                ["properties"] = new JsonObject
                {
                    ["templateFile"] = $"{StackName}.template.json",
                    ["terminationProtection"] = true,
                    ["validateOnSynth"] = false,
                },
            },
        },
    };
}
