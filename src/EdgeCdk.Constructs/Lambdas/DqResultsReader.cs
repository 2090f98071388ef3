using Constructs;
using EdgeCdk.Foundation;

namespace EdgeCdk.Lambdas;

/// <summary>Inputs of <see cref="DqResultsReader"/>.</summary>
public sealed record DqResultsReaderProps
{
    public required Platform Platform { get; init; }

    public required DataQualityKey DataQualityKey { get; init; }

    public required ArtifactBucket Bucket { get; init; }

    public required ResultBucket ResultBucket { get; init; }

    public required JavaFunctionRelease Release { get; init; }
}

/// <summary>Reads data-quality results from the customer's bucket for users of the control plane.</summary>
public sealed class DqResultsReader : Construct
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
            TrustedBy = "the result-reader queue and the result role",
            MemoryMb = 1024,
            Release = props.Release,
            Bucket = props.Bucket,
            Permissions = [props.ResultBucket.AllowAssumeRole(), props.DataQualityKey.AllowDecrypt()],
            Environment = new Dictionary<string, string>(props.ResultBucket.Environment)
            {
                ["DQ_KEY_ARN"] = props.DataQualityKey.Arn,
                ["EDGE_NAME"] = props.Platform.Edge.Name,
                ["EDGE_REGION"] = props.Platform.Edge.Region,
            },
        });
    }

    public JavaFunction Function { get; }
}
