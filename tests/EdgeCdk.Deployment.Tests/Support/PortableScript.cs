using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// The script of the portable template, as a customer runs it: the files are made elsewhere, and it runs where nothing else is.
/// </summary>
internal static class PortableScript
{
    public const string TemplateBucket = "templates-of-the-customer";

    /// <summary>Makes the bucket that the script uploads to.</summary>
    public static void Prepare(AwsClient aws) => aws.Call("s3", "create_bucket", new()
    {
        ["Bucket"] = TemplateBucket,
        ["CreateBucketConfiguration"] = new System.Text.Json.Nodes.JsonObject { ["LocationConstraint"] = Places.Region },
    });

    /// <summary>Writes the files of an edge and runs its script.</summary>
    /// <param name="emulator">The account.</param>
    /// <param name="name">The edge.</param>
    /// <param name="file">Text of its file.</param>
    /// <param name="isGivenSecrets">Whether the registry's credentials are in the environment.</param>
    /// <param name="change">What is changed in the script. Default: nothing.</param>
    public static CommandResult Run(
        Emulator emulator, string name, string file, bool isGivenSecrets = false, Func<string, string>? change = null)
    {
        using var files = new TemporaryDirectory();
        files.Write("cdk.json", "{}");
        files.Write($"edges/{name}.yaml", file);
        var output = Path.Combine(files.Path, "portable");
        var written = ChildProcess.Run(
            "node",
            [
                Repository.Path("src", "EdgeCdk.Cli", "run.mjs"), "template", name,
                "--edges", Path.Combine(files.Path, "edges"), "--releases", Repository.Releases, "--output", output,
            ],
            Repository.Root);
        if (written.ExitCode != 0)
            throw new InvalidOperationException(written.Error);
        var script = Path.Combine(output, $"{name}.deploy.sh");
        if (change is not null)
            File.WriteAllText(script, change(File.ReadAllText(script)));
        var environment = new Dictionary<string, string?>(emulator.Environment) { ["TEMPLATE_BUCKET"] = TemplateBucket };
        if (isGivenSecrets)
            (environment["REGISTRY_USERNAME"], environment["REGISTRY_PASSWORD"]) = (Story.UserName, Story.Password);
        return ChildProcess.Run("sh", [script], output, environment);
    }
}
