namespace EdgeCdk.Config;

/// <summary>
/// Where the files of Edge CDK are for somebody who works in a repository: the repository itself is that of Edge CDK, or it has Edge CDK
/// as an npm package.
/// </summary>
/// <param name="repository">The directory that holds cdk.json.</param>
internal sealed class Installation(string repository)
{
    /// <summary>The program that cdk.json names, relative to the directory of Edge CDK.</summary>
    private static readonly string Program = Path.Combine("src", "EdgeCdk.App", "run.mjs");

    /// <summary>The directory of Edge CDK.</summary>
    public string Root => File.Exists(Path.Combine(repository, Program)) ? repository : Package;

    /// <summary>The program that synthesizes, whether it is there or not.</summary>
    public string Application => Path.Combine(Root, Program);

    /// <summary>
    /// The directory of release files of the repository; null when it has none, for the releases that are part of this assembly.
    /// </summary>
    public string? Releases => Path.Combine(repository, "releases") is var own && Directory.Exists(own) ? own : null;

    // Where Node.js would find it: in the repository, or in a directory around it.
    private string Package
    {
        get
        {
            const string name = "edge-cdk";
            for (var around = Path.GetFullPath(Path.Combine(".", repository)); around is not null; around = Path.GetDirectoryName(around))
            {
                if (Path.Combine(around, "node_modules", name) is var found && Directory.Exists(found))
                    return found;
            }

            return Path.Combine(repository, "node_modules", name);
        }
    }
}
