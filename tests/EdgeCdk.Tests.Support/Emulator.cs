using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>The emulated AWS, on a free port, with nothing in it. It ends with the tests, however they end.</summary>
public sealed class Emulator : IDisposable
{
    private readonly ChildProcess _server;
    private readonly HttpClient _http;
    private readonly string _log;

    public Emulator(string directory)
    {
        var port = FreePort();
        _log = Path.Combine(directory, "emulator.log");
        Environment = new Dictionary<string, string?>
        {
            // By this name: the emulator finds no bucket behind an address.
            ["AWS_ENDPOINT_URL"] = $"http://localhost:{port}",
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_REGION"] = Places.Region,
            ["AWS_DEFAULT_REGION"] = Places.Region,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_CONFIG_FILE"] = "/dev/null",
            ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
            ["CDK_DISABLE_CLI_TELEMETRY"] = "true",
            ["NODE_NO_WARNINGS"] = "1",
            ["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "18,20",
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["TMPDIR"] = directory,
        };
        FunctionLog = Path.Combine(directory, "functions.log");
        TestPackages.InstallNodeOfTests(); // the IAM simulator is one of them
        string[] arguments = [Places.Emulator("server.py"), "--port", $"{port}", "--log", _log, "--with-parent"];
        _server = ChildProcess.Start("python3", arguments, directory, Environment);
        _server.Process.OutputDataReceived += (_, line) => Keep(line.Data);
        _server.Process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _server.Process.BeginOutputReadLine();
        _server.Process.BeginErrorReadLine();
        _http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}/emulator/") };
        WaitUntilReady();
    }

    /// <summary>What a program needs to take the emulator for AWS.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; }

    /// <summary>What the functions that ran have printed.</summary>
    public string FunctionLog { get; }

    /// <summary>Calls that the emulator could not answer. A client may retry such a call and take what follows for a success.</summary>
    public IReadOnlyList<string> Crashes => [.. ReadLog().Where(IsCrash)];

    public IEnumerable<string> ReadLog()
    {
        using var reader = new StreamReader(new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    /// <summary>Makes an operation on a resource of a stack fail, from now on.</summary>
    public void Fail(string stack, string verb, string logicalIdPrefix) =>
        Put("faults", new JsonArray(new JsonObject { ["stack"] = stack, ["verb"] = verb, ["resource"] = logicalIdPrefix }));

    /// <summary>Moves image tags to other images, for tasks that start from now on: digests by a part of the image's name.</summary>
    public void SetImageDigests(JsonObject digests) => Put("image-digests", digests);

    /// <summary>All that the services hold, by service; CloudFormation and the content of objects are not in it.</summary>
    public JsonObject State() => Get("state");

    /// <summary>Says what the account is like, where AWS has no operation to make it so; see tests/emulator/services/account.py.</summary>
    /// <param name="settings">What is not as by default.</param>
    public void Account(JsonObject settings) => Put("account", settings);

    /// <summary>Says what AWS, and others in the account, do from now on; see tests/emulator/weather.py.</summary>
    /// <param name="switches">What is not as in calm weather. Default: nothing.</param>
    public void Weather(JsonObject? switches = null) => Put("weather", switches ?? []);

    /// <summary>How often each switch of the weather has had its effect.</summary>
    public IReadOnlyDictionary<string, int> Happened() =>
        Get("weather").ToDictionary(item => item.Key, item => item.Value!.GetValue<int>());

    /// <summary>What IAM has decided until now; see tests/emulator/iam/gate.py.</summary>
    public Decided Decided()
    {
        var answer = _http.GetStringAsync(new Uri("decided", UriKind.Relative)).GetAwaiter().GetResult();
        return JsonSerializer.Deserialize<Decided>(answer, JsonSerializerOptions.Web)!;
    }

    /// <summary>Lets a schedule start its function, as the role of the schedule.</summary>
    /// <param name="name">Name of the schedule.</param>
    /// <returns>What the function returned.</returns>
    public JsonNode Fire(string name) => JsonNode.Parse(Put($"schedules/{name}", new JsonObject()))!["result"]!;

    /// <summary>Lets the commands of tasks end, and every event-source mapping of a Java function look at its queue once.</summary>
    public void Poll() => Put("polls", new JsonObject());

    /// <summary>Ends all failures that <see cref="Fail"/> has set.</summary>
    public void FailNothing() => Put("faults", new JsonArray());

    public void Dispose()
    {
        _server.Dispose();
        _http.Dispose();
    }

    private static bool IsCrash(string line) =>
        line.Contains("\" 500", StringComparison.Ordinal) || line.StartsWith("Traceback", StringComparison.Ordinal);

    private JsonObject Get(string path) =>
        JsonNode.Parse(_http.GetStringAsync(new Uri(path, UriKind.Relative)).GetAwaiter().GetResult())!.AsObject();

    private string Put(string path, JsonNode body)
    {
        using var content = new StringContent(body.ToJsonString());
        using var answer = _http.PutAsync(path, content).GetAwaiter().GetResult();
        answer.EnsureSuccessStatusCode();
        return answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
    }

    private void Keep(string? line)
    {
        lock (_server)
            File.AppendAllText(FunctionLog, $"{line}\n");
    }

    private void WaitUntilReady()
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(20) && !_server.Process.HasExited; Thread.Sleep(100))
        {
            try
            {
                using var answer = _http.GetAsync("ready").GetAwaiter().GetResult();
                if (answer.StatusCode is HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }

        Dispose();
        var output = File.Exists(FunctionLog) ? File.ReadAllText(FunctionLog) : "";
        throw new InvalidOperationException($"the emulator has not started:\n{output}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
