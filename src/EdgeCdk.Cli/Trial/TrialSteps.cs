using EdgeCdk.Cli.Trial.Running;
using EdgeCdk.Cli.Trial.Steps;

namespace EdgeCdk.Cli.Trial;

/// <summary>The steps of a trial in their order. They are undone in the opposite order.</summary>
internal static class TrialSteps
{
    public static IReadOnlyList<TrialStep> All { get; } =
    [
        NetworkStep.Step,
        ControlPlaneStep.Step,
        ProbesStep.Step,
        EdgeFileStep.Step,
        PreflightStep.Step,
        DeployStep.Step,
        VerifyStep.Step,
        JobsStep.Step,
        ImageUpdateStep.Step,
        FunctionsStep.Step,
        CleanupStep.Step,
        UpgradeStep.Step,
        FailedUpgradeStep.Step,
        ObservabilityStep.Step,
        DestroyStep.Step,
        LeftoversStep.Step,
    ];

    /// <summary>The steps that a command line chooses.</summary>
    /// <param name="only">Names; empty for all.</param>
    /// <param name="skip">Names that are left out.</param>
    public static IReadOnlyList<TrialStep> Chosen(IReadOnlyList<string> only, IReadOnlyList<string> skip) =>
        [.. All.Where(step => (only.Count == 0 || only.Contains(step.Name)) && !skip.Contains(step.Name))];

    /// <summary>The steps in a network of the user.</summary>
    public static IReadOnlyList<TrialStep> InOwnNetwork(IReadOnlyList<TrialStep> steps) =>
        [.. steps.Select(step => step == NetworkStep.Step ? NetworkStep.OfUser : step)];
}
