using System.CommandLine;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Reference;

namespace EdgeCdk.Cli.Files.Schema;

/// <summary>Writes the JSON Schema of a kind of file, which lets editors complete and check it.</summary>
internal static class SchemaCommand
{
    public static Command Create(CommandContext context)
    {
        var kind = new Argument<string>("kind") { Description = "edge or release" };
        kind.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && OptionRules.OneOf("edge", "release").Fault("kind", token.Value) is { } fault)
                given.AddError(fault);
        });
        var command = new Command("schema", "Writes the JSON Schema of edge or release files") { kind };
        command.SetAction(given =>
        {
            var schema = given.GetValue(kind) == "edge"
                ? JsonSchema.Of("Edge file of Edge CDK", ConfigKey.OfEdge)
                : JsonSchema.Of("Release file of Edge CDK", ConfigKey.OfRelease);
            context.WriteJson(schema);
            return 0;
        });
        return command;
    }
}
