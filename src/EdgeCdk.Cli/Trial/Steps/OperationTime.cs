using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>Claims about how long CloudFormation takes.</summary>
internal static class OperationTime
{
    /// <summary>Answers whether the last operation of a stack took at most some minutes, if it has events.</summary>
    public static void Answer(TrialRun run, TrialStack stack, string claim, int atMost)
    {
        if (stack.Duration() is { } time)
            run.Answer(claim, time <= TimeSpan.FromMinutes(atMost), Words.Time(time));
    }
}
