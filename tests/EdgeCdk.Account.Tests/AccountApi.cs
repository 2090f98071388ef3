using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>Makes and breaks things in the account.</summary>
/// <param name="api">The API.</param>
/// <param name="changed">Gets the service of each call.</param>
public sealed class AccountApi(AwsClient api, Action<string> changed)
{
    /// <summary>Calls an operation, named as in boto3.</summary>
    /// <param name="service">The service.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="parameters">Parameters by name.</param>
    /// <param name="role">Role to assume first. Default: the administrator of the customer's account.</param>
    public JsonNode Call(string service, string operation, JsonObject? parameters = null, string? role = null)
    {
        try
        {
            return api.Call(service, operation, parameters, role);
        }
        finally
        {
            changed(service);
        }
    }

    /// <summary>Calls an operation with one parameter.</summary>
    public JsonNode Call(string service, string operation, string name, JsonNode value) =>
        Call(service, operation, new JsonObject { [name] = value });
}
