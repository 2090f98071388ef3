using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;
using EdgeCdk.Cli.Trial.StandIns;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>The stand-in for what the vendor has: queues, role, packages and releases.</summary>
internal static class ControlPlaneStep
{
    /// <summary>What is noted when there is no JDK.</summary>
    public const string NoJdk = "noJdk";

    /// <summary>Why functions cannot be invoked then.</summary>
    public const string NoJdkWords = "there is no JDK 17 or later on this computer (javac), so that the functions have no code";

    private const string Part = "control-plane";
    private const string Template = "control-plane.template.json";

    public static TrialStep Step { get; } = new(
        Part, "a small stack that stands in for the vendor's control plane: three queues, the edge-access role, a bucket with the packages "
            + "of three releases", 3, "storage of a few KB")
    {
        Do = Do,
        Undo = Undo,
    };

    /// <summary>The stack.</summary>
    public static TrialStack Stack(TrialRun run) => new(run, $"edge-trial-{Part}-{run.Name}");

    /// <summary>Key of the packages of a release in the bucket.</summary>
    public static string Prefix(string release) => $"trial/{release}/";

    /// <summary>Deletes it.</summary>
    public static void Undo(TrialRun run)
    {
        var stack = Stack(run);
        if (stack.Settled() is null)
            return;
        foreach (var bucket in stack.Ask("describe-stack-resources").Items("StackResources")
            .Where(one => one.Text("ResourceType") == "AWS::S3::Bucket" && one.Text("ResourceStatus") != "DELETE_COMPLETE"))
        {
            if (bucket.Text("PhysicalResourceId") is { Length: > 0 } name)
                TaggedRest.Empty(run, name);
        }

        stack.Delete();
    }

    private static void Do(TrialRun run)
    {
        run.Write(Template, StandInFiles.Text(Template));
        var stack = Stack(run);
        stack.Create(Part, run.PathOf(Template), ("EdgeName", run.Name));
        var compiled = StandInPackages.Compiled(run.PathOf(""));
        run.State.Notes.Remove(NoJdk);
        if (compiled is null)
            run.Note(NoJdk, NoJdkWords);
        var bucket = stack.Output("PackageBucket");
        foreach (var release in StandInRelease.All)
        {
            run.Write(Path.Combine("releases", $"{release.Version}.yaml"), release.Text(run.Today));
            foreach (var name in StandInPackages.Names)
                Upload(run, bucket, $"{Prefix(release.Version)}{name}/{name}.zip", StandInPackages.Zip(name, release.Version, compiled));
        }
    }

    private static void Upload(TrialRun run, string bucket, string key, byte[] content)
    {
        using var scratch = new ScratchDirectory();
        var file = Path.Combine(scratch.Path, "package.zip");
        File.WriteAllBytes(file, content);
        run.Aws.Ask("s3api", "put-object", "--bucket", bucket, "--key", key, "--body", file);
    }
}
