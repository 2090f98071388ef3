using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>The API of the emulated AWS, through one Python process: to start one for each call would take most of the time.</summary>
public sealed class AwsClient : IDisposable
{
    private readonly ChildProcess _client;

    public AwsClient(string directory, IReadOnlyDictionary<string, string?> environment)
    {
        _client = ChildProcess.Start("python3", [Places.Emulator("client.py")], directory, environment);
        _client.Process.BeginErrorReadLine();
    }

    /// <summary>Calls an operation, named as in boto3, and returns all pages of its answer as one.</summary>
    /// <param name="service">The service, such as <c>sqs</c>.</param>
    /// <param name="operation">The operation, such as <c>list_queues</c>.</param>
    /// <param name="parameters">Parameters by name.</param>
    /// <param name="role">Role to assume first. Default: the administrator of the customer's account.</param>
    /// <exception cref="AwsClientException">AWS answered with an error.</exception>
    public JsonNode Call(string service, string operation, JsonObject? parameters = null, string? role = null)
    {
        var request = new JsonObject
        {
            ["service"] = service,
            ["operation"] = operation,
            ["parameters"] = parameters,
            ["role"] = role,
        };
        _client.Process.StandardInput.WriteLine(request.ToJsonString());
        _client.Process.StandardInput.Flush();
        var line = _client.Process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the Python process has ended");
        var answer = JsonNode.Parse(line)!.AsObject();
        return answer["error"] is { } error
            ? throw new AwsClientException(error.GetValue<string>(), $"{service} {operation}: {answer["message"]}")
            : answer["result"] ?? new JsonObject();
    }

    /// <summary>Calls an operation with one parameter.</summary>
    public JsonNode Call(string service, string operation, string name, JsonNode value) =>
        Call(service, operation, new JsonObject { [name] = value });

    /// <summary>A JSON text that is a value in an answer, such as a policy.</summary>
    public static JsonNode Document(JsonNode? text) =>
        text is JsonValue value && value.GetValueKind() is JsonValueKind.String ? JsonNode.Parse(value.GetValue<string>())! : text!;

    public void Dispose() => _client.Dispose();
}
