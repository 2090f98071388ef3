namespace EdgeCdk.Cli.Account.Preflight.ServiceControl;

/// <summary>A call that the deployment or the edge makes.</summary>
/// <param name="Caller">Who makes it, in words.</param>
/// <param name="CallerArn">ARN of the role that makes it. Null: not known before the deployment.</param>
/// <param name="Action">Such as <c>sqs:CreateQueue</c>.</param>
/// <param name="Resource">What it is made on, as a policy says it; may have wildcards, and references as <c>${…}</c>.</param>
internal sealed record NeededCall(string Caller, string? CallerArn, string Action, string Resource);
