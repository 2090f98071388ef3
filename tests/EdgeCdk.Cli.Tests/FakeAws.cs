using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Tests;

/// <summary>AWS that gives one answer to each operation, and an empty one to most others.</summary>
/// <param name="answers">Service and operation, such as <c>ec2 describe-subnets</c>, with the answer in JSON.</param>
internal sealed class FakeAws(params (string Operation, string Json)[] answers) : IAws
{
    // In an account without an edge there is neither its stack nor a role of it.
    private static readonly string[] NotFound = ["cloudformation describe-stacks", "iam get-role"];

    /// <summary>What AWS refuses, by operation.</summary>
    public Dictionary<string, AwsException> Refused { get; } = [];

    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        var operation = $"{arguments[0]} {arguments[1]}";
        if (Refused.TryGetValue(operation, out var refusal))
            throw refusal;
        var answer = answers.FirstOrDefault(answer => answer.Operation == operation).Json;
        if (answer is null && NotFound.Contains(operation))
            throw Missing();
        return answer is null ? [] : JsonNode.Parse(answer)!.AsObject();
    }

    /// <summary>Lets AWS answer that something does not exist.</summary>
    public FakeAws Without(string operation)
    {
        Refused[operation] = Missing();
        return this;
    }

    private static AwsException Missing() => new("NoSuchEntity", "not found for a test", "Operation");
}
