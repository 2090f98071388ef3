using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Support;

namespace EdgeCdk.Cli.Tests.Account.Support;

/// <summary>Of an event, support gets what explains a failure, and no properties.</summary>
public sealed class StackPartsTests
{
    [Fact]
    public void An_event_keeps_the_result_of_a_hook_and_of_a_validation()
    {
        var kept = Assert.Single(StackParts.Events([JsonNode.Parse("""
            { "LogicalResourceId": "Queue", "ResourceProperties": "{\"Password\":\"secret\"}", "HookType": "Corp::Policy::Hook",
              "HookStatus": "HOOK_COMPLETE_FAILED", "HookStatusReason": "no key", "ValidationStatusReason": "unknown property" }
            """)!]))!.AsObject();

        Assert.Equal(
            ["LogicalResourceId", "HookType", "HookStatus", "HookStatusReason", "ValidationStatusReason"], kept.Select(pair => pair.Key));
    }
}
