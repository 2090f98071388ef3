using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security.Others;

/// <summary>A key that meets rules of others, as a change of the edge with the most in it, or of its release.</summary>
/// <param name="Key">Path of the key.</param>
/// <param name="Edge">The edge file with the key.</param>
/// <param name="Release">The release file with the key. Default: as it is.</param>
internal sealed record KeySwitch(string Key, Func<string, string> Edge, Func<string, string>? Release = null)
{
    private const string SecretArn = "arn:aws:secretsmanager:eu-central-1:123456789011:secret:own-AbCdEf";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KeySwitch> All { get; } =
    [
        new("logRetentionDays", With("logRetentionDays: 365")),
        new("accessLogBucket", With("accessLogBucket: access-logs")),
        new("fileSystem.backup", With("fileSystem: { backup: true }")),
        new("functions.ownFunctionsInVpc", With("functions: { ownFunctionsInVpc: true }")),
        new("functions.reservedConcurrentExecutions", With("functions: { reservedConcurrentExecutions: 20 }")),
        new(
            "functions.codeSigningConfigArn",
            With("functions: { codeSigningConfigArn: "
                + "arn:aws:lambda:eu-central-1:123456789011:code-signing-config:csc-0f6c334abcdea4d8b }")),
        new(
            "registry.secretArn, observability.otlpSecretArn",
            text => $"{text.With("{ enabled: true }", $"{{ enabled: true, otlpSecretArn: \"{SecretArn}\" }}")}\n"
                + $"registry: {{ secretArn: \"{SecretArn}\" }}\n"),
        new("images.<image>.user", text => text, Images("user: \"1000:1000\"")),
        new("images.<image>.readonlyRootFilesystem", text => text, Images("readonlyRootFilesystem: true, writablePaths: [/tmp]")),
    ];

    /// <summary>The template of the edge with the key.</summary>
    public SynthesizedTemplate Synthesize(SynthesizedEdges edges) =>
        edges.SynthesizeOnRelease(Edge(EdgeFiles.Text(EdgeFiles.Watched)), "16.6.5", Release ?? (text => text));

    /// <summary>A release file with a key in each image.</summary>
    public static Func<string, string> Images(string keys) => text =>
    {
        const string end = "-saas-edge }";
        return text.With(end, $"-saas-edge, {keys} }}");
    };

    private static Func<string, string> With(string line) => text => $"{text}\n{line}\n";
}
