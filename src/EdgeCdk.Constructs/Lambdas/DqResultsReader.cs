using Constructs;
using EdgeCdk.Foundation;

namespace EdgeCdk.Lambdas;

/// <summary>Inputs of <see cref="DqResultsReader"/>.</summary>
internal sealed record DqResultsReaderProps
{
    public required Platform Platform { get; init; }

    public required DataQualityKey DataQualityKey { get; init; }

    public required ArtifactBucket Bucket { get; init; }

    public required ResultBucket ResultBucket { get; init; }

    public required JavaFunctionRelease Release { get; init; }

    public required ComponentRuntime Runtime { get; init; }
}

/// <summary>Reads data-quality results from the customer's bucket for users of the control plane.</summary>
internal sealed class DqResultsReader : Construct
{
    public DqResultsReader(Construct scope, string id, DqResultsReaderProps props)
        : base(scope, id)
    {
        Function = new JavaFunction(this, "Function", new JavaFunctionProps
        {
            Platform = props.Platform,
            Component = "dq-results-reader",
            Description = $"Edge {props.Platform.Edge.Name}: reads data-quality results",
            RoleName = props.Platform.Edge.DqResultsReaderRoleName,
            ExistingGroup = groups => groups.DqResultsReader,
            TrustedBy = "the result-reader queue and the result role",
            Release = props.Release,
            Runtime = props.Runtime,
            Bucket = props.Bucket,
            Permissions = [props.ResultBucket.AllowAssumeRole(), props.DataQualityKey.AllowDecrypt()],
        });
    }

    public JavaFunction Function { get; }
}
