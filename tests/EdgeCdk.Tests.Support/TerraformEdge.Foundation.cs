using System.Globalization;

namespace EdgeCdk.Tests.Support;

// Keys, secret and bucket.
public sealed partial class TerraformEdge
{
    private void Foundation()
    {
        string[] purposes = ["general", "dq_encryption"];
        foreach (var (index, purpose) in purposes.Index())
        {
            var id = Id($"{purpose} key", $"0000000{index}-1111-2222-3333-444444444444");
            var key = Shape.HasPlainKeyNames ? index.ToString(CultureInfo.InvariantCulture) : Shape.HasKeys ? purpose : null;
            Add("aws_kms_key", Shape.HasPlainKeyNames || Shape.HasKeys ? "this" : purpose, key, new()
            {
                ["id"] = id,
                ["key_id"] = id,
                ["arn"] = Arn("kms", $"key/{id}"),
                ["description"] = Shape.HasPlainKeyNames ? "Customer managed key" : $"{Shape.Prefix} {purpose}",
                ["policy"] = KeyPolicy,
                ["enable_key_rotation"] = true,
                ["rotation_period_in_days"] = 90,
                ["deletion_window_in_days"] = 7,
                ["is_enabled"] = true,
                ["multi_region"] = false,
            });
            if (Shape.HasSeparateSettings)
                Add("aws_kms_key_policy", purpose, null, new() { ["id"] = id, ["key_id"] = id, ["policy"] = KeyPolicy });
        }

        var general = Id("general key", "00000000-1111-2222-3333-444444444444");
        var generalArn = Arn("kms", $"key/{general}");
        Add("aws_kms_alias", "general", null, new()
        {
            ["id"] = Alias,
            ["name"] = Alias,
            ["target_key_id"] = general,
            ["arn"] = Arn("kms", Alias),
            ["target_key_arn"] = generalArn,
        });
        var secret = Id("registry secret", Arn("secretsmanager", "secret:registry-AbCdEf"));
        Add("aws_secretsmanager_secret", "registry", null, new()
        {
            ["id"] = secret,
            ["arn"] = secret,
            ["name"] = $"{Shape.Prefix}-registry",
            ["kms_key_id"] = generalArn,
        });
        Add("aws_secretsmanager_secret_version", "registry", null, new()
        {
            ["id"] = $"{secret}|v1",
            ["secret_id"] = secret,
            ["secret_string"] = Secret,
        });
        Add("aws_s3_bucket", "artifacts", null, new()
        {
            ["id"] = $"{Shape.Prefix}-artifacts",
            ["bucket"] = $"{Shape.Prefix}-artifacts",
            ["arn"] = $"arn:aws:s3:::{Shape.Prefix}-artifacts",
            ["force_destroy"] = false,
        });
        Add("aws_s3_bucket_versioning", "artifacts", null, new()
        {
            ["id"] = $"{Shape.Prefix}-artifacts",
            ["bucket"] = $"{Shape.Prefix}-artifacts",
        });
        Files(generalArn);
    }
}
