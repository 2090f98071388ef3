using Amazon.CDK;
using EdgeCdk.Config.Validation;

namespace EdgeCdk;

/// <summary>What an edge needs of the stack that it is in.</summary>
internal static class HostStack
{
    // An output that every edge has, under the same name.
    private const string Sign = "EdgeName";

    /// <summary>Checks the stack before the edge is created in it.</summary>
    /// <exception cref="ConfigException">The edge cannot be in this stack; the message has every reason.</exception>
    public static void Check(Stack stack, EdgeContext edge)
    {
        List<Problem> problems =
        [
            .. IsOf(stack, "account.region", edge.Region, stack.Region),
            .. IsOf(stack, "account.accountId", edge.AccountId, stack.Account),
        ];
        if (stack.Node.TryFindChild(Sign) is not null)
        {
            problems.Add(new Problem(
                "edge.name", $"is \"{edge.Name}\", but stack {stack.StackName} has an edge already", "use one edge in a stack",
                "create the edge in another stack: the outputs and parameters of a stack are those of one edge"));
        }

        if (stack.Nested)
        {
            problems.Add(new Problem(
                "edge.name", $"is \"{edge.Name}\", but {stack.Node.Path} is a nested stack", "use a stack that is deployed by itself",
                "create the edge there: outputs and tags of a nested stack are not those that commands read"));
        }

        if (problems.Count > 0)
            throw new ConfigException(problems);
    }

    private static IEnumerable<Problem> IsOf(Stack stack, string key, string expected, string actual)
    {
        if (actual == expected)
            yield break;
        var given = Token.IsUnresolved(actual) ? "names none" : $"is in {actual}";
        yield return Problem.Is(
            key, expected, "one environment in both", "set Env of the stack, or correct the edge: the template names both in ARNs",
            $", but stack {stack.StackName} {given}");
    }
}
