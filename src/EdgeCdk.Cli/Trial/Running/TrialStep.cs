namespace EdgeCdk.Cli.Trial.Running;

/// <summary>One step of a trial. It may be repeated: what an interrupted run has made is used again, or made once more.</summary>
/// <param name="Name">What options and reports call it.</param>
/// <param name="Makes">What it makes in the account, or does there.</param>
/// <param name="Minutes">How long it takes, about.</param>
/// <param name="PaidFor">What of it is paid for.</param>
internal sealed record TrialStep(string Name, string Makes, int Minutes, string PaidFor)
{
    /// <summary>Nothing of a step is paid for.</summary>
    public const string Nothing = "nothing";

    /// <summary>The steps that must have succeeded before, in the same run or an earlier one. Default: none.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Does it, and answers the claims that it settles.</summary>
    public required Action<TrialRun> Do { get; init; }

    /// <summary>Removes what the step has made, as far as it is there: also when the step was interrupted, or never begun. Default:
    /// it makes nothing.</summary>
    public Action<TrialRun> Undo { get; init; } = _ => { };
}
