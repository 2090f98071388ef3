using System.Globalization;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>Messages about the deletion of KMS keys. A command that deletes one is never shown: the data that it encrypts is
/// lost.</summary>
internal static class KeyDeletion
{
    /// <summary>What a customer's security team will see.</summary>
    public const string SecurityHub = "Until then AWS Security Hub reports it (KMS.3, keys pending deletion): that is expected";

    /// <summary>Who can use the key of data-quality results once the stack is deleted.</summary>
    public const string AfterTheRoles = "Its policy allows decryption to roles of the edge alone, and those are deleted with the stack: "
        + "afterwards an administrator of the key must first allow another role there. Results that you copy while the edge exists need "
        + "none of this";

    /// <summary>Path of the key of data-quality results.</summary>
    public const string DataQuality = "DataQualityKey/Key";

    /// <summary>Days between the deletion of the stack and that of the key.</summary>
    public static int Days(DeployedResource key) =>
        key.Template.Properties.Number("PendingWindowInDays") is > 0 and var days ? (int)days : 30;

    /// <summary>A day, some days later.</summary>
    public static string Date(DateOnly today, int days) => today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The commands that keep a key which is scheduled for deletion, and disabled until then.</summary>
    public static string Cancel(string key, string region) =>
        $"aws kms cancel-key-deletion --key-id {key} --region {region} && aws kms enable-key --key-id {key} --region {region}";
}
