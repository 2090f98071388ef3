using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What Terraform meets when it destroys what is left to it, on either way.</summary>
/// <param name="plan">What the plan is made from.</param>
internal sealed class Destruction(TakeoverContext plan)
{
    private readonly GroupReferences _groups = new(plan);

    /// <summary>The commands: first those that find and remove what would keep it from the destruction.</summary>
    public IReadOnlyList<string> Commands =>
        [.. plan.Revocations, .. _groups.Find, "terraform plan -destroy -out=rest.tfplan", "terraform apply rest.tfplan"];

    /// <summary>Paragraphs about what AWS refuses to delete.</summary>
    /// <param name="afterwards">What else is to be done about rules that name groups; empty for nothing.</param>
    public IEnumerable<string> Obstacles(string afterwards)
    {
        if (plan.Revocations.Count > 0)
            yield return "The rules below name groups of workloads that are destroyed; AWS refuses that as long as a rule names them.";
        if (_groups.Any)
            yield return GroupReferences.Remove + afterwards;
        if (plan.OfType("aws_s3_bucket").Any(bucket => !bucket.Values.Flag("force_destroy")))
        {
            yield return "Terraform does not empty a bucket whose force_destroy is off, versions included. Empty it first (console, "
                + "Empty).";
        }
    }
}
