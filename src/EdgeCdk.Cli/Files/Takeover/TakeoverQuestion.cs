using System.Text.Json;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Validation;
using Spectre.Console;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>The question what a resource of Terraform is of the edge.</summary>
/// <param name="match">What is known of it.</param>
internal sealed class TakeoverQuestion(TakeoverMatch match)
{
    private static readonly JsonSerializerOptions Compact = new(JsonText.Options) { WriteIndented = false };

    private string Described => new TakeoverItem(match.Resource, null, Decision.Leave, "").Name is { Length: > 0 } name
        ? $"{match.Resource.Type} {name}" : match.Resource.Type;

    private string Choices => string.Join(", ", match.Choices);

    /// <summary>What is said when nobody is there to answer.</summary>
    /// <param name="map">The mapping file that can have the answer.</param>
    public Problem Unanswered(string map) => new(
        "", $"is {Described}, and what it is of the edge is not clear", $"use {Choices}",
        $"add {JsonSerializer.Serialize(new Dictionary<string, string> { [match.Resource.Address] = "…" }, Compact)} to {map}")
    {
        File = match.Resource.Address,
    };

    /// <summary>Asks until the answer is one of the choices.</summary>
    public string Ask(IAnsiConsole prompts)
    {
        var prompt = new TextPrompt<string>(Markup.Escape(
            $"{match.Resource.Address}\n{Described}: what is it of the edge? leave: Terraform destroys it; keep: it must stay\n"
            + $"Use {Choices}.\n>"))
            .Validate(text => match.Choices.Contains(text.Trim()) ? ValidationResult.Success()
                : WrongAnswer.Because($"use {Choices}"));
        return prompts.Prompt(prompt).Trim();
    }
}
