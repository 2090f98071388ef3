namespace EdgeCdk.Tests.Support;

/// <summary>The emulated accounts and their region.</summary>
public static class Places
{
    public const string Account = "123456789012";

    public const string Region = "eu-central-1";

    public const string VendorAccount = "999988887777";

    /// <summary>A role in the vendor's account.</summary>
    public const string Vendor = $"arn:aws:iam::{VendorAccount}:role/vendor";

    public static string Emulator(string file) => Repository.Path("tests", "emulator", file);
}
