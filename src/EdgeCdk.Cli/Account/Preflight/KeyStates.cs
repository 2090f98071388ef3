using EdgeCdk.Cli.Account.Checks;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>What the state of a KMS key means for whoever encrypts with it, and what makes it usable: one table for every check.</summary>
internal static class KeyStates
{
    /// <summary>What prevents the use of the key, and what to do; null when it can be used.</summary>
    /// <param name="state">As KMS calls it.</param>
    /// <param name="arn">ARN of the key.</param>
    /// <param name="region">Region of the key.</param>
    public static (Outcome Outcome, string What, string Remedy)? Fault(string state, string arn, string region)
    {
        var enable = $"aws kms enable-key --region {region} --key-id {arn}";
        return state switch
        {
            // A key is updated while another region becomes the primary one; it works meanwhile.
            "Enabled" or "Updating" => null,
            "Disabled" => (Outcome.Failed, "is Disabled", $"enable the key: {enable}"),
            "PendingDeletion" or "PendingReplicaDeletion" => (
                Outcome.Failed, $"is {state}: AWS will delete it",
                $"keep the key: aws kms cancel-key-deletion --region {region} --key-id {arn}, then {enable}"),
            "PendingImport" => (
                Outcome.Failed, "is PendingImport: it has no key material", "import key material into it (aws kms import-key-material)"),
            "Unavailable" => (
                Outcome.Failed, "is Unavailable: its custom key store is not connected",
                $"connect the key store: aws kms connect-custom-key-store --region {region}"),
            "Creating" => (Outcome.Warning, "is Creating", "wait until it is Enabled"),
            "" => (Outcome.Unknown, "has a state that AWS does not show", $"see aws kms describe-key --region {region} --key-id {arn}"),
            _ => (
                Outcome.Unknown, $"is {state}, a state that this version of edge does not know",
                $"see aws kms describe-key --region {region} --key-id {arn}"),
        };
    }
}
