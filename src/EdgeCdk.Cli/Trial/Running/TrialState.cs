using System.Text.Json;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Claims;

namespace EdgeCdk.Cli.Trial.Running;

/// <summary>What a trial has done so far. It is kept in a file, so that another run continues or cleans up.</summary>
internal sealed record TrialState
{
    /// <summary>Name of the edge of the trial.</summary>
    public required string Edge { get; init; }

    public required string Account { get; init; }

    public required string Region { get; init; }

    /// <summary>Who answers: AWS, or what stands in for it.</summary>
    public required string AnsweredBy { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>The file with the user's own network. Null: the trial makes one.</summary>
    public string? Onboarding { get; init; }

    /// <summary>The steps that were begun, by name.</summary>
    public Dictionary<string, StepState> Steps { get; init; } = [];

    /// <summary>The claims that were answered, by id.</summary>
    public Dictionary<string, ClaimAnswer> Answers { get; init; } = [];

    /// <summary>What steps must know of earlier ones, such as what was not there before the trial.</summary>
    public Dictionary<string, string> Notes { get; init; } = [];

    /// <summary>The state in a file; null when there is no file.</summary>
    /// <exception cref="CommandException">The file cannot be read.</exception>
    public static TrialState? Read(string file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            return JsonSerializer.Deserialize<TrialState>(File.ReadAllText(file), JsonText.Options);
        }
        catch (JsonException exception)
        {
            throw new CommandException(
                $"{file} cannot be read ({InputFile.Place(exception)}); it says what the trial has made: restore it, or delete it "
                    + "and clean up with --clean-up");
        }
    }

    /// <summary>Writes the file, completely or not at all.</summary>
    public void Write(string file) => WholeFile.Write(file, JsonText.Of(this));
}
