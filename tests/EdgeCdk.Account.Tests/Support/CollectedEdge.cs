using EdgeCdk.Account.Tests.Deployed;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Support;

/// <summary>An edge whose components logged secrets, and what the command made of it, twice.</summary>
public sealed class CollectedEdge : IDisposable
{
    public static readonly string[] Planted = ["hunter2x", "AKIAIOSFODNN7EXAMPLE", "Ym9iOmh1bnRlcjI", "s3cr3t-of-bob", "bob@example.com"];

    public CollectedEdge(DeployedEdge edge)
    {
        edge.Log(
            "plane-manager",
            "connected with password=hunter2x",
            """{"authorization":"Basic Ym9iOmh1bnRlcjI="}""",
            "jdbc:postgresql://bob:s3cr3t-of-bob@db/x",
            "all is well");
        edge.Log("dqc", "key AKIAIOSFODNN7EXAMPLE of bob@example.com");
        var aws = new OtherAnswers(edge.Aws, (_, _) => { });

        Result = edge.RunAgainst(aws, "support", DeployedEdge.Name, "-o", "first.zip");
        edge.Run("support", DeployedEdge.Name, "-o", "second.zip");

        Asked = aws.Asked;
        First = new SupportArchive(Path.Combine(edge.Site.Repository, "first.zip"));
        Second = new SupportArchive(Path.Combine(edge.Site.Repository, "second.zip"));
        edge.ForgetLog("plane-manager");
        edge.ForgetLog("dqc");
    }

    public CommandResult Result { get; }

    /// <summary>What AWS was asked.</summary>
    public IReadOnlyList<string> Asked { get; }

    internal SupportArchive First { get; }

    internal SupportArchive Second { get; }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
    }
}
